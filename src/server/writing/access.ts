import type { Mode } from '../../domain/writing/protocol.ts';
import { mayStart } from '../documents/access.ts';
import type { Scope } from '../platform/scope.ts';
import type { Draft } from './queries.ts';

/** Whoever sees a draft reads it; whoever works here writes in it, until it is proposed. */
export const modeOf = (scope: Scope, draft: Pick<Draft, 'proposed'>): Mode =>
  mayStart(scope) && !draft.proposed ? 'write' : 'read';
