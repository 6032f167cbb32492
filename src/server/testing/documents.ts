import * as Y from 'yjs';
import type { Document, DocumentFile, NewDocument } from '../../domain/documents/contract.ts';
import type { Client, TestApp } from './app.ts';
import { PASSWORD } from './costly.ts';

/** Builders of joint documents. Everything goes through the API. */

const ok = <T>(reply: { status: number; body: T }): T => {
  if (reply.status >= 300) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
};

/** A shared document with the examples of its kind. */
export async function startShared(who: Client, path: string, wish: Partial<NewDocument> = {}): Promise<Document> {
  return ok(
    await who.post<Document>(`${path}/documents`, {
      kind: 'partnership-agreement',
      examples: true,
      share: true,
      ...wish,
    }),
  );
}

/** Their leads sign for these parties. */
export async function leadsSign(path: string, document: string, ...leads: Client[]): Promise<void> {
  for (const lead of leads) ok(await lead.send('PUT', `${path}/documents/${document}/signatory`, { role: 'lead' }));
}

/** A file of plain text beside a draft. */
export async function addFile(
  who: Client,
  path: string,
  document: string,
  given: { name: string; bytes?: Uint8Array } = { name: 'Paper.txt' },
): Promise<DocumentFile> {
  const bytes = given.bytes ?? Buffer.from(`What was signed, ${given.name}\n`);
  const url = `${path}/documents/${document}/files?name=${encodeURIComponent(given.name)}`;
  return ok(await who.send<DocumentFile>('POST', url, bytes));
}

/** The draft as it stands is proposed: the document, with what waits. */
export async function propose(
  who: Client,
  path: string,
  document: string,
  wish: { note?: string; expiresOn?: string } = {},
): Promise<Document> {
  const now = ok(await who.get<Document>(`${path}/documents/${document}`));
  return ok(
    await who.post<Document>(`${path}/documents/${document}/proposal`, {
      hash: now.draft?.hash,
      expiresOn: '2026-12-15',
      timeZone: 'Europe/Oslo',
      ...wish,
    }),
  );
}

/** A yes for my party, with my password. */
export const ratify = (who: Client, path: string, { id, proposed, inForce }: Document, password = PASSWORD) => {
  const version = proposed ?? inForce;
  return who.send<Document>('PUT', `${path}/documents/${id}/versions/${version?.number}/ratification`, {
    hash: version?.hash,
    password,
  });
};

/** One in force, ratified by both leads. */
export async function inForce(a: Client, b: Client, path: string, wish: Partial<NewDocument> = {}): Promise<Document> {
  const { id } = await startShared(a, path, wish);
  await leadsSign(path, id, a, b);
  // By the clock of the server, wherever it stands.
  const { draft } = ok(await a.get<Document>(`${path}/documents/${id}`));
  const inAMonth = Temporal.Instant.from(draft?.startedAt ?? '').add({ hours: 24 * 30 });
  const proposed = await propose(a, path, id, { expiresOn: inAMonth.toString().slice(0, 10) });
  ok(await ratify(a, path, proposed));
  return ok(await ratify(b, path, proposed));
}

/**
 * One that is ours: version 1 in force, 2 declined with a reason, 3 waiting for both; every text of it holds the shared
 * word. And for each party one that is its own.
 */
export async function makeDocuments(
  t: TestApp,
  lead: Client,
  other: Client,
  path: string,
  { shared: word, draftNorth, draftRail }: Record<'shared' | 'draftNorth' | 'draftRail', string>,
): Promise<{ documentId: string; fileId: string }> {
  const own = { kind: 'rules-of-engagement', examples: true };
  for (const [who, secret] of [
    [lead, draftNorth],
    [other, draftRail],
  ] as const) {
    const made = ok(await who.post<Document>(`${path}/documents`, { ...own, title: `Before ${secret}` }));
    await addFile(who, path, made.id, { name: `Paper ${secret}.txt` });
    ok(
      await who.post(`${path}/documents/${made.id}/remarks`, {
        section: null,
        kind: 'suggestion',
        text: `More ${secret}`,
        wording: `We ${secret}`,
      }),
    );
  }
  await writeInPrivate(t, path.split('/').at(-1) as string);
  const one = await inForce(lead, other, path, { title: `Agreement ${word}` });
  const at = `${path}/documents/${one.id}`;
  const amending = ok(await lead.post<Document>(`${at}/draft`));
  ok(await lead.patch(at, amending.version, { title: `Amended ${word}` }));
  const file = await addFile(lead, path, one.id, { name: `Paper ${word}.txt` });
  await propose(lead, path, one.id, { note: `Because of ${word}` });
  ok(await other.post(`${at}/versions/2/decline`, { reason: `Not without ${word}` }));
  await propose(lead, path, one.id, { note: `Because of ${word}` });
  return { documentId: one.id, fileId: file.id };
}

/** A dissent of one lead, answered by the other: its id. */
export async function makeChallenge(lead: Client, other: Client, path: string, document: string, word: string) {
  const at = `${path}/documents/${document}/remarks`;
  const wish = { section: 'decisions', kind: 'challenge', text: `I doubt the ${word}` };
  const { id } = ok(await lead.post<{ id: string }>(at, wish));
  ok(await other.post(`${at}/${id}/replies`, { text: `We need the ${word}` }));
  return id;
}

/** Something written in every draft that is one party's own, as the channel leaves it until it is folded. */
async function writeInPrivate(t: TestApp, partnership: string): Promise<void> {
  const doc = new Y.Doc();
  doc.getXmlFragment('text:together').insert(0, [new Y.XmlElement('paragraph')]);
  const own = 'from document where partnership_id = $1 and shared_at is null';
  const change = Buffer.from(Y.encodeStateAsUpdate(doc));
  await t.sql(
    `insert into draft_change (partnership_id, document_id, change, participant_id) select partnership_id, id, $2, created_by ${own}`,
    [partnership, change],
  );
  await t.sql(
    `insert into draft_window (partnership_id, document_id, client, participant_id, party_id, since)
     select partnership_id, id, $2, created_by, party_id, now() ${own}`,
    [partnership, doc.clientID],
  );
}
