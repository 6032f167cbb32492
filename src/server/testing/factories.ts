import type { Partnership } from '../../domain/partnerships/contract.ts';
import type { BallotReply, InviteeLink, Round } from '../../domain/surveys/contract.ts';
import { newId } from '../platform/id.ts';
import { type Client, signUp, type TestApp, type TestPerson } from './app.ts';
import { sealBallot } from './sealed.ts';

/** Builders of what a test needs, with the parents that it lacks. Everything goes through the API. */

export type Alliance = {
  partnership: Partnership;
  path: string;
  /** Lead of the party that started it, and lead of the other. */
  north: TestPerson;
  rail: TestPerson;
  northParty: string;
  railParty: string;
};

const ok = <T>(reply: { status: number; body: T }): T => {
  if (reply.status >= 300) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
};

/** Two parties, both in, each with its lead and this many members in all. */
export async function alliance(t: TestApp, people: { north?: number; rail?: number } = {}): Promise<Alliance> {
  const north = await t.person('Astrid Moen');
  const railMail = `sanna.${Math.random().toString(36).slice(2)}@rail.example`;
  const started = ok(
    await north.post<Partnership>('/partnerships', {
      name: 'Northern Corridor Alliance',
      kind: 'strategic-alliance',
      mine: { organisation: 'Nordhavn Terminals', role: 'lead' },
      others: [{ organisation: 'Railia Freight', people: [{ name: 'Sanna Åkesson', email: railMail, role: 'lead' }] }],
    }),
  );
  const path = `/partnerships/${started.id}`;
  const list = ok(await north.get<{ items: { id: string; email: string | null }[] }>(`${path}/participants`));
  const invited = list.items.find((one) => one.email === railMail);
  const { link } = ok(await north.post<{ link: string }>(`${path}/participants/${invited?.id}/invitation`));
  const rail = await signUp(t.app, 'Sanna Åkesson', railMail);
  ok(await rail.post('/invitations/accept', { token: link.split('#')[1] }));
  const partnership = ok(await north.get<Partnership>(path));
  const northParty = partnership.parties.find((party) => party.mine)?.id as string;
  const railParty = partnership.parties.find((party) => !party.mine)?.id as string;
  await addPeople(north, path, northParty, (people.north ?? 1) - 1, 'North');
  await addPeople(rail, path, railParty, (people.rail ?? 1) - 1, 'Rail');
  return { partnership, path, north, rail, northParty, railParty };
}

/** A change that everybody in it hears of. */
export async function rename(place: Alliance, who: Client = place.north): Promise<void> {
  const { version } = ok(await who.get<Partnership>(place.path));
  ok(await who.patch(place.path, version, { name: `Renamed ${newId()}` }));
}

export async function addPeople(
  who: Client,
  path: string,
  partyId: string,
  count: number,
  prefix: string,
): Promise<void> {
  if (count <= 0) return;
  const lines = Array.from(
    { length: count },
    (_, i) => `${prefix} ${i + 1},${prefix.toLowerCase()}.${i + 1}@example.org,member`,
  );
  ok(
    await who.post(`${path}/participants/import`, {
      csv: `name,email,role\n${lines.join('\n')}\n`,
      partyId,
      check: false,
    }),
  );
}

export async function openRound(who: Client, path: string, wish: Record<string, unknown> = {}): Promise<Round> {
  return ok(
    await who.post<Round>(`${path}/rounds`, {
      instrument: 'relational',
      closesAt: '2026-11-13T17:00',
      timeZone: 'Europe/Oslo',
      ...wish,
    }),
  );
}

/** The secret parts of the links of one's own party's people. */
export async function tokensOf(who: Client, path: string, round: string): Promise<string[]> {
  const page = ok(await who.get<{ items: InviteeLink[] }>(`${path}/rounds/${round}/invitees?limit=200`));
  // What follows the dot is the key of a sealed round's ballot box.
  return page.items.flatMap((one) => one.link?.split('#')[1]?.split('.')[0] ?? []);
}

export async function fetchBallot(t: TestApp, round: string, token: string): Promise<BallotReply> {
  return ok(await t.nobody.post<BallotReply>('/respond/ballots', { round, token }));
}

/** Answers every item with one rating, or by a function of the item's place. */
export async function answer(
  t: TestApp,
  round: string,
  token: string,
  rating: number | ((item: number) => number | null),
  comments: Record<string, string | undefined> = {},
  guess?: (item: number) => number | null,
) {
  const opened = await fetchBallot(t, round, token);
  const { instrument, seal } = opened;
  const ballot = seal ? await sealBallot(t, round, token, seal) : opened.ballot;
  const ratings = Object.fromEntries(
    (instrument?.items ?? []).map((item, index) => [item.key, typeof rating === 'number' ? rating : rating(index)]),
  );
  const guesses =
    guess && Object.fromEntries((instrument?.items ?? []).map((item, index) => [item.key, guess(index)] as const));
  return t.nobody.post<{ counted: boolean }>('/respond/answers', {
    ballot,
    ratings,
    comments,
    ...(guesses ? { guesses } : {}),
  });
}

/** A round that everybody answered and that is closed: by a function of the item's place and the person's. */
export async function closedRound(
  t: TestApp,
  a: Alliance,
  rating: (item: number, person: number) => number | null,
  wish: Record<string, unknown> = {},
): Promise<Round> {
  const closesAt = t.clock.now().add({ hours: 120 }).toString().slice(0, 16);
  const round = await openRound(a.north, a.path, { closesAt, ...wish });
  let person = 0;
  for (const who of [a.north, a.rail])
    for (const token of await tokensOf(who, a.path, round.id)) {
      const n = person++;
      ok(await answer(t, round.id, token, (item) => rating(item, n)));
    }
  return ok(await a.north.post<Round>(`${a.path}/rounds/${round.id}/close`));
}

/** Named dialogues: one that is open, one that was declined with a reason, and one that waits: its id. */
export async function makeDialogues(
  lead: Client,
  other: Client,
  path: string,
  people: string[],
  word: string,
): Promise<string> {
  const call = async () =>
    ok(
      await lead.post<{ id: string }>(`${path}/dialogues`, {
        instrument: 'relational',
        title: `About the ${word}`,
        participantIds: people,
        closesAt: '2026-11-20T17:00',
        timeZone: 'Europe/Oslo',
      }),
    ).id;
  const open = await call();
  ok(await other.post(`${path}/dialogues/${open}/consent`));
  for (const who of [lead, other])
    ok(
      await who.send('PUT', `${path}/dialogues/${open}/answer`, {
        ratings: { trust: 4 },
        comments: { keep: `The ${word} of one of us` },
        send: true,
      }),
    );
  ok(await other.post(`${path}/dialogues/${await call()}/decline`, { reason: `Too much ${word}` }));
  return call();
}
