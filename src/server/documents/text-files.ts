import type { Canonical } from '../../domain/documents/canonical.ts';
import { fileMark, listPartyNames } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { conflict } from '../platform/errors.ts';
import type { Scope } from '../platform/scope.ts';
import { presentDocument, presentVersion } from './present.ts';

/** A text to be taken along, and in one line what it is worth. */
export type TextFile = { text: Canonical; status: string; footer: string; number: number | null; sample: boolean };

const MADE_UP = 'A fictional sample: the parties, the people and this text are made up. ';

const dayIn = (moment: string, timeZone: string) =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone).toPlainDate().toString();

export async function textOfVersion(tx: Tx, scope: Scope, deps: Deps, id: string, number: number): Promise<TextFile> {
  const version = await presentVersion(tx, scope, id, number);
  const { sample } = await listPartyNames(tx, scope);
  const { kind, kindVersion, title, language, headings, content, parties, people, files, state, timeZone } = version;
  const day = (moment: string | null) => dayIn(moment ?? version.proposedAt, timeZone);
  const ends = `${version.settledAt ? ` on ${day(version.settledAt)}` : ''}`;
  const status = {
    'in-force': `Version ${number}, in force since ${day(version.inForceAt)}.`,
    superseded: `Version ${number}, in force from ${day(version.inForceAt)}, superseded${ends}.`,
    proposed: `Version ${number}, proposed on ${day(version.proposedAt)}. It binds nobody yet.`,
    declined: `Version ${number}, declined${ends}. It binds nobody.`,
    withdrawn: `Version ${number}, withdrawn${ends}. It binds nobody.`,
    expired: `Version ${number}, not ratified in time. It binds nobody.`,
  }[state];
  return {
    text: { kind, kindVersion, title, language, headings, content, parties, people, files },
    status: `${sample ? MADE_UP : ''}${status} A copy: the text that counts is kept at ${deps.config.publicUrl}.`,
    footer: `${title}, version ${number}, SHA-256 ${version.hash.slice(0, 16)}…`,
    number,
    sample,
  };
}

export async function textOfDraft(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  id: string,
  now: Temporal.Instant,
): Promise<TextFile> {
  const { kind, kindVersion, title, language, draft } = await presentDocument(tx, scope, id, now);
  if (!draft) throw conflict('no-draft', 'There is no draft of this document; take what is in force.');
  const { headings, content, parties, people, files } = draft;
  const { sample } = await listPartyNames(tx, scope);
  const day = dayIn(draft.writtenAt, 'UTC');
  return {
    text: { kind, kindVersion, title, language, headings, content, parties, people, files },
    status: `${sample ? MADE_UP : ''}A draft, last written in on ${day}. It binds nobody. A copy: what is written in it does not come back to ${deps.config.publicUrl}.`,
    footer: `${title}, draft of ${day}`,
    number: null,
    sample,
  };
}

/** A name for a file that every system takes. */
export function fileName({ text, number, sample }: Pick<TextFile, 'number' | 'sample'> & { text: { title: string } }) {
  const words = text.title
    .normalize('NFKD')
    .replaceAll(/[^\w]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
    .toLowerCase();
  return `${fileMark(sample)}${words || 'document'}-${number === null ? 'draft' : `version-${number}`}`;
}
