import { speaksFor } from '../../domain/partnerships/rules.ts';
import type { Scope } from '../platform/scope.ts';

/** Leads and sponsors of every party alike open, extend, close and cancel rounds, and bring past ones in. */
export const mayRunRounds = (scope: Pick<Scope, 'role'>) => speaksFor(scope.role);
/** Leads and sponsors of every party alike hand results on, see who has a link, and end any of them. */
export const mayHandOn = (scope: Pick<Scope, 'role'>) => speaksFor(scope.role);
/** A facilitator may show a room its code, and close the round when everybody there has sent. */
export const mayHoldRoom = (scope: Pick<Scope, 'role'>) => speaksFor(scope.role) || scope.role === 'facilitator';
export const ONLY_ROOM_HOLDERS = 'Leads, sponsors and facilitators hold a room; ask one of them.';
/** Links are handed out inside one's own party only. */
export const mayHandOutLinks = (scope: Pick<Scope, 'role'>) => speaksFor(scope.role);
