import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Static } from 'typebox';
import type { InstrumentCard } from '../../../domain/surveys/contract.ts';
import type {
  NewOwnInstrument,
  OwnInstrument,
  OwnInstrumentCard,
  OwnInstrumentChange,
  OwnInstrumentList,
} from '../../../domain/surveys/draft-contract.ts';
import type { Instrument } from '../../../domain/surveys/instrument.ts';
import { address, get, patch, post, request } from '../../platform/http.ts';
import { useInstruments } from '../api.ts';

const all = (partnership: string) => `/partnerships/${partnership}/instruments`;
const one = (partnership: string, id: string) => `${all(partnership)}/${id}`;

export const ownListQuery = (partnership: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'instruments'],
    queryFn: ({ signal }) => get<Static<typeof OwnInstrumentList>>(all(partnership), undefined, signal),
  });
export const ownQuery = (partnership: string, id: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'instrument', id],
    queryFn: ({ signal }) => get<OwnInstrument>(one(partnership, id), undefined, signal),
  });

export const useOwnList = (partnership: string) => useQuery(ownListQuery(partnership));
export const useOwn = (partnership: string, id: string) => useQuery(ownQuery(partnership, id));

/** What a round can be opened with. `own`: written by this partnership, under this id. */
export type Offered = InstrumentCard & { own?: string };

const offer = (card: OwnInstrumentCard): Offered => ({ ...card, version: String(card.newest), own: card.id });

/** What comes with Entente, then what this partnership has written and can use. */
export function useOffered(partnership: string): Offered[] {
  const built = useInstruments().data?.items ?? [];
  const own = useOwnList(partnership).data?.items ?? [];
  return [...built, ...own.filter((card) => card.state === 'usable').map(offer)];
}

/** An instrument as a round would take it now. */
export const useWholeInstrument = (partnership: string, { key, version, own }: Offered) =>
  useQuery({
    queryKey: own ? ['partnership', partnership, 'instrument', own, 'usable', version] : ['instrument', key],
    queryFn: async ({ signal }): Promise<Instrument> => {
      if (!own) return get<Instrument>(`/instruments/${key}`, undefined, signal);
      const { usable } = await get<OwnInstrument>(one(partnership, own), undefined, signal);
      if (!usable) throw new Error('There is no version of it yet.');
      return usable;
    },
    staleTime: 60 * 60_000,
  });

export const begin = (partnership: string, body: NewOwnInstrument, key: string) =>
  post<OwnInstrument>(all(partnership), body, key);
export const changeOwn = (partnership: string, id: string, body: OwnInstrumentChange, version: number) =>
  patch<OwnInstrument>(one(partnership, id), body, version);
export const deleteOwn = (partnership: string, { id, version }: OwnInstrument) =>
  request(one(partnership, id), { method: 'DELETE', version });

export const fileOf = (partnership: string, id: string, file: 'instrument.json' | 'items.csv') =>
  address(`${one(partnership, id)}/${file}`);

/** What a write answered is what is shown; lists are read again. */
export function useTakeIn(partnership: string) {
  const client = useQueryClient();
  return (instrument: OwnInstrument) => {
    client.setQueryData(ownQuery(partnership, instrument.id).queryKey, instrument);
    return client.invalidateQueries({ queryKey: ownListQuery(partnership).queryKey });
  };
}
