import { invalid } from './errors.ts';

export type Cursor = { limit: number; after: string | undefined };

/** A cursor is the sort key of the last row, wrapped so that nobody builds on its form. */
export function cursorOf(query: { limit?: number; cursor?: string }): Cursor {
  if (query.cursor === undefined) return { limit: query.limit ?? 50, after: undefined };
  const after = Buffer.from(query.cursor, 'base64url').toString('utf8');
  if (!after || Buffer.from(after, 'utf8').toString('base64url') !== query.cursor || after.includes('\0'))
    throw notOurs();
  return { limit: query.limit ?? 50, after };
}

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const IS_ID = new RegExp(`^${ID}$`);
const IS_NAME = new RegExp(`^(${ID}) (.*)$`, 's');
const notOurs = () => invalid('The cursor is not one of ours; start again without it.');

/** Where a page begins, in lists sorted by id. */
export function afterId(after: string): string {
  if (!IS_ID.test(after)) throw notOurs();
  return after;
}

/** The same in lists sorted by number. */
export function afterNumber(after: string): number {
  if (!/^\d{1,9}$/.test(after)) throw notOurs();
  return Number(after);
}

/** The same in lists of people: by name, as the database writes it small, then by id. Made by `nameKey`. */
export function afterName(after: string): { id: string; name: string } {
  const [, id, name] = IS_NAME.exec(after) ?? [];
  if (id === undefined || name === undefined) throw notOurs();
  return { id, name };
}
export const nameKey = (row: { id: string; sorted: string }) => `${row.id} ${row.sorted}`;

/** The same in lists by moment, then by id. Made by `momentKey`. */
export function afterMoment(after: string): { id: string; at: string } {
  const [, id, at] = IS_NAME.exec(after) ?? [];
  if (id === undefined || at === undefined || !/^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(at)) throw notOurs();
  return { id, at };
}
export const momentKey = (row: { id: string; at: string }) => `${row.id} ${row.at}`;

/** Takes limit + 1 rows; the one too many says that there is a next page. */
export function pageOf<Row, Item>(rows: Row[], limit: number, key: (row: Row) => string, present: (row: Row) => Item) {
  const more = rows.length > limit;
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(present),
    next: more && last ? Buffer.from(key(last), 'utf8').toString('base64url') : null,
  };
}
