import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Document } from '../../domain/documents/contract.ts';
import type { Remark, RemarkList, VersionShares, Writers } from '../../domain/writing/contract.ts';
import { newId } from '../platform/id.ts';
import { type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { propose, startShared } from '../testing/documents.ts';
import { type Alliance, alliance } from '../testing/factories.ts';
import { join, must } from '../testing/principals.ts';

let t: TestApp;
let a: Alliance;
let observer: TestPerson;
beforeAll(async () => {
  t = await testApp();
  a = await alliance(t);
  const row = { partyId: a.northParty, name: 'Olga Observer', role: 'observer' };
  observer = await join(t, a.north, a.path, must(await a.north.post(`${a.path}/participants`, row)), null);
});
afterAll(() => t.close());

const at = (document: string) => `${a.path}/documents/${document}`;
const say = async (who: TestPerson, document: string, wish: Record<string, unknown> = {}) =>
  must(
    await who.post<Remark>(`${at(document)}/remarks`, {
      section: 'decisions',
      kind: 'comment',
      text: 'Who decides?',
      ...wish,
    }),
  );
const read = async (who: TestPerson, document: string) =>
  must(await who.get<RemarkList>(`${at(document)}/remarks`)).items;
const told = async (document: string) =>
  (
    await t.sql(
      `select type, private_to, by_name from event where subject_id = $1 and type !~ '^document' order by id`,
      [document],
    )
  ).rows;

describe('comments and suggestions', () => {
  test('are said by name and party, replied to, settled and opened again; each on record', async () => {
    const { id } = await startShared(a.north, a.path);
    const comment = await say(a.north, id);
    expect(comment).toMatchObject({
      state: 'open',
      private: false,
      by: { name: 'Astrid Moen', partyId: a.northParty },
    });
    const replied = must(await a.rail.post<Remark>(`${at(id)}/remarks/${comment.id}/replies`, { text: 'Both leads.' }));
    expect(replied.replies).toMatchObject([{ text: 'Both leads.', answer: false, by: { name: 'Sanna Åkesson' } }]);
    const settled = must(await a.rail.patch<Remark>(`${at(id)}/remarks/${comment.id}`, 1, { state: 'resolved' }));
    expect(settled).toMatchObject({ state: 'resolved', settledBy: 'Sanna Åkesson', can: { settle: ['open'] } });
    expect((await a.north.patch(`${at(id)}/remarks/${comment.id}`, 1, { state: 'open' })).status).toBe(412);
    must(await a.north.patch(`${at(id)}/remarks/${comment.id}`, 2, { state: 'open' }));
    const wish = { kind: 'suggestion', text: 'Shorter', wording: 'Both leads decide.' };
    const suggestion = await say(a.rail, id, wish);
    expect(suggestion).toMatchObject(wish);
    must(await a.north.patch(`${at(id)}/remarks/${suggestion.id}`, 1, { state: 'taken-up' }));
    expect(await told(id)).toMatchObject([
      { type: 'remark.comment', private_to: null, by_name: 'Astrid Moen' },
      { type: 'remark.reply', by_name: 'Sanna Åkesson' },
      { type: 'remark.settled' },
      { type: 'remark.settled' },
      { type: 'remark.suggestion' },
      { type: 'remark.settled' },
    ]);
  });

  test('a second send of the same is the same remark', async () => {
    const { id } = await startShared(a.north, a.path);
    const key = { 'idempotency-key': newId() };
    const body = { section: null, kind: 'comment', text: 'Once' };
    const [one, two] = [
      await a.north.post<Remark>(`${at(id)}/remarks`, body, key),
      await a.north.post<Remark>(`${at(id)}/remarks`, body, key),
    ];
    expect(two.body.id).toBe(one.body.id);
    expect(await read(a.rail, id)).toHaveLength(1);
  });

  test('an observer says what they think and settles their own alone', async () => {
    const { id } = await startShared(a.north, a.path);
    const [theirs, ours] = [await say(observer, id), await say(a.rail, id)];
    expect((await observer.patch(`${at(id)}/remarks/${ours.id}`, 1, { state: 'resolved' })).status).toBe(403);
    must(await observer.patch(`${at(id)}/remarks/${theirs.id}`, 1, { state: 'withdrawn' }));
  });

  test('what does not fit is refused', async () => {
    const { id } = await startShared(a.north, a.path);
    for (const [wish, status] of [
      [{ section: 'vision' }, 400],
      [{ text: '  ' }, 400],
      [{ kind: 'praise' }, 400],
      [{ wording: 'Only suggestions have one' }, 400],
      [{ text: 'x'.repeat(2001) }, 400],
    ] as const) {
      const body = { section: null, kind: 'comment', text: 'Fine', ...wish };
      expect((await a.north.post(`${at(id)}/remarks`, body)).status, JSON.stringify(wish)).toBe(status);
    }
    expect((await a.north.post(`${at(newId())}/remarks`, { section: null, kind: 'comment', text: 'x' })).status).toBe(
      404,
    );
    expect((await a.north.post(`${at(id)}/remarks/${newId()}/replies`, { text: 'x' })).status).toBe(404);
    expect((await t.nobody.get(`${at(id)}/remarks`)).status).toBe(401);
  });
});

describe('in a draft of one’s own', () => {
  test('remarks are among one’s own people, and stay there when the draft is shared', async () => {
    const document = must(
      await a.north.post<Document>(`${a.path}/documents`, { kind: 'rules-of-engagement', examples: true }),
    );
    const mine = await say(a.north, document.id, { section: null, kind: 'challenge', text: 'Too soft on them' });
    expect(mine.private).toBe(true);
    for (const path of ['remarks', 'writers'])
      expect((await a.rail.get(`${at(document.id)}/${path}`)).status, path).toBe(404);
    expect((await a.rail.post(`${at(document.id)}/remarks/${mine.id}/replies`, { text: 'Hm' })).status).toBe(404);
    must(await a.north.post(`${at(document.id)}/share`));
    expect(await read(a.rail, document.id)).toEqual([]);
    expect((await a.rail.post(`${at(document.id)}/remarks/${mine.id}/replies`, { text: 'Hm' })).status).toBe(404);
    expect(await read(a.north, document.id)).toHaveLength(1);
    expect(await told(document.id)).toMatchObject([{ type: 'challenge.raised', private_to: a.northParty }]);
    // And holds nobody up: the other party could not answer what it does not see.
    expect((await propose(a.north, a.path, document.id)).proposed?.number).toBe(1);
  });
});

describe('a challenge', () => {
  test('is proposed over by nobody until somebody else has answered; both stay', async () => {
    const { id } = await startShared(a.north, a.path);
    const challenge = await say(a.rail, id, { kind: 'challenge', text: 'Two days is too long at night.' });
    await expect(propose(a.north, a.path, id)).rejects.toThrow('challenge-unanswered');
    // Its own author does not answer it, and nobody clicks it away.
    must(await a.rail.post(`${at(id)}/remarks/${challenge.id}/replies`, { text: 'I mean it.' }));
    expect((await a.north.patch(`${at(id)}/remarks/${challenge.id}`, 1, { state: 'resolved' })).status).toBe(403);
    await expect(propose(a.north, a.path, id)).rejects.toThrow('challenge-unanswered');
    expect((await read(a.north, id))[0]?.can).toEqual({ reply: true, answer: true, settle: [] });
    const answered = must(
      await a.north.post<Remark>(`${at(id)}/remarks/${challenge.id}/replies`, { text: 'We see it otherwise.' }),
    );
    expect(answered).toMatchObject({ state: 'answered', settledBy: 'Astrid Moen' });
    expect(answered.replies.map((reply) => reply.answer)).toEqual([false, true]);
    expect((await propose(a.north, a.path, id)).proposed?.number).toBe(1);
    expect(await read(a.rail, id)).toMatchObject([{ text: 'Two days is too long at night.', state: 'answered' }]);
    expect((await told(id)).map((event) => event.type)).toEqual([
      'challenge.raised',
      'remark.reply',
      'challenge.answered',
    ]);
  });

  test('is withdrawn by whoever raised it, and stays readable', async () => {
    const { id } = await startShared(a.north, a.path);
    const challenge = await say(a.rail, id, { kind: 'challenge', text: 'No.' });
    must(await a.rail.patch(`${at(id)}/remarks/${challenge.id}`, 1, { state: 'withdrawn' }));
    expect(await read(a.north, id)).toMatchObject([{ state: 'withdrawn', can: { settle: [] } }]);
    await propose(a.north, a.path, id);
  });

  test('can be raised against what is proposed, too', async () => {
    const { id } = await startShared(a.north, a.path);
    await propose(a.north, a.path, id);
    expect((await say(a.rail, id, { kind: 'challenge', text: 'Not like this.' })).state).toBe('open');
  });
});

describe('who wrote it', () => {
  test('of a version without a word typed by anybody, all is carried over', async () => {
    const { id } = await startShared(a.north, a.path);
    const writers = must(await a.rail.get<Writers>(`${at(id)}/writers`));
    expect(writers).toEqual({ draft: expect.any(String), items: [] });
    await propose(a.north, a.path, id);
    const shares = must(await a.rail.get<VersionShares>(`${at(id)}/versions/1/shares`));
    expect(shares.whole.byParty).toEqual({});
    expect(shares.whole.characters).toBeGreaterThan(500);
    expect(shares.sections['decisions']?.characters).toBeGreaterThan(10);
    expect((await a.rail.get(`${at(id)}/versions/2/shares`)).status).toBe(404);
  });
});
