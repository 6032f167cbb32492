/** @jsxImportSource preact */
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { AnswerRequest, BallotReply } from '../../domain/surveys/contract.ts';
import { sendAnswer } from './api.ts';
import { Closed, Done, Notice, Waiting } from './Ends.tsx';
import { GuessStep } from './GuessStep.tsx';
import { ItemStep } from './ItemStep.tsx';
import { momentWithDay, type Spoken } from './language.ts';
import { planOf } from './load.ts';
import { PromiseStep } from './PromiseStep.tsx';
import { ReviewStep } from './ReviewStep.tsx';
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
} from './state.ts';
import type { Kept, Store } from './store.ts';
import { WordsStep } from './WordsStep.tsx';

const DAY = 86_400_000;

interface Props extends Spoken {
  reply: BallotReply;
  kept: Kept | undefined;
  store: Store;
}

export function Survey({ reply, kept, store, language, words }: Props) {
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
  const tryNow = useSending(state, plan, reply, store, act);
  const top = useFreshStart(`${state.phase}:${state.step}`);

  if (state.phase === 'sent' || state.phase === 'already') {
    return (
      <Done words={words} reply={reply} language={language} how={state.phase} tally={tally(state, plan)} focus={top} />
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
      void store.change(() => ({ reply: { ...reply, ballot: null }, draft: null, frozen: null, done, until }));
    } else if (phase === 'refused') {
      void store.change((kept) => kept && { ...kept, frozen: null });
    } else if (phase === 'answering') {
      // Not over an answer that another tab is sending or has sent.
      void store.change((kept) =>
        kept?.frozen || kept?.done
          ? kept
          : { reply, draft: { ratings, comments, guesses, step }, frozen: null, done: null, until },
      );
    }
  }, [ratings, comments, guesses, step, phase, reply, store]);
}

/** Sends while the phase says so: at once, after each pause, when the connection or the person comes back. */
function useSending(state: State, plan: Plan, reply: BallotReply, store: Store, act: (action: Action) => void) {
  const running = useRef(false);
  const attempt = async () => {
    if (running.current) return;
    running.current = true;
    try {
      const kept = await store
        .change((before) => claim(before, state, plan, reply))
        .catch(() => claim(undefined, state, plan, reply));
      if (kept?.done) return act({ type: 'outcome', outcome: kept.done === 'sent' ? 'counted' : 'counted-before' });
      if (!kept?.frozen) return;
      const { status, problem, detail } = await sendAnswer(kept.frozen);
      act({ type: 'outcome', outcome: outcomeOf(status, problem), refusal: { problem, detail } });
    } finally {
      running.current = false;
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
    addEventListener('online', again);
    document.addEventListener('visibilitychange', seen);
    return () => {
      removeEventListener('online', again);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [sending, again]);
  return again;
}

/** The first tab to send decides what is sent; every later one sends the same. */
function claim(kept: Kept | undefined, state: State, plan: Plan, reply: BallotReply): Kept {
  if (kept?.done || kept?.frozen) return kept;
  const { ratings, comments, guesses, step } = state;
  const frozen: AnswerRequest | null = reply.ballot && { ballot: reply.ballot, ...freeze(state, plan) };
  return { reply, draft: { ratings, comments, guesses, step }, frozen, done: null, until: keepUntil(reply) };
}

const keepUntil = (reply: BallotReply): number => Date.parse(reply.closesAt) + 7 * DAY;
