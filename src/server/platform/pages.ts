import { invalid } from './errors.ts';

export type Cursor = { limit: number; after: string | undefined };

/** A cursor is the sort key of the last row, wrapped so that nobody builds on its form. */
export function cursorOf(query: { limit?: number; cursor?: string }): Cursor {
  if (query.cursor === undefined) return { limit: query.limit ?? 50, after: undefined };
  const after = Buffer.from(query.cursor, 'base64url').toString('utf8');
  if (!after || Buffer.from(after, 'utf8').toString('base64url') !== query.cursor || after.includes('\0'))
    throw invalid('The cursor is not one of ours; start again without it.');
  return { limit: query.limit ?? 50, after };
}

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
