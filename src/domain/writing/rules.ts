import type { RemarkKind, RemarkState } from './words.ts';

/**
 * Remarks: who may do what about them.
 *
 * A comment is resolved by anybody who takes part in the conversation; a suggestion is taken up or not by anybody who
 * works on the text. A challenge is a dissent on record: only an answer by somebody else settles it, and the answer need
 * not agree. It cannot be tidied away; whoever raised it may withdraw it, which stays readable too.
 */
type Said = { kind: RemarkKind; state: RemarkState; by: string };
type Who = { participant: string; writes: boolean };

/** States this person can bring a remark into now. */
export function settlements(remark: Said, who: Who): RemarkState[] {
  const mine = remark.by === who.participant;
  if (remark.state !== 'open') return remark.kind !== 'challenge' && (mine || who.writes) ? ['open'] : [];
  const withdrawn: RemarkState[] = mine ? ['withdrawn'] : [];
  if (remark.kind === 'comment') return mine || who.writes ? ['resolved', ...withdrawn] : withdrawn;
  if (remark.kind === 'suggestion') return who.writes ? ['taken-up', 'not-taken-up', ...withdrawn] : withdrawn;
  return withdrawn;
}

/** What this person says next is the answer that the challenge waits for. */
export const wouldAnswer = (remark: Said, who: Pick<Who, 'participant'>): boolean =>
  remark.kind === 'challenge' && remark.state === 'open' && remark.by !== who.participant;

/** More than anybody reads beside one document. */
export const MOST_REMARKS = 500;
export const MOST_REPLIES = 100;
