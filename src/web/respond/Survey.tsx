/** @jsxImportSource preact */
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { AnswerRequest, BallotReply } from '../../domain/surveys/contract.ts';
import { sendAnswer } from './api.ts';
import { Closed, Done, NoBallot, Notice, Waiting } from './Ends.tsx';
import { GuessStep } from './GuessStep.tsx';
import { ItemStep } from './ItemStep.tsx';
import { momentWithDay, type Spoken } from './language.ts';
import type { Link } from './link.ts';
import { planOf } from './load.ts';
import { PromiseStep } from './PromiseStep.tsx';
import { ReviewStep } from './ReviewStep.tsx';
import { type Barred, chance, ensureBallot, nonceFor, padded, receiptFor, wayOf } from './seal.ts';
import {
  type Action,
  backOff,
  freeze,
  initial,
  outcomeOf,
  type Plan,
  reduce,
  refusalText,
  restore,
  reviewStep,
  type State,
  stepOf,
  tally,
  touched,
} from './state.ts';
import type { Kept, Store } from './store.ts';
import { WordsStep } from './WordsStep.tsx';

const DAY = 86_400_000;

interface Props extends Spoken {
  link: Link;
  reply: BallotReply;
  kept: Kept | undefined;
  store: Store;
}

export function Survey({ link, reply, kept, store, language, words }: Props) {
  const plan = useMemo(() => planOf(reply), [reply]);
  const [state, act] = useReducer(
    (before: State, action: Action) => reduce(before, action, plan),
    kept,
    (found) => {
      const draft = restore(found?.draft, plan);
      return found?.frozen ? { ...initial(draft), phase: 'sending' as const } : initial(draft);
    },
  );
  useKeeping(state, reply, store);
  const [barred, bar] = useState<Exclude<Barred, 'over'> | null>(null);
  const stop = useCallback((why: Barred) => {
    if (why === 'over') act({ type: 'outcome', outcome: 'over' });
    else bar(why);
  }, []);
  useEarlyBallot(state, link, reply, store, stop);
  const { tryNow, posting, receipt } = useSending({ state, plan, link, reply, store, act, stop });
  const top = useFreshStart(`${state.phase}:${state.step}`);

  if (barred) return <NoBallot words={words} why={barred} />;
  if (state.phase === 'sent' || state.phase === 'already') {
    return (
      <Done
        words={words}
        reply={reply}
        language={language}
        how={state.phase}
        tally={tally(state, plan)}
        receipt={receipt}
        focus={top}
      />
    );
  }
  if (state.phase === 'over') {
    return <Closed words={words} reply={reply} late when={momentWithDay(reply.closesAt, language)} />;
  }
  if (state.phase === 'refused') {
    return (
      <Notice
        title={words.refusedTitle}
        text={[refusalText(words.refusals, state.refusal), words.refusedText].filter(Boolean)}
        action={{ label: words.refusedBack, onClick: () => act({ type: 'go', step: reviewStep(plan) }) }}
      />
    );
  }
  if (state.phase === 'sending' && state.failed > 0) {
    return <Waiting words={words} durable={store.durable} onTry={tryNow} />;
  }

  if (posting) return <Notice title={words.postingTitle} text={[words.postingText, words.postingLeave]} />;

  const step = stepOf(state.step, plan);
  const shared = { state, plan, reply, act, language, words, top, durable: store.durable };
  switch (step.kind) {
    case 'promise':
      return <PromiseStep {...shared} />;
    case 'item':
      return <ItemStep key={step.key} {...shared} index={step.index} />;
    case 'words':
      return <WordsStep {...shared} />;
    case 'guess':
      return <GuessStep {...shared} />;
    case 'review':
      return <ReviewStep {...shared} />;
  }
}

/** On a new step the page starts at its top and the heading is read out; not at first sight. */
function useFreshStart(place: string) {
  const top = useRef<HTMLElement>(null);
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    scrollTo(0, 0);
    top.current?.focus({ preventScroll: true });
  }, [place]);
  return top;
}

/** Keeps the draft on the device while it changes, and takes everything away once the answer is settled. */
function useKeeping(state: State, reply: BallotReply, store: Store) {
  const { ratings, comments, guesses, step, phase } = state;
  useEffect(() => {
    const until = keepUntil(reply);
    if (phase === 'over') void store.change(() => undefined);
    else if (phase === 'sent' || phase === 'already') {
      const done = phase;
      void store.change((kept) => ({
        reply: { ...reply, ballot: null },
        draft: null,
        frozen: null,
        done,
        receipt: kept?.receipt ?? null,
        until,
      }));
    } else if (phase === 'refused') {
      void store.change((kept) => kept && { ...kept, frozen: null });
    } else if (phase === 'answering') {
      // Not over an answer that another tab is sending or has sent.
      void store.change((kept) =>
        kept?.frozen || kept?.done
          ? kept
          : {
              reply,
              draft: { ratings, comments, guesses, step },
              frozen: null,
              done: null,
              seal: kept?.seal ?? null,
              until,
            },
      );
    }
  }, [ratings, comments, guesses, step, phase, reply, store]);
}

