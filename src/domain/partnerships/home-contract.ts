import Type, { type Static } from 'typebox';
import { Day, Id, Instant, nullable, Prose, words } from '../common/contract.ts';

/* ── Home: what needs me ── */
export const HomeItem = Type.Object({
  /**
   * party-waiting: a party has not come in; no-round-yet: nobody has been asked; results-open: a round closed;
   * needs-shown: others have shown what they need.
   */
  kind: words([
    'party-waiting',
    'no-round-yet',
    'round-open',
    'results-open',
    'action-open',
    'action-late',
    'dialogue-consent',
    'dialogue-answer',
    'dialogue-open',
    'ratify',
    'needs-shown',
    'briefing',
    'briefing-changed',
    'party-leaves',
  ]),
  partnershipId: Id,
  partnership: Type.String(),
  roundId: nullable(Id),
  detail: nullable(Prose()),
  /** Since when. */
  at: Instant,
  due: nullable(Instant),
  /** Of a named dialogue. */
  dialogueId: Type.Optional(Id),
  /** Of a joint text that waits for my yes. */
  documentId: Type.Optional(Id),
  /** Of an action of mine: which, and its day. */
  actionId: Type.Optional(Id),
  dueOn: Type.Optional(Day),
});
/** Newest first. `partnerships`: whether I take part in any; `next`: there are more, of partnerships less recent. */
export const HomeList = Type.Object({
  items: Type.Array(HomeItem),
  /** What my party has left and I spoke for it: its complete copy is kept until then. */
  left: Type.Array(
    Type.Object({ partnershipId: Id, name: Type.String(), party: Type.String(), leftOn: Day, until: Instant }),
  ),
  partnerships: Type.Boolean(),
  next: nullable(Type.String()),
});
export type HomeItem = Static<typeof HomeItem>;
export type HomeList = Static<typeof HomeList>;
