import { randomUUIDv7 } from 'node:crypto';

/** Identity of everything that is no secret and no answer: ordered by time, made by the application. */
export const newId = (): string => randomUUIDv7();
