/** The header of a file of answers, to offer its columns. The file itself is read by the server. */
export function columnsOf(text: string): string[] {
  const line = firstLine(text.replace(/^\uFEFF/, ''));
  const separator = [',', ';', '\t'].reduce((best, each) => (count(line, each) > count(line, best) ? each : best), ',');
  return fields(line, separator).filter((name) => name !== '');
}

const count = (line: string, separator: string): number => fields(line, separator).length;

/** A name in quotes may hold a line break. */
function firstLine(text: string): string {
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === '\n' || letter === '\r')) return text.slice(0, at);
  }
  return text;
}

function fields(line: string, separator: string): string[] {
  const found: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const letter = line[at];
    if (quoted && letter === '"' && line[at + 1] === '"') {
      field += '"';
      at++;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) {
      found.push(field.trim());
      field = '';
    } else field += letter;
  }
  return [...found, field.trim()];
}

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
