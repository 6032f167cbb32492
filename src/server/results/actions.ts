import { createHash, randomBytes } from 'node:crypto';
import type { NewResultsLink, ResultsLink } from '../../domain/results/contract.ts';
import { linkEnd } from '../../domain/results/links.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, invalid, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { record } from '../platform/record.ts';
import type { Scope } from '../platform/scope.ts';
import { findRound, type RoundRow } from '../surveys/queries.ts';
import { linkLetter, mailKey } from './emails.ts';
import { countOpenLinks, emptyLinkMail, endLink, findLink, insertLink } from './queries.ts';

/** More would be a mailing list, not named people. */
const LINKS_MOST = 100;

/** Secrets of links: 256 random bits, kept as a hash only. */
const newToken = () => randomBytes(32).toString('base64url');
export const hashOf = (token: string) => createHash('sha256').update(token).digest();

export async function requireClosed(tx: Tx, scope: Scope, id: string): Promise<RoundRow> {
  const row = await findRound(tx, scope, id);
  if (!row) throw notFound();
  if (row.state !== 'closed') throw conflict('round-not-closed', 'Results can be handed on once the round is closed.');
  return row;
}

const subjectOf = (link: { id: string; name: string }) => ({ type: 'results-link', id: link.id, label: link.name });

/** A link for one named person. Its secret is told once, here, and kept as a hash. */
export async function makeLink(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  round: RoundRow,
  wish: NewResultsLink,
  now: Temporal.Instant,
): Promise<{ link: string; mailed: boolean; made: ResultsLink }> {
  const endsAt = linkEnd(wish.endsOn, wish.timeZone, now);
  if (typeof endsAt === 'string') throw invalid(endsAt, [{ path: 'endsOn', message: endsAt }]);
  if ((await countOpenLinks(tx, scope, round.id, now)) >= LINKS_MOST)
    throw conflict('too-many-links', `There are ${LINKS_MOST} links to these results already; end some first.`);
  const id = newId();
  const token = newToken();
  const name = wish.name.trim();
  const language = wish.language ?? 'en';
  await insertLink(tx, scope, { id, round: round.id, name, language, tokenHash: hashOf(token), endsAt, now });
  const link = `${deps.config.publicUrl}/results#${token}`;
  // Out of a sample no letter goes, so nobody is told of one.
  const { sample } = await listPartyNames(tx, scope);
  if (wish.email && !sample)
    await linkLetter(tx, scope, deps, {
      id,
      name,
      email: wish.email,
      language,
      link,
      round: round.number,
      endsAt,
      timeZone: wish.timeZone,
      now,
    });
  await record(tx, scope, {
    at: now,
    type: 'results-link.made',
    subject: subjectOf({ id, name }),
    after: { round: round.number, endsAt: endsAt.toString() },
  });
  const made = await findLink(tx, scope, round.id, id, now);
  if (!made) throw notFound();
  return { link, mailed: Boolean(wish.email) && !sample && deps.config.smtpUrl !== undefined, made };
}

/** Ends a link, whoever made it. Ending it again changes nothing. */
export async function stopLink(
  tx: Tx,
  scope: Scope,
  round: string,
  id: string,
  now: Temporal.Instant,
): Promise<ResultsLink> {
  const was = await findLink(tx, scope, round, id, now);
  if (!was) throw notFound();
  if (await endLink(tx, scope, id, now)) {
    await emptyLinkMail(tx, scope, mailKey(id));
    await record(tx, scope, { at: now, type: 'results-link.ended', subject: subjectOf(was) });
  }
  return (await findLink(tx, scope, round, id, now)) ?? was;
}
