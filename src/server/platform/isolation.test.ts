import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import type { Kind } from '../testing/canaries.ts';
import { type Fixture, P, type Who } from '../testing/operations/fixture.ts';
import { fixtures } from '../testing/operations/index.ts';
import { makeWorld, type Place, type World } from '../testing/principals.ts';
import { fingerprint, programmeTables, tenantTables } from '../testing/tables.ts';
import { BYTES } from './api.ts';
import { newId } from './id.ts';
import { type Guard, guard } from './scope.ts';

/**
 * Every operation of the API, called by everybody who may not: nothing of a partnership is seen, nothing of it changes,
 * and "not yours" cannot be told from "does not exist". Then the same with each of the two locks switched off, and with
 * both: there it must fail, which shows that it can.
 */

// A thousand questions in one test: on a busy machine more than a minute.
vi.setConfig({ testTimeout: 180_000 });

/* ── Operations, from the API's own description ── */

type Schema = { format?: string; properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[] };
type Operation = {
  key: string;
  method: string;
  path: string;
  /** Names of parameters and fields that hold an id. */
  ids: { in: 'path' | 'query' | 'body'; name: string }[];
  /** Goes on until somebody ends it: its first words are read. */
  stream: boolean;
};

function operationsOf(t: TestApp): Operation[] {
  const { paths } = t.app.swagger() as unknown as {
    paths: Record<
      string,
      Record<
        string,
        {
          parameters?: { in: string; name: string; schema: Schema }[];
          requestBody?: { content: Record<string, { schema: Schema }> };
          responses?: Record<string, { content?: Record<string, unknown> }>;
        }
      >
    >;
  };
  return Object.entries(paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(([name, described]) => {
      const path = url.replace('/api/v1', '');
      const body = described.requestBody?.content['application/json']?.schema;
      const parameters = (described.parameters ?? []).filter((one) => one.schema.format === 'uuid');
      return {
        key: `${name.toUpperCase()} ${path}`,
        method: name.toUpperCase(),
        path,
        stream: described.responses?.['200']?.content?.['text/event-stream'] !== undefined,
        ids: [
          ...parameters.map((one) => ({ in: one.in as 'path' | 'query', name: one.name })),
          ...[...new Set(idFields(body))].map((field) => ({ in: 'body' as const, name: field })),
        ],
      };
    }),
  );
}

function idFields(schema: Schema | undefined, name = ''): string[] {
  if (!schema) return [];
  return [
    ...(schema.format === 'uuid' ? [name] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([inner, one]) => idFields(one, inner)),
    ...(schema.anyOf ?? []).flatMap((one) => idFields(one, name)),
    ...idFields(schema.items, name),
  ];
}

/* ── Requests ── */

type Request = { params: Record<string, string>; query: Record<string, string>; body: unknown };

function requestTo(operation: Operation, fixture: Fixture, at: Place): Request {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
  const given = { ...at, ...fixture.path?.(at) } as Record<string, string>;
  return {
    params: Object.fromEntries(names.map((name) => [name, given[name] as string])),
    query: fixture.query?.(at) ?? {},
    body: fixture.body?.(at),
  };
}

/** The request with one id, or every id, replaced. */
function withIds(
  request: Request,
  operation: Operation,
  replace: (id: { in: string; name: string }, was: string) => string,
): Request {
  const walk = (value: unknown, name = ''): unknown => {
    if (value instanceof Uint8Array) return value;
    if (Array.isArray(value)) return value.map((one) => walk(one, name));
    if (value && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, walk(one, inner)]));
    const id = operation.ids.find((one) => one.in === 'body' && one.name === name);
    return id && typeof value === 'string' ? replace(id, value) : value;
  };
  const record = (where: 'path' | 'query', values: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const id = operation.ids.find((one) => one.in === where && one.name === name);
        return [name, id ? replace(id, value) : value];
      }),
    );
  return { params: record('path', request.params), query: record('query', request.query), body: walk(request.body) };
}

const idsIn = (request: Request, operation: Operation) => {
  const found: { in: string; name: string; value: string }[] = [];
  withIds(request, operation, (id, value) => {
    found.push({ ...id, value });
    return value;
  });
  return found;
};

let caller = 0;
type Said = { status: number; text: string };

