import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Static } from 'typebox';
import type {
  Dialogue,
  DialogueAnswer,
  DialogueCard,
  DialoguePage,
  NewDialogue,
  NewReflection,
  Reflection,
  ReflectionMade,
  ReflectionPage,
} from '../../domain/dialogue/contract.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import { get, post, put, remove } from '../platform/http.ts';

const base = (partnership: string) => `/partnerships/${partnership}/dialogues`;
const one = (partnership: string, id: string) => `${base(partnership)}/${id}`;

export const dialoguesQuery = (partnership: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'dialogues'],
    queryFn: ({ signal }) => everyPage<DialogueCard, Static<typeof DialoguePage>>(base(partnership), {}, signal),
  });

export const dialogueQuery = (partnership: string, id: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'dialogue', id],
    queryFn: ({ signal }) => get<Dialogue>(one(partnership, id), undefined, signal),
    // While it waits, others agree and send; with the last of them it opens on every screen.
    refetchInterval: (query) => (query.state.data?.state === 'waiting' ? 10_000 : false),
  });

export const reflectionsQuery = (instrument: string) =>
  queryOptions({
    queryKey: ['reflections', instrument],
    queryFn: ({ signal }) =>
      everyPage<Reflection, Static<typeof ReflectionPage>>('/reflections', { instrument }, signal),
  });

export const instrumentQuery = (key: string) =>
  queryOptions({
    queryKey: ['instrument', key],
    queryFn: ({ signal }) => get<Instrument>(`/instruments/${key}`, undefined, signal),
    staleTime: 60 * 60_000,
  });

export const useDialogues = (partnership: string) => useQuery(dialoguesQuery(partnership));
export const useDialogue = (partnership: string, id: string) => useQuery(dialogueQuery(partnership, id));
export const useReflections = (instrument: string) => useQuery(reflectionsQuery(instrument));
export const useInstrument = (key: string) => useQuery(instrumentQuery(key));

async function everyPage<T, P extends { items: T[]; next: string | null }>(
  path: string,
  query: Record<string, string>,
  signal: AbortSignal,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: P = await get<P>(path, { ...query, limit: 200, cursor }, signal);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

/* ── Writes ── */

export const callDialogue = (partnership: string, body: NewDialogue, key: string) =>
  post<Dialogue>(base(partnership), body, key);
export const consent = (partnership: string, id: string) => post<Dialogue>(`${one(partnership, id)}/consent`);
export const decline = (partnership: string, id: string, reason: string | null) =>
  post<Dialogue>(`${one(partnership, id)}/decline`, { reason });
export const giveAnswer = (partnership: string, id: string, body: DialogueAnswer) =>
  put<Dialogue>(`${one(partnership, id)}/answer`, body);
export const keepReflection = (body: NewReflection, key: string) =>
  post<Static<typeof ReflectionMade>>('/reflections', body, key);
export const deleteReflection = (id: string) => remove(`/reflections/${id}`);

/** What a write answered is what is shown; lists and Home are read again. */
export function useTakeIn(partnership: string) {
  const client = useQueryClient();
  return (dialogue: Dialogue) => {
    client.setQueryData(dialogueQuery(partnership, dialogue.id).queryKey, dialogue);
    void client.invalidateQueries({ queryKey: dialoguesQuery(partnership).queryKey });
    void client.invalidateQueries({ queryKey: ['home'] });
  };
}

export function useReadReflectionsAgain() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['reflections'] });
}
