import { speaksFor } from '../../domain/partnerships/rules.ts';
import type { Scope } from '../platform/scope.ts';

/** Whoever works here writes for their party, and says what fits; an observer reads. */
export const mayWriteItems = (scope: Scope) => scope.role !== 'observer';
/** What leaves a party is for those who speak for it. */
export const mayShareItems = (scope: Scope) => speaksFor(scope.role);

export const ONLY_WRITERS = 'Observers read here; ask somebody who takes part to write it.';
export const ONLY_SHARERS = 'What leaves your party is for its lead or sponsor; ask one of them to share it.';
