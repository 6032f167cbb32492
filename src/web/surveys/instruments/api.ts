import { queryOptions, useQuery } from '@tanstack/react-query';
import type { InstrumentCard } from '../../../domain/surveys/contract.ts';
import type { Instrument } from '../../../domain/surveys/instrument.ts';
import { get } from '../../platform/http.ts';
import { useInstruments } from '../api.ts';

/** What a round can be opened with: what comes with Entente. */
export function useOffered(_partnership: string): InstrumentCard[] {
  return useInstruments().data?.items ?? [];
}

const wholeQuery = (_partnership: string, card: InstrumentCard) =>
  queryOptions({
    queryKey: ['instrument', card.key],
    queryFn: ({ signal }) => get<Instrument>(`/instruments/${card.key}`, undefined, signal),
    staleTime: 60 * 60_000,
  });

export const useWholeInstrument = (partnership: string, card: InstrumentCard) =>
  useQuery(wholeQuery(partnership, card));