/**
 * A sealed ballot is fetched with the first rating: long before the answer leaves, so that the two moments say little
 * about each other, and only on a device that keeps it. Elsewhere it is fetched when it is sent.
 */
function useEarlyBallot(state: State, link: Link, reply: BallotReply, store: Store, stop: (why: Barred) => void) {
  const wanted = state.phase === 'answering' && touched(state) && store.durable && wayOf(reply) === 'sealed';
  useEffect(() => {
    if (!wanted) return;
    const fetch = () =>
      void ensureBallot(link, reply, store).then(
        (got) => typeof got === 'object' && 'barred' in got && stop(got.barred),
        () => {},
      );
    fetch();
    addEventListener('online', fetch);
    return () => removeEventListener('online', fetch);
  }, [wanted, link, reply, store, stop]);
}

interface Sending {
  state: State;
  plan: Plan;
  link: Link;
  reply: BallotReply;
  store: Store;
  act: (action: Action) => void;
  stop: (why: Barred) => void;
}

/** Sends while the phase says so: at once or by chance, after each pause, when the connection or the person comes back. */
function useSending({ state, plan, link, reply, store, act, stop }: Sending) {
  const running = useRef(false);
  const [posting, post] = useState(false);
  const [receipt, show] = useState<string | null>(null);
  const waiting = useRef<AnswerRequest | null>(null);
  const host = reply.seal?.host ?? null;

  const settled = async (): Promise<Kept | undefined> => {
    const before = await store.read();
    if (before?.done || before?.frozen) return before;
    const got = await ensureBallot(link, reply, store);
    if (got === 'try-again') return undefined;
    if ('barred' in got) {
      stop(got.barred);
      return before;
    }
    const mark = await receiptFor(got.ballot);
    const freezing = (found: Kept | undefined) => claim(found, { state, plan, reply, ballot: got.ballot, mark });
    return store.change(freezing).catch(() => freezing(undefined));
  };
  const attempt = async () => {
    if (running.current) return;
    running.current = true;
    try {
      const kept = await settled().catch(() => undefined);
      if (!kept) return act({ type: 'outcome', outcome: 'try-again' });
      show(kept.receipt ?? null);
      if (kept.done) return act({ type: 'outcome', outcome: kept.done === 'sent' ? 'counted' : 'counted-before' });
      if (!kept.frozen) return;
      const pause = (kept.sendAt ?? 0) - Date.now();
      if (pause > 0) {
        post(true);
        waiting.current = kept.frozen;
        await new Promise((resolve) => setTimeout(resolve, pause));
        waiting.current = null;
      }
      const { status, problem, detail } = await sendAnswer(kept.frozen, host);
      act({ type: 'outcome', outcome: outcomeOf(status, problem), refusal: { problem, detail } });
    } finally {
      running.current = false;
      post(false);
    }
  };
  const latest = useRef(attempt);
  latest.current = attempt;
  const again = useCallback(() => void latest.current(), []);

  const sending = state.phase === 'sending';
  useEffect(() => {
    if (!sending) return;
    const pause = state.failed === 0 ? 0 : backOff(state.failed, Math.random());
    const timer = setTimeout(again, pause);
    return () => clearTimeout(timer);
  }, [sending, state.failed, again]);
  useEffect(() => {
    if (!sending) return;
    const seen = () => document.visibilityState === 'visible' && again();
    // Somebody who leaves meanwhile may never come back: then it goes at once, and the next visit makes sure.
    const leave = () => waiting.current && void sendAnswer(waiting.current, host, true);
    addEventListener('online', again);
    addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', seen);
    return () => {
      removeEventListener('online', again);
      removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [sending, again, host]);
  return { tryNow: again, posting, receipt };
}

interface Claiming {
  state: State;
  plan: Plan;
  reply: BallotReply;
  ballot: AnswerRequest['ballot'];
  mark: string | null;
}

/** The first tab to send decides what is sent; every later one sends the same. */
function claim(kept: Kept | undefined, { state, plan, reply, ballot, mark }: Claiming): Kept {
  if (kept?.done || kept?.frozen) return kept;
  const { ratings, comments, guesses, step } = state;
  return {
    reply,
    draft: { ratings, comments, guesses, step },
    frozen: padded({ ballot, ...freeze(state, plan), ...nonceFor(ballot) }),
    done: null,
    seal: kept?.seal ?? null,
    ...(mark ? { receipt: mark, sendAt: Date.now() + chance() } : {}),
    until: keepUntil(reply),
  };
}

/** A receipt is looked for after closing; anything else is soon of no use. */
const keepUntil = (reply: BallotReply): number =>
  Date.parse(reply.closesAt) + (reply.level === 'sealed' ? 60 : 7) * DAY;
