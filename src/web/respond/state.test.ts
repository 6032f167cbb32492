import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Action,
  backOff,
  emptyDraft,
  freeze,
  initial,
  mayNameSomebody,
  minutesLeft,
  outcomeOf,
  type Plan,
  reduce,
  refusalText,
  restore,
  reviewStep,
  type State,
  sendable,
  stepOf,
  tally,
  touched,
} from './state.ts';

const plan: Plan = { items: ['trust', 'needs', 'time'], questions: ['keep', 'change'], guess: false, low: 1, high: 5 };
const bare: Plan = { ...plan, questions: [] };
const play = (actions: Action[], from: State = initial(), on: Plan = plan): State =>
  actions.reduce((state, action) => reduce(state, action, on), from);

describe('steps', () => {
  it('are the promise, the items one by one, the open questions, the review', () => {
    expect([0, 1, 3, 4, 5].map((step) => stepOf(step, plan).kind)).toEqual([
      'promise',
      'item',
      'item',
      'words',
      'review',
    ]);
    expect(stepOf(2, plan)).toEqual({ kind: 'item', key: 'needs', index: 1 });
  });

  it('leave the open questions out when there are none', () => {
    expect(stepOf(4, bare).kind).toBe('review');
    expect(reviewStep(bare)).toBe(4);
  });

  it('stop at both ends', () => {
    expect(play([{ type: 'back' }]).step).toBe(0);
    expect(play([{ type: 'go', step: 99 }, { type: 'next' }]).step).toBe(reviewStep(plan));
    expect(play([{ type: 'go', step: Number.NaN }]).step).toBe(0);
  });
});

describe('answering', () => {
  it('tells rated, can’t say and not answered apart', () => {
    const state = play([
      { type: 'rate', item: 'trust', value: 4 },
      { type: 'rate', item: 'needs', value: null },
      { type: 'write', question: 'keep', text: '  ' },
    ]);
    expect(tally(state, plan)).toEqual({ rated: 1, cantSay: 1, open: ['time'], written: 0 });
    expect(touched(state)).toBe(true);
    expect(touched(emptyDraft)).toBe(false);
  });

  it('takes no value outside the scale and no item that is not asked', () => {
    for (const value of [0, 6, 2.5, Number.NaN])
      expect(play([{ type: 'rate', item: 'trust', value }])).toEqual(initial());
    expect(play([{ type: 'rate', item: 'other', value: 3 }])).toEqual(initial());
    expect(play([{ type: 'write', question: 'other', text: 'x' }])).toEqual(initial());
  });

  it('counts the minutes by what is still open', () => {
    const long: Plan = { ...plan, items: Array.from({ length: 15 }, (_, i) => `i${i}`) };
    expect(minutesLeft(initial(), long)).toBe(3);
    expect(minutesLeft({ ...initial(), step: 4 }, plan)).toBe(1);
    const all = Object.fromEntries(plan.items.map((key) => [key, 3]));
    expect(minutesLeft({ ratings: all, comments: {}, guesses: {}, step: reviewStep(plan) }, plan)).toBe(0);
  });

  it('starts afresh when the person clears it', () => {
    expect(play([{ type: 'rate', item: 'trust', value: 1 }, { type: 'next' }, { type: 'clear' }])).toEqual(initial());
  });
});

describe('sending', () => {
  const rated = play([{ type: 'rate', item: 'trust', value: 4 }]);
  const sending = reduce(rated, { type: 'send' }, plan);

  it('needs at least one rating or one word', () => {
    expect(sendable(emptyDraft, plan)).toBe(false);
    expect(reduce(initial(), { type: 'send' }, plan).phase).toBe('answering');
    expect(play([{ type: 'rate', item: 'trust', value: null }, { type: 'send' }]).phase).toBe('answering');
    expect(play([{ type: 'write', question: 'keep', text: 'The calls.' }, { type: 'send' }]).phase).toBe('sending');
  });

  it('freezes the answer: a second click or a late change does nothing', () => {
    const late = play([{ type: 'send' }, { type: 'rate', item: 'trust', value: 1 }, { type: 'back' }], sending);
    expect(late).toEqual(sending);
  });

  it('ends where the server says', () => {
    const settled = (outcome: Parameters<typeof outcomeAction>[0]) => reduce(sending, outcomeAction(outcome), plan);
    expect(settled('counted').phase).toBe('sent');
    expect(settled('counted-before').phase).toBe('already');
    expect(settled('over').phase).toBe('over');
    expect(settled('try-again')).toEqual({ ...sending, failed: 1 });
    const refused = settled('refused');
    expect(
      play(
        [
          { type: 'go', step: 1 },
          { type: 'rate', item: 'trust', value: 2 },
        ],
        refused,
      ),
    ).toMatchObject({
      phase: 'answering',
      ratings: { trust: 2 },
    });
  });

  it('lets no late reply change what is settled', () => {
    const sent = reduce(sending, outcomeAction('counted'), plan);
    expect(reduce(sent, outcomeAction('counted-before'), plan)).toEqual(sent);
    expect(reduce(rated, outcomeAction('counted'), plan)).toEqual(rated);
  });

  it('sends every item of the plan once, and only words that were written', () => {
    const state = play([
      { type: 'rate', item: 'time', value: 2 },
      { type: 'write', question: 'change', text: ' Earlier notice. ' },
    ]);
    expect(freeze(state, plan)).toEqual({
      ratings: { trust: null, needs: null, time: 2 },
      comments: { change: 'Earlier notice.' },
    });
    expect(freeze(rated, plan)).not.toHaveProperty('comments');
  });

  it('reads replies: counted, counted before, over, refused, or try again', () => {
    expect([200, 201].map((s) => outcomeOf(s))).toEqual(['counted', 'counted']);
    expect(outcomeOf(409)).toBe('counted-before');
    expect(outcomeOf(409, '/problems/round-closed')).toBe('over');
    expect(outcomeOf(410)).toBe('over');
    expect([0, 408, 429, 500, 503].map((s) => outcomeOf(s))).toEqual(Array(5).fill('try-again'));
    expect([400, 403, 413].map((s) => outcomeOf(s))).toEqual(Array(3).fill('refused'));
  });

  it('waits longer after each failure, never more than about a minute, never all at once', () => {
    expect(backOff(1, 0.5)).toBe(2000);
    expect(backOff(4, 0.5)).toBe(16000);
    fc.assert(
      fc.property(fc.nat(1000), fc.double({ min: 0, max: 1, noNaN: true }), (failed, random) => {
        const wait = backOff(failed, random);
        expect(wait).toBeGreaterThanOrEqual(1500);
        expect(wait).toBeLessThanOrEqual(75_000);
      }),
    );
  });
});

