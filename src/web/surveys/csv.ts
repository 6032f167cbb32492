import { readTable } from '../../domain/common/csv.ts';

/** The header of a file of answers, to offer its columns. The file itself is read by the server. */
export const columnsOf = (text: string): string[] =>
  (readTable(text).rows[0]?.cells ?? []).map((name) => name.trim()).filter((name) => name !== '');

/** The column that most likely names the party, by its name. */
export function likelyPartyColumn(columns: readonly string[]): string {
  const hint = /party|partei|organi[sz]ation|company|firma|group|gruppe|team|side|seite/i;
  return columns.find((column) => hint.test(column)) ?? columns[0] ?? '';
}

/** The party whose name a value in the file most likely means: the same, or one beginning with the other. */
export function likelyParty(
  value: string,
  parties: readonly { id: string; name: string; organisation: string }[],
): string {
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const wanted = bare(value);
  if (wanted === '') return '';
  const fits = (name: string) => bare(name).startsWith(wanted) || wanted.startsWith(bare(name));
  return parties.find((party) => fits(party.name) || fits(party.organisation))?.id ?? '';
}
