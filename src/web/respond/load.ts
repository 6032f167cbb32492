import type { BallotReply } from '../../domain/surveys/contract.ts';
import { fetchBallot, type Reply } from './api.ts';
import type { Link } from './link.ts';
import { whyNot } from './seal.ts';
import type { Plan } from './state.ts';
import type { Kept, Store } from './store.ts';

/** What the page has to show before there is anything to answer, or instead of it. */
export type View =
  | { kind: 'loading' | 'unknown' | 'expired' | 'offline' | 'trouble' | 'insecure' | 'key' }
  | { kind: 'closed' | 'cancelled'; reply: BallotReply; late: boolean }
  | { kind: 'done'; reply: BallotReply; how: 'sent' | 'already'; receipt: string | null }
  | { kind: 'receipt'; reply: BallotReply; receipt: string }
  | { kind: 'survey'; reply: BallotReply; kept: Kept | undefined };

/** What is on the device already, without asking anybody: enough to go on without a connection. */
export function fromKept(kept: Kept | undefined): View {
  if (!kept) return { kind: 'loading' };
  if (kept.done) return doneWith(kept, kept.done);
  return { kind: 'survey', reply: kept.reply, kept };
}

const doneWith = ({ reply, receipt }: Kept, how: 'sent' | 'already'): View => ({
  kind: 'done',
  reply,
  how,
  receipt: receipt ?? null,
});

/** What the server says about the link now. */
export async function fromServer(link: Link, store: Store): Promise<View> {
  return understand(link, await fetchBallot(link.round, link.token), store);
}

async function understand(link: Link, { status, body }: Reply<BallotReply>, store: Store): Promise<View> {
  if (status === 404 || status === 400) return forget(store, { kind: 'unknown' });
  if (status === 410) return forget(store, { kind: 'expired' });
  if (status === 0) return { kind: 'offline' };
  if (!body) return { kind: 'trouble' };
  const kept = await store.read();
  if (kept?.done && kept.receipt && body.state === 'closed')
    return { kind: 'receipt', reply: body, receipt: kept.receipt };
  if (kept?.done) return doneWith(kept, kept.done);
  if (body.state !== 'open' || !(body.ballot || body.seal) || !body.instrument) {
    return forget(store, {
      kind: body.state === 'cancelled' ? 'cancelled' : 'closed',
      reply: body,
      late: Boolean(kept?.frozen),
    });
  }
  const barred = await whyNot(link, body);
  return barred ? { kind: barred } : { kind: 'survey', reply: body, kept };
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