async function call(operation: Operation, who: TestPerson | undefined, request: Request): Promise<Said> {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(request.params[name] ?? ''));
  const query = new URLSearchParams(request.query).toString();
  const bytes = request.body instanceof Uint8Array;
  const response = await t.app.inject({
    method: operation.method as 'GET',
    url: `/api/v1${path}${query ? `?${query}` : ''}`,
    // Each from an address of its own, so that no limit by address answers instead.
    remoteAddress: `10.0.${Math.floor(++caller / 250) % 250}.${caller % 250}`,
    headers: {
      ...(who?.cookie ? { cookie: who.cookie } : {}),
      ...(request.body === undefined ? {} : { 'content-type': bytes ? BYTES : 'application/json' }),
      ...(['PATCH', 'DELETE'].includes(operation.method) ? { 'if-match': '"1"' } : {}),
    },
    ...(request.body === undefined ? {} : { payload: bytes ? (request.body as Buffer) : JSON.stringify(request.body) }),
    payloadAsStream: operation.stream,
  });
  const body = operation.stream ? await firstWords(response.stream()) : response.body;
  const headers = Object.entries(response.headers).filter(([name]) => !/^(x-ratelimit|date)/.test(name));
  return { status: response.statusCode, text: `${JSON.stringify(headers)}\n${body}` };
}

/** Of a stream, without what is new each time. Who hears what later is tested where streams are: live.test.ts. */
async function firstWords(stream: AsyncIterable<Buffer>): Promise<string> {
  for await (const chunk of stream) return `${chunk}`.replace(/^(id|retry): .*$/gm, '');
  return '';
}

/* ── The matrix ── */

type Principal = {
  name: string;
  as: TestPerson | undefined;
  inside: boolean;
  sees: Kind[];
  role: 'none' | 'observer' | 'member' | 'lead';
};

function principals({ people }: World, mode: Mode): Principal[] {
  const outside = (name: string, as?: TestPerson): Principal => ({ name, as, inside: false, sees: [], role: 'none' });
  const own: Kind[] = ['shared', 'addressNorth', 'eventNorth', 'draftNorth'];
  // Which role may hand out the links of its own party is decided by the application alone.
  const links: Kind[] = mode === 'database alone' ? ['linkNorth', 'room'] : [];
  return [
    outside('nobody'),
    outside('stranger', people.stranger),
    outside('lead of another partnership', people.outsider),
    outside('removed member', people.removed),
    outside('administrator of the installation', people.administrator),
    {
      name: 'lead of the other party',
      as: people.otherLead,
      inside: true,
      sees: ['shared', 'addressRail', 'eventRail', 'linkRail', 'room', 'inviteRail', 'dialogue', 'draftRail'],
      role: 'lead',
    },
    { name: 'member', as: people.member, inside: true, sees: [...own, ...links], role: 'member' },
    { name: 'observer', as: people.observer, inside: true, sees: [...own, ...links], role: 'observer' },
  ];
}

/**
 * Who calls what, reading first: with no lock at all, the writes take apart what there is to see. Left out are writes by
 * people of the partnership that nothing refuses; with the application's lock off, that is all of theirs.
 */
function* plan(mode: Mode): Generator<[Principal, Operation]> {
  for (const reading of [true, false])
    for (const principal of principals(world, mode))
      for (const operation of operations) {
        const { who } = fixtures[operation.key] as Fixture;
        if ((operation.method === 'GET') !== reading) continue;
        const mayWrite = mode === 'database alone' || refusal(who, principal) === undefined;
        if (principal.inside && !reading && who !== 'anyone' && who !== 'person' && mayWrite) continue;
        yield [principal, operation];
      }
}

/** The status that refuses this principal on the victim's ids; undefined: it may pass. */
function refusal(who: Who, principal: Principal): number | undefined {
  if (who === 'anyone') return undefined;
  if (!principal.as || who === 'guest') return 401;
  if (who === 'person') return undefined;
  // Its one member, the lead, is no principal here: the programme is nobody else’s, inside the partnership or out.
  if (who === 'programme') return 404;
  if (who === 'administrator') return principal.name.startsWith('administrator') ? undefined : 403;
  if (!principal.inside || who === 'own') return 404;
  if (who === 'named') return principal.role === 'lead' ? undefined : 404;
  if (who.startsWith('private') && principal.name === 'lead of the other party') return 404;
  if (who === 'private' && principal.role === 'member') return undefined;
  if (who === 'participant') return undefined;
  if (who === 'worker' && principal.role !== 'observer') return undefined;
  if ((who === 'speaker' || who === 'holder') && principal.role === 'lead') return undefined;
  return 403;
}

