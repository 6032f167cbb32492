/** The field's words, apart from the contract so that pages can use them without the schemas. */

/** In the order in which people look for theirs. */
export const KINDS = [
  'strategic-alliance',
  'joint-marketing',
  'supplier-outsourcing',
  'public-private',
  'non-profit-for-profit',
  'community-based',
  'union-management',
  'merger-acquisition',
  'board',
  'executive-team',
  'cross-functional',
  'internal-team',
  'other',
] as const;
export const STATUSES = ['exploring', 'forming', 'active', 'winding-down', 'ended'] as const;
export const ROLES = ['sponsor', 'lead', 'member', 'facilitator', 'observer'] as const;

export type Kind = (typeof KINDS)[number];
export type Status = (typeof STATUSES)[number];
export type Role = (typeof ROLES)[number];
