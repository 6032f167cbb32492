import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Parting, PartingWish } from '../../domain/parting/contract.ts';
import { partnershipQuery } from '../partnerships/api.ts';
import { address, fileName, get, put, remove, saveFile, send } from '../platform/http.ts';

const partingQuery = (id: string) =>
  queryOptions({
    queryKey: ['partnership', id, 'parting'],
    queryFn: ({ signal }) => get<Parting>(`/partnerships/${id}/parting`, undefined, signal),
  });
export const useParting = (id: string) => useQuery(partingQuery(id));

export const announceParting = (id: string, wish: PartingWish) => put<Parting>(`/partnerships/${id}/parting`, wish);
export const takeBackParting = (id: string) => remove<Parting>(`/partnerships/${id}/parting`);

/** Takes over what the server answered, and reads again what else shows it. */
export function useTakeParting(id: string) {
  const client = useQueryClient();
  return (parting: Parting) => {
    client.setQueryData(partingQuery(id).queryKey, parting);
    void client.invalidateQueries({ queryKey: partnershipQuery(id).queryKey, exact: true });
    void client.invalidateQueries({ queryKey: ['partnership', id, 'record'] });
    void client.invalidateQueries({ queryKey: ['home'] });
  };
}

/** A copy of which the last part never came: it is not saved, because a part would pass for the whole. */
export class BrokenOff extends Error {}

/** Fetches a copy, telling how many bytes have come, and saves it when it is whole. */
export async function takeCopy(
  path: string,
  timeZone: string,
  told: (bytes: number) => void,
  signal: AbortSignal,
): Promise<number> {
  const response = await send(address(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(path.startsWith('/left/') ? {} : { timeZone }),
    signal,
  });
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    const reader = response.body?.getReader();
    for (;;) {
      const read = await reader?.read();
      if (!read || read.done) break;
      pieces.push(read.value);
      bytes += read.value.length;
      told(bytes);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    throw new BrokenOff('broken off', { cause: error });
  }
  saveFile(new Blob(pieces, { type: 'application/zip' }), fileName(response));
  return bytes;
}
