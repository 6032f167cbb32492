import type { Briefing, BriefingEntry } from '../../domain/documents/briefing-contract.ts';
import type { Content, RichText, Row } from '../../domain/documents/content.ts';
import type { Document } from '../../domain/documents/contract.ts';
import { kindOf } from '../../domain/documents/kinds.ts';
import { contentOf, draftFrom } from '../../domain/documents/ydoc.ts';
import { findDraft, writeDraft } from '../documents/queries.ts';
import { inPartnership } from '../platform/scope.ts';
import type { Client, TestApp, TestPerson } from './app.ts';
import { inForce, propose, ratify } from './documents.ts';

/** Builders of briefings: joint texts in force, changed, and read. */

const ok = <T>(reply: { status: number; body: T }): T => {
  if (reply.status >= 300) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
};

export const prose = (text: string): RichText => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});
export const expectation = (id: string, text: string): Row => ({ id, expectation: text });

/** Expectations in force, in these words. */
export const expectationsInForce = (a: Client, b: Client, path: string, rows: Row[], title = 'How we work together') =>
  inForce(a, b, path, {
    kind: 'relational-expectations',
    examples: false,
    title,
    content: { purpose: prose('So that both sides know what to count on.'), expectations: rows },
  });

/** A new version with other content comes into force. */
export async function amend(
  t: TestApp,
  a: TestPerson,
  b: Client,
  path: string,
  document: Document,
  change: (content: Content) => Content,
): Promise<Document> {
  const proposed = await proposeChange(t, a, path, document, change);
  ok(await ratify(a, path, proposed));
  return ok(await ratify(b, path, proposed));
}

export async function proposeChange(
  t: TestApp,
  a: TestPerson,
  path: string,
  { id, kind }: Document,
  change: (content: Content) => Content,
): Promise<Document> {
  ok(await a.post<Document>(`${path}/documents/${id}/draft`));
  const { rows } = await t.sql('select id from person where email = $1', [a.email]);
  await inPartnership(t.services.db, rows[0].id, path.split('/').at(-1) as string, async (tx, scope) => {
    const draft = await findDraft(tx, scope, id);
    const content = change(contentOf(kindOf(kind), draft?.state as Uint8Array));
    await writeDraft(tx, scope, id, draftFrom(kindOf(kind), content), t.clock.now());
  });
  return propose(a, path, id, {
    expiresOn: t.clock
      .now()
      .add({ hours: 24 * 30 })
      .toString()
      .slice(0, 10),
  });
}

export const briefingOf = async (who: Client, path: string): Promise<Briefing> =>
  ok(await who.get<Briefing>(`${path}/briefing`));
export const partsOf = (briefing: Briefing): BriefingEntry[] => briefing.chapters.flatMap(({ parts }) => parts);
export const acknowledge = (
  who: Client,
  path: string,
  { documentId, hash }: Pick<BriefingEntry, 'documentId' | 'hash'>,
) => who.send<{ at: string | null; open: number }>('PUT', `${path}/briefing/parts/${documentId}/${hash}`);

/** Reads everything there is. */
export async function readAll(who: Client, path: string): Promise<void> {
  for (const part of partsOf(await briefingOf(who, path))) ok(await acknowledge(who, path, part));
}

/** Expectations in force, one of their parts read by the lead, and questions about them. */
export async function makeBriefing(lead: Client, other: Client, path: string, word: string): Promise<void> {
  const rows = [expectation('e1', `We ${word} in time`), expectation('e2', `We never ${word} behind backs`)];
  const { id } = await expectationsInForce(lead, other, path, rows, `Expectations ${word}`);
  ok(await acknowledge(lead, path, partsOf(await briefingOf(lead, path))[0] as BriefingEntry));
  ok(await lead.post(`${path}/documents/${id}/check-in`));
}
