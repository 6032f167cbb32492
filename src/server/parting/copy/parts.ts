import type { Partnership } from '../../../domain/partnerships/contract.ts';
import type { PrintedText } from '../../documents/proof.ts';
import type { Deps } from '../../platform/api.ts';
import type { Tx } from '../../platform/database.ts';
import { type Cursor, cursorOf } from '../../platform/pages.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Report } from '../../results/report/reader.ts';
import type { Entry } from './archive.ts';
import { frame, type Html, type PageFile } from './html.ts';

/** What every part of a copy is made from: one moment of one partnership, as one party sees it. */
export type Copying = {
  tx: Tx;
  /** Locks of the database hold while a copy is made: another party's private rows are not there to be copied. */
  scope: Scope;
  deps: Deps;
  now: Temporal.Instant;
  timeZone: string;
  partnership: Partnership;
  print: Printing;
};
export type Printing = { text: (order: PrintedText) => Promise<Buffer>; results: (order: Report) => Promise<Buffer> };

/** One chapter of the copy: the files it adds. A further chapter is a further function in the list of `make.ts`. */
export type Part = (copying: Copying) => AsyncGenerator<Entry>;

/** What only says what somebody could do, or who is looking, is no part of a copy. */
const OF_THE_SCREEN = ['can', 'asksMe', 'me', 'mine', 'myRole', 'myParticipantId', 'now', 'today'];
export const json = (value: unknown): string =>
  `${JSON.stringify(value, (key, one) => (OF_THE_SCREEN.includes(key) ? undefined : one), 1)}\n`;

/** Every item of a list, page by page. */
export async function* all<T>(
  read: (cursor: Cursor) => Promise<{ items: T[]; next: string | null }>,
): AsyncGenerator<T> {
  let cursor: string | null = null;
  do {
    const page: { items: T[]; next: string | null } = await read(
      cursorOf(cursor === null ? { limit: 200 } : { limit: 200, cursor }),
    );
    yield* page.items;
    cursor = page.next;
  } while (cursor !== null);
}
export const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const one of items) found.push(one);
  return found;
};

/** A page of the copy, whole or in pieces. */
export function page(c: Copying, file: PageFile, body: Html | AsyncIterable<Html>, path: string = file): Entry {
  const { head, foot } = frame(file, { partnership: c.partnership.name, taken: when(c, c.now.toString()) }, path);
  return {
    path,
    data: (async function* () {
      yield head;
      if ('text' in body) yield body.text;
      else for await (const piece of body) yield piece.text;
      yield foot;
    })(),
  };
}

/** A moment in the words and the zone of whoever took the copy. */
export const when = ({ timeZone }: Pick<Copying, 'timeZone'>, at: string): string =>
  clockOf(timeZone).format(new Date(at));
// Making one costs more than writing a hundred moments with it, and a record has thousands.
const clocks = new Map<string, Intl.DateTimeFormat>();
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const kept = clocks.get(timeZone);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    timeZone,
  });
  clocks.set(timeZone, made);
  return made;
}
export const partyName = ({ partnership }: Pick<Copying, 'partnership'>, id: string | null | undefined): string =>
  partnership.parties.find((party) => party.id === id)?.name ?? '';

/** A name for a folder or a file that every system takes; the id keeps two of one title apart. */
export const slug = (title: string, id: string): string => {
  const words = title
    .normalize('NFKD')
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 48)
    .toLowerCase();
  return `${words || 'document'}-${id.slice(-6)}`;
};
