import { speaksFor } from '../../domain/partnerships/rules.ts';
import type { Scope } from '../platform/scope.ts';

/** Leads and sponsors of every party alike open, extend, close and cancel rounds, and bring past ones in. */
export const mayRunRounds = (scope: Pick<Scope, 'role'>) => speaksFor(scope.role);
/** Leads and sponsors of every party alike hand results on, see who has a link, and end any of them. */
export const mayHandOn = (scope: Pick<Scope, 'role'>) => speaksFor(scope.role);
/** Links are handed out inside one's own party only. */
export const mayHandOutLinks = (scope: Pick<Scope, 'role'>) => speaksFor(scope.role);
