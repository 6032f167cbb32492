import { v7 } from 'uuid';

/**
 * Identity of everything that is no secret and no answer, made by the application. Of one process each is greater than the
 * one before, within a millisecond too: what one transaction recorded is told in the order it happened.
 */
export const newId = (): string => v7();