describe('guessing the other side', () => {
  const both: Plan = { ...plan, guess: true };

  it('is one step before the review, after the open questions', () => {
    expect([4, 5, 6].map((step) => stepOf(step, both).kind)).toEqual(['words', 'guess', 'review']);
    expect([4, 5].map((step) => stepOf(step, { ...both, questions: [] }).kind)).toEqual(['guess', 'review']);
  });

  it('may be left out, and then nothing of it is sent', () => {
    const state = play([{ type: 'rate', item: 'trust', value: 5 }], initial(), both);
    expect(freeze(state, both)).toEqual({ ratings: { trust: 5, needs: null, time: null } });
  });

  it('is kept and sent by item, cleared at once, and not taken where nobody asks', () => {
    const guess: Action = { type: 'guess', item: 'needs', value: 2 };
    const rated: Action = { type: 'rate', item: 'trust', value: 5 };
    const state = play([rated, guess, { type: 'guess', item: 'time', value: 9 }], initial(), both);
    expect(freeze(state, both).guesses).toEqual({ needs: 2 });
    expect(restore(structuredClone(state), both).guesses).toEqual({ needs: 2 });
    expect(restore(structuredClone(state), plan).guesses).toEqual({});
    expect(play([{ type: 'no-guesses' }], state, both).guesses).toEqual({});
    expect(play([rated, guess]).guesses).toEqual({});
    expect(freeze(state, plan)).not.toHaveProperty('guesses');
  });
});

describe('what was kept on the device', () => {
  it('comes back as it was', () => {
    const state = play([
      { type: 'rate', item: 'trust', value: 5 },
      { type: 'rate', item: 'needs', value: null },
      { type: 'write', question: 'keep', text: 'The Tuesday call' },
      { type: 'go', step: 3 },
    ]);
    const { ratings, comments, guesses, step } = state;
    const kept = { ratings, comments, guesses, step };
    expect(restore(structuredClone(kept), plan)).toEqual(kept);
  });

  it('is never more than the plan allows, whatever was kept', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({
            ratings: fc.dictionary(fc.constantFrom('trust', 'needs', 'x'), fc.anything()),
            comments: fc.dictionary(fc.constantFrom('keep', 'x'), fc.anything()),
            step: fc.anything(),
          }),
        ),
        (kept) => {
          const draft = restore(kept, plan);
          for (const [key, value] of Object.entries(draft.ratings)) {
            expect(plan.items).toContain(key);
            expect(value === null || [1, 2, 3, 4, 5].includes(value)).toBe(true);
          }
          for (const text of Object.values(draft.comments)) expect(typeof text).toBe('string');
          expect(draft.step).toBeGreaterThanOrEqual(0);
          expect(draft.step).toBeLessThanOrEqual(reviewStep(plan));
        },
      ),
    );
  });
});

describe('the hint about names', () => {
  it('notices addresses, numbers and titles', () => {
    for (const text of [
      'Write to anna@example.org',
      'call 0171 234 56 78',
      'Ms Lund never replies',
      'Frau Keller',
      'I am the only planner',
    ])
      expect(mayNameSomebody(text), text).toBe(true);
  });
  it('lets ordinary sentences be', () => {
    for (const text of [
      'The Tuesday call helps. Keep it.',
      'Mehr Zeit für Planung',
      'In 2026 we met 4 times',
      'Frauen und Männer',
    ])
      expect(mayNameSomebody(text), text).toBe(false);
  });
});

function outcomeAction(outcome: (Action & { type: 'outcome' })['outcome']): Action {
  return { type: 'outcome', outcome };
}

describe('a refusal', () => {
  const sentences = { 'not-allowed': 'Gehört nicht zu dieser Umfrage.' };
  it('is said in the language of the page, and in the server’s words where the page has none', () => {
    const said = (problem: string, detail = 'As the server says.') => refusalText(sentences, { problem, detail });
    expect(said('/problems/not-allowed')).toBe('Gehört nicht zu dieser Umfrage.');
    expect(said('/problems/something-new')).toBe('As the server says.');
    expect(said('/problems/constructor')).toBe('As the server says.');
    expect(refusalText(sentences, undefined)).toBe('');
  });
});
