import { speaksFor } from '../../domain/partnerships/rules.ts';
import type { Scope } from '../platform/scope.ts';

/** Leads and sponsors call a dialogue, like a round; whether it happens is for everybody named in it alike. */
export const mayCallDialogue = (scope: Scope) => speaksFor(scope.role);
