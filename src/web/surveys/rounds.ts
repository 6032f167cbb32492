import type { Round } from '../../domain/surveys/contract.ts';
import { formatMoment } from '../platform/format.ts';

/** "November 2026", the month in which a moment falls for the reader. */
export const monthOf = (moment: string, language: string, timeZone: string, style: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { month: style, year: 'numeric', timeZone }).format(
    new Date(moment),
  );

/** Open rounds first, then the newest. */
export function inOrder(rounds: readonly Round[]): Round[] {
  const rank = (round: Round) => (round.state === 'open' ? 0 : 1);
  return [...rounds].sort((a, b) => rank(a) - rank(b) || b.number - a.number);
}

/** The two newest closed rounds of the instrument that was closed last, for the headline of the list. */
export function newestPair(rounds: readonly Round[]): { latest: Round; before: Round | null } | null {
  const closed = rounds
    .filter((round) => round.state === 'closed' && round.discuss !== null)
    .sort((a, b) => b.number - a.number);
  const latest = closed[0];
  if (!latest) return null;
  const same = closed.filter((round) => round.instrument.key === latest.instrument.key);
  return { latest, before: same[1] ?? null };
}

/** A wall-clock time `days` ahead of today, for the start value of a closing time. */
export function daysAhead(today: string, days: number): string {
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Answers in all, of a closed round: null where one stratum does not tell. */
export function answeredIn(round: Round): number | null {
  return round.strata.reduce<number | null>(
    (sum, stratum) => (sum === null || stratum.answered === null ? null : sum + stratum.answered),
    0,
  );
}

/** To the second, for the moment a snapshot was written: "13 November 2026, 17:00:00 CET". */
export function momentExact(moment: string, language: string, timeZone: string): string {
  const seconds = String(new Date(moment).getUTCSeconds()).padStart(2, '0');
  return formatMoment(moment, language, timeZone).replace(/(\d{2}:\d{2})/, `$1:${seconds}`);
}
