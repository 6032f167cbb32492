/** summary: one page for somebody who decides. full: everything the results page shows. */
export const REPORT_KINDS = ['summary', 'full'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Longest life of a read-only link, in days. */
export const LINK_DAYS_MOST = 366;
/** What a new link is given unless somebody says otherwise. */
export const LINK_DAYS = 30;

/** Languages that results are printed in. Leads and those they show results to read them; respondents do not. */
export const REPORT_LANGUAGES = ['en', 'de'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];
export const asReportLanguage = (language: string | null | undefined): ReportLanguage =>
  REPORT_LANGUAGES.find((one) => one === language) ?? 'en';
