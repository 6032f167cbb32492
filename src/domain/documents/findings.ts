import { type Content, isEmptyContent, isEmptyPart, isRows, MOST_CHARACTERS, MOST_ROWS, type Row } from './content.ts';
import type { Kind, RowsSection } from './kinds.ts';
import type { Letter } from './words.ts';

/** Something to look at before a draft is proposed. `stops`: it cannot be proposed like this. */
export type Finding = { section: string | null; row: string | null; stops: boolean; message: string };

type Known = {
  /** Parties that are in, and people who are here now. */
  parties: readonly { id: string; name: string }[];
  people: readonly { id: string; name: string; here: boolean }[];
  /** Ids of the files that this document has. */
  files: ReadonlySet<string>;
  /** What sections and fields are called, for the sentences. */
  headings: { [section: string]: { title: string; fields?: { [field: string]: string } } };
};

/** Everything that keeps a draft from being proposed, and what deserves a second look, in the order of the text. */
export function findingsIn(kind: Kind, content: Content, known: Known): Finding[] {
  const stop = (section: string | null, row: string | null, message: string): Finding => ({
    section,
    row,
    stops: true,
    message,
  });
  if (isEmptyContent(content)) return [stop(null, null, 'Nothing is written yet.')];
  const found = kind.sections.flatMap((section) => {
    const part = content[section.key];
    const title = known.headings[section.key]?.title ?? section.key;
    const out: Finding[] = [];
    if (isEmptyPart(part)) {
      if (section.required)
        out.push(stop(section.key, null, `“${title}” is empty, and this kind of document needs it.`));
    } else if (section.type === 'rows' && isRows(part)) out.push(...rowFindings(section, part, known));
    return out;
  });
  if (JSON.stringify(content).length > MOST_CHARACTERS)
    found.push(stop(null, null, 'This text is too long to be agreed as one; divide it into two documents.'));
  return found;
}

function rowFindings(section: RowsSection, rows: readonly Row[], known: Known): Finding[] {
  const found: Finding[] = [];
  const labels = known.headings[section.key]?.fields ?? {};
  const lead = section.fields[0]?.key ?? '';
  if (rows.length > MOST_ROWS)
    found.push({
      section: section.key,
      row: null,
      stops: true,
      message: `There are more than ${MOST_ROWS} lines here.`,
    });
  for (const [index, row] of rows.entries()) {
    const name =
      typeof row[lead] === 'string' && section.fields[0]?.type === 'line' ? `“${row[lead]}”` : `Line ${index + 1}`;
    const say = (stops: boolean, message: string) => found.push({ section: section.key, row: row.id, stops, message });
    for (const field of section.fields) {
      const value = row[field.key];
      const label = labels[field.key] ?? field.key;
      if (value === undefined) {
        if (field.required && field.type !== 'letters') say(true, `${name}: “${label}” is not filled in.`);
      } else if (field.type === 'party' && !known.parties.some(({ id }) => id === value))
        say(true, `${name}: “${label}” names a party that is not in this partnership.`);
      else if (field.type === 'file' && !known.files.has(`${value}`))
        say(true, `${name}: the file is not there any more; add it again, or take it out.`);
      else if (field.type === 'participant')
        personFinding(`${value}`, known, (stops, what) => say(stops, `${name}: ${what}`));
      if (field.type === 'letters')
        for (const one of raciFindings((value ?? {}) as Record<string, Letter>, known))
          say(one.stops, `${name}: ${one.message}`);
    }
  }
  return found;
}

function personFinding(id: string, known: Known, say: (stops: boolean, what: string) => void): void {
  const person = known.people.find((one) => one.id === id);
  if (!person) say(true, 'names somebody who is not in this partnership.');
  else if (!person.here) say(false, `${person.name} has left; name somebody who is here.`);
}

/**
 * One line of a responsibility matrix: exactly one accountable, somebody who does the work; a party and a person of it
 * may both have a letter.
 */
export function raciFindings(
  letters: Record<string, Letter>,
  known: Pick<Known, 'parties' | 'people'>,
): { stops: boolean; message: string }[] {
  const found: { stops: boolean; message: string }[] = [];
  const nameOf = (id: string) => [...known.parties, ...known.people].find((one) => one.id === id)?.name;
  const strangers = Object.keys(letters).filter((id) => nameOf(id) === undefined);
  if (strangers.length > 0)
    found.push({ stops: true, message: 'a letter stands for somebody who is not in this partnership.' });
  const accountable = Object.keys(letters).filter((id) => letters[id] === 'A');
  if (accountable.length === 0) found.push({ stops: true, message: 'nobody is accountable. Give exactly one A.' });
  if (accountable.length > 1)
    found.push({
      stops: true,
      message: `${accountable.map((id) => nameOf(id) ?? '?').join(' and ')} are all accountable. Agree on one.`,
    });
  if (!Object.values(letters).includes('R'))
    found.push({ stops: false, message: 'nobody is responsible for doing it; whoever is accountable does it then.' });
  for (const { id, name, here } of known.people)
    if (letters[id] && !here)
      found.push({ stops: false, message: `${name} has left; give the letter to somebody who is here.` });
  return found;
}
