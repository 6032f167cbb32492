import type { BallotReply } from '../../domain/surveys/contract.ts';
import { fetchBallot, type Reply } from './api.ts';
import type { Plan } from './state.ts';
import type { Kept, Store } from './store.ts';

export interface Link {
  round: string;
  token: string;
}

/** What the page has to show before there is anything to answer, or instead of it. */
export type View =
  | { kind: 'loading' | 'unknown' | 'expired' | 'offline' | 'trouble' }
  | { kind: 'closed' | 'cancelled'; reply: BallotReply; late: boolean }
  | { kind: 'done'; reply: BallotReply; how: 'sent' | 'already' }
  | { kind: 'survey'; reply: BallotReply; kept: Kept | undefined };

const ROUND = /^\/r\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/?$/i;

/** `/r/<round>#<token>`. The part behind # never reaches a server by itself: it is in no request line and no log. */
export function readLink(path: string, fragment: string): Link | null {
  const round = ROUND.exec(path)?.[1];
  const token = fragment.replace(/^#/, '');
  return round !== undefined && /^[\w~.-]{20,100}$/.test(token) ? { round: round.toLowerCase(), token } : null;
}

/** What is on the device already, without asking anybody: enough to go on without a connection. */
export function fromKept(kept: Kept | undefined): View {
  if (!kept) return { kind: 'loading' };
  if (kept.done) return { kind: 'done', reply: kept.reply, how: kept.done };
  return { kind: 'survey', reply: kept.reply, kept };
}

/** What the server says about the link now. */
export async function fromServer(link: Link, store: Store): Promise<View> {
  return understand(await fetchBallot(link.round, link.token), store);
}

async function understand({ status, body }: Reply<BallotReply>, store: Store): Promise<View> {
  if (status === 404 || status === 400) return forget(store, { kind: 'unknown' });
  if (status === 410) return forget(store, { kind: 'expired' });
  if (status === 0) return { kind: 'offline' };
  if (!body) return { kind: 'trouble' };
  const kept = await store.read();
  if (kept?.done) return { kind: 'done', reply: kept.reply, how: kept.done };
  if (body.state !== 'open' || !body.ballot || !body.instrument) {
    return forget(store, {
      kind: body.state === 'cancelled' ? 'cancelled' : 'closed',
      reply: body,
      late: Boolean(kept?.frozen),
    });
  }
  return { kind: 'survey', reply: body, kept };
}

async function forget(store: Store, view: View): Promise<View> {
  await store.change(() => undefined);
  return view;
}

export function planOf(reply: BallotReply): Plan {
  const { instrument } = reply;
  return {
    items: instrument?.items.map((item) => item.key) ?? [],
    questions: instrument?.questions.map((question) => question.key) ?? [],
    guess: (reply.guessAbout?.length ?? 0) > 0,
    low: instrument?.scale.min ?? 1,
    high: instrument?.scale.max ?? 5,
  };
}
