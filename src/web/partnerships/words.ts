import type { Kind, Role, Status } from '../../domain/partnerships/contract.ts';

/* The words of the contract as lists for the page, without its schemas: the validator stays out of the browser. The
   types refuse to compile when the contract gains or loses a word. */

const kinds: Record<Kind, true> = {
  'strategic-alliance': true,
  'joint-marketing': true,
  'supplier-outsourcing': true,
  'public-private': true,
  'non-profit-for-profit': true,
  'community-based': true,
  'union-management': true,
  'merger-acquisition': true,
  board: true,
  'executive-team': true,
  'cross-functional': true,
  'internal-team': true,
  other: true,
};
const statuses: Record<Status, true> = {
  exploring: true,
  forming: true,
  active: true,
  'winding-down': true,
  ended: true,
};
const roles: Record<Role, true> = { sponsor: true, lead: true, member: true, facilitator: true, observer: true };

export const KINDS = Object.keys(kinds) as Kind[];
export const STATUSES = Object.keys(statuses) as Status[];
export const ROLES = Object.keys(roles) as Role[];
