import { speaksFor } from '../../domain/partnerships/rules.ts';
import type { Scope } from '../platform/scope.ts';

/** Leads and sponsors of every party alike hand results on, see who has a link, and end any of them. */
export const mayHandOn = (scope: Scope) => speaksFor(scope.role);