type Mode = 'both locks' | 'application alone' | 'database alone' | 'no lock';
type Leak = { principal: string; operation: string; what: string };

/** What the outbox, and nothing else, shows the administrator: mails that wait, with their links. */
const IN_MAILS: Kind[] = [
  'shared',
  'addressNorth',
  'addressRail',
  'linkNorth',
  'linkRail',
  'inviteNorth',
  'inviteRail',
];
/** What was answered with both locks on. */
const heard = new Map<string, string>();

async function runMatrix(
  mode: Mode,
  only: (principal: Principal, operation: Operation) => boolean = () => true,
): Promise<{ leaks: Leak[]; calls: number; pairs: number }> {
  const leaks: Leak[] = [];
  let calls = 0;
  let pairs = 0;
  for (const [principal, operation] of plan(mode)) {
    if (!only(principal, operation)) continue;
    const fixture = fixtures[operation.key] as Fixture;
    const refused = refusal(fixture.who, principal);
    const sees = fixture.who === 'administrator' && refused === undefined ? IN_MAILS : principal.sees;
    const report = (what: string) => leaks.push({ principal: principal.name, operation: operation.key, what });
    const said = async (request: Request) => {
      calls++;
      const reply = await call(operation, principal.as, request);
      for (const kind of new Set(world.canaries.filter(([, word]) => reply.text.includes(word)).map(([one]) => one)))
        if (!sees.includes(kind)) report(`saw ${kind}`);
      if (reply.status >= 500) report(`answered ${reply.status}`);
      return reply;
    };
    pairs++;
    const theirs = requestTo(operation, fixture, world.victim);
    const reply = await said(theirs);
    if (refused !== undefined && reply.status !== refused && !(mode === 'database alone' && principal.inside))
      report(`answered ${reply.status} instead of ${refused}`);
    if (refused === undefined && operation.method === 'GET' && reply.status !== 200)
      report(`answered ${reply.status} to somebody who may`);
    if (operation.path.startsWith(P)) {
      const key = `${principal.name} ${operation.key}`;
      if (mode === 'both locks') heard.set(key, reply.text);
      if (mode === 'application alone' && !fixture.varies && heard.get(key) !== reply.text)
        report('hears more without the other lock');
    }

    const foreign = !principal.inside || fixture.who === 'programme';
    const hidden = fixture.who === 'anyone' || (refused !== undefined && foreign);
    if (!hidden || operation.ids.length === 0 || fixture.tellsApart) continue;
    const never = withIds(theirs, operation, () => newId());
    const alike = (a: Said, b: Said) => a.status === b.status && blind(a, theirs, never) === blind(b, theirs, never);
    if (!alike(reply, await said(never))) report('tells "exists" from "does not exist"');
    // The lead of another partnership on their own ground, with one id of the victim's at a time.
    if (principal.as !== world.people.outsider) continue;
    const own = requestTo(operation, fixture, world.outside);
    for (const id of operation.ids) {
      const isIt = (one: { in: string; name: string }) => one.in === id.in && one.name === id.name;
      const withOne = (from: Request) => {
        const value = idsIn(from, operation).find(isIt)?.value;
        return withIds(own, operation, (one, was) => (isIt(one) ? (value ?? was) : was));
      };
      if (!alike(await said(withOne(theirs)), await said(withOne(never))))
        report(`tells "exists" from "does not exist" by ${id.name}`);
    }
  }
  return { leaks, calls, pairs };

  /** A reply may repeat the id it was sent; apart from that it must not depend on it. */
  function blind(said: Said, ...requests: Request[]): string {
    let text = said.text;
    for (const request of requests)
      for (const value of [...Object.values(request.params), ...Object.values(request.query)])
        if (/^[0-9a-f-]{36}$/.test(value)) text = text.replaceAll(value, 'ID');
    return text;
  }
}

/* ── The locks ── */

/** Lets everybody in as a lead who speaks for every party, without looking. */
const openGuard = ({ victim, outside }: World): Guard => ({
  async membership(_tx, person, partnership) {
    const at = [victim, outside].find((one) => one.partnershipId === partnership);
    return {
      partnership,
      person,
      participant: at?.leadId ?? newId(),
      name: 'Nobody In Particular',
      party: at?.partyId ?? newId(),
      role: 'lead',
      parties: at ? [at.partyId, at.otherPartyId] : [newId()],
    };
  },
  programme: async () => true,
});

