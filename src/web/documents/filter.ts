import type { DocumentCard } from '../../domain/documents/contract.ts';
import { kindText } from '../../domain/documents/texts/index.ts';
import { DOCUMENT_KINDS } from '../../domain/documents/words.ts';
import { titleOf } from './standing.ts';

/** Everything that tells one view of the list from another stands in the address. */
export const VIEW = { q: '', kind: '', state: '', sort: 'kind' };
export type View = typeof VIEW;
export const SORTS = ['kind', 'title', 'newest'] as const;

/** A document can be in several: in force, with a change proposed. `me`: my yes is asked for. */
export const STATES = ['me', 'in-force', 'proposed', 'draft', 'mine'] as const;
export type ListState = (typeof STATES)[number];

export function statesOf({ inForce, proposed, draftWrittenAt, sharedAt, asksMe }: DocumentCard): ListState[] {
  const writing = draftWrittenAt !== null && !proposed;
  return [
    ...(asksMe ? (['me'] as const) : []),
    ...(inForce ? (['in-force'] as const) : []),
    ...(proposed ? (['proposed'] as const) : []),
    ...(writing ? ([sharedAt === null ? 'mine' : 'draft'] as const) : []),
  ];
}

export const isFiltered = ({ q, kind, state }: View): boolean => q.trim() !== '' || kind !== '' || state !== '';

/** Words of the title, of any title it has now, of its kind and of whoever started it. */
export function matching(documents: readonly DocumentCard[], { q, kind, state }: View): DocumentCard[] {
  const words = q.trim().toLocaleLowerCase().split(/\s+/);
  return documents.filter((one) => {
    const titles = [one.title, one.inForce?.title, one.proposed?.title, kindText(one.kind).title, one.startedBy.name];
    const text = titles.join(' ').toLocaleLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (kind === '' || one.kind === kind) &&
      (state === '' || statesOf(one).some((found) => found === state))
    );
  });
}

/** When something last happened with it. */
const movedAt = ({ createdAt, sharedAt, draftWrittenAt, proposed, inForce }: DocumentCard): string =>
  [createdAt, sharedAt, draftWrittenAt, proposed?.proposedAt, inForce?.inForceAt]
    .map((at) => at ?? '')
    .toSorted()
    .at(-1) ?? '';

/** As a partnership usually writes them, by title, or what moved last first. */
export function inOrder(documents: readonly DocumentCard[], sort: string, language: string): DocumentCard[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const place = (one: DocumentCard) => DOCUMENT_KINDS.indexOf(one.kind);
  return documents.toSorted((a, b) => {
    if (sort === 'title') return compare(titleOf(a), titleOf(b));
    if (sort === 'newest') return movedAt(a) < movedAt(b) ? 1 : -1;
    return place(a) - place(b) || (a.createdAt < b.createdAt ? -1 : 1);
  });
}
