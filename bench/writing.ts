import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import * as Y from 'yjs';
import { type Content, emptyContent } from '../src/domain/documents/content.ts';
import { kindOf } from '../src/domain/documents/kinds.ts';
import { draftFrom } from '../src/domain/documents/ydoc.ts';
import { readMessage } from '../src/domain/writing/protocol.ts';
import { newId } from '../src/server/platform/id.ts';
import { Pen } from '../src/server/testing/pen.ts';
import { type Figure, median, quantile, type Setting, withOwner } from './setting.ts';
import { makePartnership } from './world.ts';

const PEOPLE = 20;
const PAGES = 50;
const WORDS_A_PAGE = 500;
/** Somebody who types without stopping. */
const KEYSTROKE_MS = 200;
const SECONDS = 20;

/**
 * Twenty people typing without a pause in one document of fifty pages: how long until another window has a keystroke
 * that is in the database, how busy that keeps the server, and what one keystroke of another costs a window.
 */
export async function benchWriting(setting: Setting): Promise<Figure[]> {
  const port = 24_000 + (process.pid % 10_000);
  const url = `http://localhost:${port}`;
  const server = spawn(process.execPath, [join(import.meta.dirname, 'answer-server.ts')], {
    env: {
      ...process.env,
      BENCH_DATA_DIR: setting.dataDir,
      BENCH_OWNER: JSON.stringify(setting.owner),
      PORT: `${port}`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(server.stdout, 'data');
  const cookies: string[] = [];
  for (let i = 0; i < PEOPLE; i++) cookies.push(await signUp(url, i));
  const state = fiftyPages();
  const query = await makeDraft(setting, state);

  const pens: Pen[] = [];
  for (const cookie of cookies) pens.push(await Pen.open({ url, origin: url, cookie, query }));
  const refused = pens.find((pen) => pen.mode !== 'write');
  if (refused) throw new Error(`not let in: ${await refused.over}`);

  const sent = new Map<string, number>();
  const arrived: number[] = [];
  const applied: number[] = [];
  const reader = pens[0] as Pen;
  for (const pen of pens) {
    // What the window does with an update is measured apart, in one of them: all twenty share this one process.
    pen.ws.removeAllListeners('message');
    pen.ws.on('message', (data: Buffer, binary: boolean) => {
      const now = performance.now();
      if (!binary) return;
      const message = readMessage(new Uint8Array(data));
      if (!message || !('update' in message)) return;
      for (const { id } of Y.decodeUpdate(message.update).structs) {
        const begun = sent.get(`${id.client}:${id.clock}`);
        if (begun !== undefined) arrived.push(now - begun);
      }
      if (pen !== reader) return;
      Y.applyUpdate(pen.doc, message.update, pen);
      applied.push(performance.now() - now);
    });
  }
  const sections = ['framework', 'behaviour', 'roles', 'decisions', 'problems', 'communication', 'parting'];
  const keystroke = (pen: Pen, at: number) => {
    const before = Y.getState(pen.doc.store, pen.doc.clientID);
    sent.set(`${pen.doc.clientID}:${before}`, performance.now());
    pen.type(sections[at % sections.length] as string, 'e');
  };
  const cpuBefore = await cpuSeconds(url);
  const began = performance.now();
  const hands = pens.map((pen, i) => {
    let typing: NodeJS.Timeout;
    const wait = setTimeout(
      () => {
        typing = setInterval(() => keystroke(pen, i), KEYSTROKE_MS);
      },
      (KEYSTROKE_MS * i) / PEOPLE,
    );
    return () => {
      clearTimeout(wait);
      clearInterval(typing);
    };
  });
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
  for (const stop of hands) stop();
  const elapsed = (performance.now() - began) / 1000;
  const cpu = ((await cpuSeconds(url)) - cpuBefore) / elapsed;
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (const pen of pens) pen.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
  const figure = (name: string, value: number, unit: string): Figure => ({ name, value, unit, goal: '', met: true });
  return [
    figure(`size of a draft of ${PAGES} pages`, state.length / 1024, 'KB'),
    figure(`keystrokes a second of ${PEOPLE} people`, sent.size / elapsed, '1/s'),
    figure('of them that reached every other window', (100 * arrived.length) / (sent.size * (PEOPLE - 1)), '%'),
    figure('keystroke to another window, in the database: median', median(arrived), 'ms'),
    figure('keystroke to another window, in the database: p99', quantile(arrived, 0.99), 'ms'),
    figure('server busy meanwhile, of one core', 100 * cpu, '%'),
    figure('another’s keystroke in a window’s text: p99', quantile(applied, 0.99), 'ms'),
  ];
}

function fiftyPages(): Uint8Array {
  const words = 'we run the corridor together so that what arrives by sea leaves by rail on the same day'.split(' ');
  const kind = kindOf('partnership-agreement');
  const texts = kind.sections.filter(({ type }) => type === 'text');
  const paragraphs = (PAGES * WORDS_A_PAGE) / 100 / texts.length;
  const text = (at: number) => Array.from({ length: 100 }, (_, i) => words[(i * 7 + at) % words.length]).join(' ');
  const content: Content = Object.fromEntries(
    texts.map(({ key }) => [
      key,
      {
        type: 'doc' as const,
        content: Array.from({ length: Math.ceil(paragraphs) }, (_, at) => ({
          type: 'paragraph' as const,
          content: [{ type: 'text' as const, text: text(at) }],
        })),
      },
    ]),
  );
  return draftFrom(kind, { ...emptyContent(kind), ...content });
}

async function signUp(url: string, i: number): Promise<string> {
  const reply = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ name: `Writer ${i}`, email: `writer.${i}@example.org`, password: randomUUID() }),
  });
  if (!reply.ok) throw new Error(`sign-up: ${reply.status} ${await reply.text()}`);
  return reply.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

/** A shared draft with this text; everybody who has signed up writes in it, for one party or the other. */
async function makeDraft(setting: Setting, state: Uint8Array): Promise<Record<string, string>> {
  return withOwner(setting.owner, async (client) => {
    const { partnership, parties } = await makePartnership(client);
    await client.query(
      `insert into participant (partnership_id, id, party_id, name, role, joined_on, person_id, created_at)
       select $1, gen_random_uuid(), ($2::uuid[])[1 + row_number() over () % 2], name, 'member', current_date, id, now()
       from auth."user" where email like 'writer.%'`,
      [partnership, parties],
    );
    const { rows } = await client.query(
      `select id from participant where partnership_id = $1 and party_id = $2 limit 1`,
      [partnership, parties[0]],
    );
    const document = newId();
    await client.query(
      `insert into document (partnership_id, id, kind, kind_version, title, language, party_id, created_by, created_at, shared_at)
       values ($1, $2, 'partnership-agreement', 1, 'Agreement', 'en', $3, $4, now(), now())`,
      [partnership, document, parties[0], rows[0].id],
    );
    const made = await client.query(
      `insert into document_draft (partnership_id, document_id, state, started_by, started_at, written_at)
       values ($1, $2, $3, $4, now(), now()) returning id`,
      [partnership, document, Buffer.from(state), rows[0].id],
    );
    return { partnership, document, draft: made.rows[0].id };
  });
}

async function cpuSeconds(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1] ?? Number.NaN);
}