/** Switches the database's lock off; returns how to switch it on again. */
async function withoutDatabaseLock(): Promise<() => Promise<void>> {
  const tables = [...(await tenantTables(t)), ...(await programmeTables(t)), 'person', 'idempotency_key', 'reflection'];
  const { rows } = await t.sql(`select pg_get_functiondef('app.enter(uuid, uuid)'::regprocedure) as enter`);
  for (const table of tables)
    await t.sql(
      `alter table "${table}" no force row level security; alter table "${table}" disable row level security`,
    );
  await t.sql(`create or replace function app.enter(person uuid, partnership uuid) returns void language plpgsql
    security definer set search_path = '' as $$
    begin
      perform app.enter_person(person);
      perform pg_catalog.set_config('app.partnership', partnership::text, true);
      perform pg_catalog.set_config('app.parties', (select coalesce(pg_catalog.array_agg(p.id), '{}')::text
        from public.party p where p.partnership_id = enter.partnership), true);
    end $$`);
  return async () => {
    for (const table of tables)
      await t.sql(`alter table "${table}" enable row level security; alter table "${table}" force row level security`);
    await t.sql(rows[0].enter);
  };
}

let t: TestApp;
let world: World;
let operations: Operation[];
let before: Record<string, string>;
beforeAll(async () => {
  t = await testApp();
  world = await makeWorld(t);
  operations = operationsOf(t);
  before = await fingerprint(t, world.victim);
});
afterAll(() => t.close());

test('every operation has a fixture, and every fixture an operation', () => {
  const missing = operations.filter((one) => !fixtures[one.key]).map((one) => one.key);
  expect(
    missing,
    `Add ${missing.join(', ')} to src/server/testing/operations: who may call it, and a request that works.`,
  ).toEqual([]);
  const left = Object.keys(fixtures).filter((key) => !operations.some((one) => one.key === key));
  expect(
    left,
    `Remove ${left.join(', ')} from src/server/testing/operations: there is no such operation any more.`,
  ).toEqual([]);
});

test('every field that holds an id gets one, so that it can be swapped', () => {
  for (const operation of operations) {
    const given = idsIn(requestTo(operation, fixtures[operation.key] as Fixture, world.victim), operation);
    for (const id of operation.ids)
      expect(
        given.some((one) => one.in === id.in && one.name === id.name && /^[0-9a-f-]{36}$/.test(one.value)),
        `${operation.key}: give ${id.name} (${id.in}) a value in its fixture, so that it is tried with foreign ids.`,
      ).toBe(true);
  }
});

test('every text of the victim holds a canary', async () => {
  /** Words of a closed list, counts, keys and questionnaires of the product: nothing a person wrote. */
  const CLOSED = [
    'event.type event.subject_type membership.role participant.language participant.role party.mark',
    'partnership.kind partnership.status partnership_card.kind partnership_card.status',
    'partnership_card.open_round partnership_card.last_closed_round partnership_card.needs',
    'round.instrument round.instrument_key round.instrument_version round.level round.source round.state round.strata',
    'round_plan.instrument round_plan.local_time round_plan.time_zone round_plan.roles round_paper.stratum',
    'round_seal.stratum round_seal_key.stratum round_claim.stratum round_seat.stratum round_room_group.stratum',
    'reminder.which reminder_batch.which reminder_batch.problem',
    'review.state review.current_item discussion.kind discussion.item_key discussion.past',
    'review_entry.kind review_entry.item_key action.state action.item_key',
    'round.time_zone round_histogram.cells answer.stratum round_invitation.stratum results_link.language',
    'mail.key mail.problem mail.state',
    'own_item.kind own_item.themes shared_item.kind shared_item.themes exchange_offer.kind',
    'people_import.state dialogue.instrument dialogue.instrument_key dialogue.instrument_version dialogue.state',
    'dialogue.ended_by dialogue.time_zone',
    'document.kind document.language document_version.time_zone document_version.state signatory.kind signatory.role',
    'document_ratification.role document_ratification.proof chain_link.head',
    'document_file.type',
    'briefing_part.kind briefing_part.section briefing_part.row_id acknowledgement.section acknowledgement.row_id',
    'mail.stop',
    'parting.time_zone parting.proof partnership_card.partings',
    'version_share.section version_share.by_party remark.section remark.kind remark.state',
  ].flatMap((line) => line.split(' '));
  const { rows } = await t.sql(
    `select table_name, column_name from information_schema.columns where table_schema = 'public'
     and table_name = any ($1) and (data_type in ('text', 'jsonb') or udt_name = '_text')`,
    [await tenantTables(t)],
  );
  const bare: string[] = [];
  for (const { table_name: table, column_name: column } of rows) {
    if (CLOSED.includes(`${table}.${column}`)) continue;
    const found = await t.sql(
      `select from "${table}" where ${table === 'partnership' ? 'id' : 'partnership_id'} = $1 and "${column}"::text like '%kestrel%'`,
      [world.victim.partnershipId],
    );
    if (!found.rowCount) bare.push(`${table}.${column}`);
  }
  expect(bare, `Give ${bare.join(', ')} a canary in testing/principals.ts, or list it as closed here.`).toEqual([]);
});

