/** summary: one page for somebody who decides. full: everything the results page shows. */
export const REPORT_KINDS = ['summary', 'full'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Longest life of a read-only link, in days. */
export const LINK_DAYS_MOST = 366;
/** What a new link is given unless somebody says otherwise. */
export const LINK_DAYS = 30;
