import canonicalize from 'canonicalize';
import type { Content } from './content.ts';
import type { NamedFile } from './files.ts';
import type { DocumentKind } from './words.ts';

/**
 * The canonical form of a joint text (RFC 8785): what is hashed, ratified, kept and proven. It reads by itself, without
 * this program: names of parties and people, and the headings the text stood under, are part of it.
 */
export type CanonicalParty = { id: string; name: string; organisation: string };
export type CanonicalPerson = { id: string; name: string; party: string };
/** What a section and its fields were called. */
export type Heading = { title: string; fields?: { [field: string]: string }; choices?: { [choice: string]: string } };
export type Canonical = {
  kind: DocumentKind;
  kindVersion: number;
  title: string;
  language: string;
  headings: { [section: string]: Heading };
  content: Content;
  /** The parties it is between, by id. */
  parties: CanonicalParty[];
  /** People named in the text, by id. */
  people: CanonicalPerson[];
  /** Files named in the text, by id: their name, type, size and hash. Absent: none. */
  files?: NamedFile[];
};

/** RFC 8785: one text for one value, whoever writes it down. */
export const canonicalJson = (value: unknown): string => canonicalize(value) as string;

/** The text to be hashed: SHA-256 over its UTF-8 bytes. */
export function canonicalText(document: Canonical): string {
  const { kind, kindVersion, title, language, headings, content } = document;
  const parties = byId(document.parties.map(({ id, name, organisation }) => ({ id, name, organisation })));
  const people = byId(document.people.map(({ id, name, party }) => ({ id, name, party })));
  const files = byId(
    (document.files ?? []).map(({ id, name, type, size, sha256 }) => ({ id, name, type, size, sha256 })),
  );
  const text = { kind, kindVersion, title, language, headings, content, parties, people };
  return canonicalJson(files.length > 0 ? { ...text, files } : text);
}

const byId = <T extends { id: string }>(list: T[]): T[] => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** Ids of the participants a text names. */
export function peopleIn(content: Content, knows: (id: string) => boolean): string[] {
  const found = new Set<string>();
  for (const part of Object.values(content))
    if (Array.isArray(part))
      for (const row of part)
        for (const value of Object.values(row))
          for (const id of typeof value === 'object' ? Object.keys(value) : [value])
            if (typeof id === 'string' && knows(id)) found.add(id);
  return [...found];
}
