import type { TestApp } from './app.ts';
import type { Place } from './principals.ts';

/** One short text for everything stored about a partnership: any change of any row of any table changes it. */
export async function fingerprint(
  t: TestApp,
  { partnershipId, programmeId, leadId }: Place,
): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const [tables, id] of [
    [await tenantTables(t), partnershipId],
    [await programmeTables(t), programmeId],
  ] as const)
    for (const table of tables) {
      const { rows } = await t.sql(
        `select md5(coalesce(string_agg(r::text, '|' order by r::text), '')) as print from "${table}" r where ${keyOf(table)} = $1`,
        [id],
      );
      prints[table] = rows[0].print;
    }
  const { rows } = await t.sql(
    `select md5(string_agg(r::text, '|' order by r::text)) as print from person r where id in
       (select person_id from participant where partnership_id = $1 and id = $2)`,
    [partnershipId, leadId],
  );
  const reflections = await t.sql(
    `select md5(coalesce(string_agg(r::text, '|' order by r::text), '')) as print from reflection r where person_id in
       (select person_id from participant where partnership_id = $1 and id = $2)`,
    [partnershipId, leadId],
  );
  return { ...prints, person: rows[0].print, reflection: reflections.rows[0].print };
}

/** Every table with rows of one partnership, from the catalogue. */
export const tenantTables = async (t: TestApp): Promise<string[]> => [
  'partnership',
  ...(await tablesWith(t, 'partnership_id')),
];

/** Every table with rows of one programme. */
export const programmeTables = async (t: TestApp): Promise<string[]> => [
  'programme',
  ...(await tablesWith(t, 'programme_id')),
];

/** The column that says which partnership or programme a row of such a table belongs to. */
export const keyOf = (table: string): string => {
  if (table === 'partnership' || table === 'programme') return 'id';
  return table.startsWith('programme_') ? 'programme_id' : 'partnership_id';
};

async function tablesWith(t: TestApp, column: string): Promise<string[]> {
  const { rows } = await t.sql(
    `select table_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = $1 order by 1`,
    [column],
  );
  return rows.map((row) => row.table_name);
}