test('with both locks nobody sees or changes what is not theirs', async () => {
  const { leaks, calls, pairs } = await runMatrix('both locks');
  expect(leaks).toEqual([]);
  expect(await fingerprint(t, world.victim)).toEqual(before);
  // Every operation × every principal, less the writes that some of them may do.
  expect(pairs).toBeGreaterThan(operations.length * 7);
  expect(calls).toBeGreaterThan(pairs);
});

test('the application’s lock holds alone', async () => {
  const lock = await withoutDatabaseLock();
  try {
    expect((await runMatrix('application alone')).leaks).toEqual([]);
    expect(await fingerprint(t, world.victim)).toEqual(before);
  } finally {
    await lock();
  }
});

test('the database’s lock holds alone', async () => {
  t.services.guard = openGuard(world);
  try {
    expect((await runMatrix('database alone')).leaks).toEqual([]);
    expect(await fingerprint(t, world.victim)).toEqual(before);
  } finally {
    t.services.guard = guard;
  }
});

test('every fixture passes the locks for somebody who may', async () => {
  for (const operation of operations) {
    const fixture = fixtures[operation.key] as Fixture;
    if (fixture.secret) continue;
    const who = fixture.who === 'administrator' ? world.people.administrator : world.people.outsider;
    const { status, text } = await call(operation, who, requestTo(operation, fixture, world.outside));
    // A conflict or a stale version is decided behind the locks.
    const passed = status < 300 || [409, 412].includes(status);
    expect(passed, `${operation.key} answers ${status} ${text}: mend its fixture.`).toBe(true);
  }
});

test('with neither lock this test finds leaks everywhere: it can fail', async () => {
  await withoutDatabaseLock();
  t.services.guard = openGuard(world);
  t.app.log.level = 'silent';
  const { leaks } = await runMatrix(
    'no lock',
    (principal, operation) => operation.method === 'GET' || principal.name === 'stranger',
  );
  for (const principal of principals(world, 'no lock')) {
    if (!principal.as) continue;
    const seen = leaks.filter((leak) => leak.principal === principal.name && leak.what.startsWith('saw'));
    expect(seen.length, `${principal.name} saw nothing`).toBeGreaterThan(0);
    for (const kind of ['addressNorth', 'eventNorth', 'linkNorth'] as const)
      if (!principal.sees.includes(kind))
        expect(
          seen.some((leak) => leak.what === `saw ${kind}`),
          `${principal.name} did not see ${kind}`,
        ).toBe(true);
  }
  const programme = 'GET /programmes/{programmeId}';
  expect(leaks).toContainEqual({ principal: 'stranger', operation: programme, what: 'saw programme' });
  // Every operation on a partnership that reads something in it, for a stranger.
  const read = operations.filter(
    (one) =>
      one.path.startsWith(P) &&
      one.method === 'GET' &&
      !one.stream &&
      !fixtures[one.key]?.bare &&
      !/template\.csv$|imports\/\{importId\}$/.test(one.path),
  );
  expect(
    read.filter(
      (one) =>
        !leaks.some(
          (leak) => leak.operation === one.key && leak.principal === 'stranger' && leak.what.startsWith('saw'),
        ),
    ),
  ).toEqual([]);
  expect(await fingerprint(t, world.victim)).not.toEqual(before);
});
