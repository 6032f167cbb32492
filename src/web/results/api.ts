import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Static } from 'typebox';
import type {
  NewResultsLink,
  ResultsLink,
  ResultsLinkList,
  ResultsLinkMade,
  SharedResults,
} from '../../domain/results/contract.ts';
import type { ReportKind, ReportLanguage } from '../../domain/results/words.ts';
import type { Round } from '../../domain/surveys/contract.ts';
import { address, download, get, ProblemError, post } from '../platform/http.ts';

const base = (partnership: string, round: string) => `/partnerships/${partnership}/rounds/${round}`;

/* ── Files ── */

/** Where the files of some results come from. */
export interface Files {
  pdf: (kind: ReportKind, language: ReportLanguage) => Promise<void>;
  /** Addresses of the figures, for whoever has an account here. */
  csv?: string;
  json?: string;
  /** Of the reader, for the documents. */
  language: ReportLanguage | null;
}

export const filesOf = (partnership: string, round: Round): Files => ({
  pdf: (kind, language) => download(address(`${base(partnership, round.id)}/results.pdf`, { kind, language })),
  csv: address(`${base(partnership, round.id)}/results.csv`),
  json: address(`${base(partnership, round.id)}/results.json`),
  language: null,
});

export const filesBehind = (token: string, { language }: SharedResults): Files => ({
  pdf: (kind, chosen) =>
    download(address('/results/read.pdf'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, kind, language: chosen }),
    }),
  language,
});

/* ── Read-only links ── */

/** The last minute in which a link opens: midnight itself would name the day after. */
export const lastMinute = (endsAt: string) => new Date(Date.parse(endsAt) - 60_000).toISOString();

export const linksQuery = (partnership: string, round: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'round', round, 'links'],
    queryFn: ({ signal }) =>
      get<Static<typeof ResultsLinkList>>(`${base(partnership, round)}/links`, undefined, signal),
  });
export const useLinks = (partnership: string, round: string) => useQuery(linksQuery(partnership, round));

export const makeLink = (partnership: string, round: string, body: NewResultsLink, key: string) =>
  post<ResultsLinkMade>(`${base(partnership, round)}/links`, body, key);
export const endLink = (partnership: string, round: string, link: string) =>
  post<ResultsLink>(`${base(partnership, round)}/links/${link}/end`);

/** After a link was made or ended: the list and the record are read again. */
export function useRefreshLinks(partnership: string, round: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries(linksQuery(partnership, round)),
      client.invalidateQueries({ queryKey: ['partnership', partnership, 'record'] }),
    ]);
}

/** The secret of a link stands in the fragment of its address, which no browser sends to a server. */
export const secretNow = () => window.location.hash.slice(1);

export const sharedQuery = (token: string) =>
  queryOptions({
    queryKey: ['shared-results', token],
    queryFn: () => post<SharedResults>('/results/read', { token }),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    retry: (times, error) => !(error instanceof ProblemError) && times < 2,
  });
