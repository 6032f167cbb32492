import type { Instrument } from '../../domain/surveys/instrument.ts';
import type { Reminder } from '../../domain/surveys/reminders.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { moment, wordsIn } from '../platform/i18n.ts';
import { type Letter, queueMail } from '../platform/mail.ts';
import type { WorkerScope } from '../platform/scope.ts';
import { stopTokenOf, tokenOf } from './ballots.ts';
import { addressesOf, leadsWithAccount, type RoundRow, speakersWithAccount } from './queries.ts';
import { findFingerprints } from './seal-queries.ts';

/** @param key what the page is to hold the key of its ballot box against; undefined: the round is not sealed */
export const respondLink = (publicUrl: string, round: string, token: string, key: string | undefined) =>
  `${publicUrl}/r/${round}#${token}${key ? `.${key}` : ''}`;

export async function roundLetters(
  tx: Tx,
  scope: WorkerScope,
  deps: Deps,
  round: {
    id: string;
    instrument: Instrument;
    k: number;
    closesAt: Temporal.Instant;
    timeZone: string;
    invitees: { id: string; name: string; language: string | null; stratum: string; token: string }[];
    /** Fingerprints by group; undefined: the round is confidential. */
    keys: ReadonlyMap<string, string> | undefined;
    now: Temporal.Instant;
  },
): Promise<void> {
  const { partnership } = await listPartyNames(tx, scope);
  const addresses = await addressesOf(tx, scope);
  for (const one of round.invitees) {
    const to = addresses.get(one.id);
    if (!to) continue;
    const language = one.language ?? 'en';
    const t = wordsIn(language);
    const key = round.keys?.get(one.stratum);
    const facts = {
      partnership,
      items: round.instrument.items.length,
      k: round.k,
      date: moment(round.closesAt, round.timeZone, language),
      key,
    };
    await queueMail(
      tx,
      scope,
      deps,
      {
        key: `round/${round.id}/${one.id}`,
        to,
        subject: t('mail.round.subject', facts),
        paragraphs: [
          t('mail.hello', { name: one.name }),
          t('mail.round.body', facts),
          t(key ? 'mail.round.sealed' : 'mail.round.promise', facts),
          ...(key ? [t('mail.round.key', facts)] : []),
          t('mail.round.open', facts),
        ],
        action: {
          label: t('mail.round.action'),
          link: respondLink(deps.config.publicUrl, round.id, one.token, key),
          copy: t('mail.copy'),
        },
        language,
        round: round.id,
        participant: one.id,
      },
      round.now,
    );
  }
}

/** Everybody with an account is told in the transaction that opens the results: all parties at the same moment. */
export async function resultsLetters(
  tx: Tx,
  scope: WorkerScope,
  deps: Deps,
  round: { id: string; number: number; discuss: number; now: Temporal.Instant },
): Promise<void> {
  const { partnership } = await listPartyNames(tx, scope);
  const addresses = await addressesOf(tx, scope);
  for (const one of await speakersWithAccount(tx, scope)) {
    const to = addresses.get(one.id);
    if (!to) continue;
    const language = one.language ?? 'en';
    const t = wordsIn(language);
    const facts = { partnership, number: round.number, count: round.discuss };
    await queueMail(
      tx,
      scope,
      deps,
      {
        key: `results/${round.id}/${one.id}`,
        to,
        subject: t('mail.results.subject', facts),
        paragraphs: [t('mail.hello', { name: one.name }), t('mail.results.body', facts), t('mail.results.same')],
        action: {
          label: t('mail.results.action'),
          link: `${deps.config.publicUrl}/partnerships/${scope.partnership}/listen/${round.id}`,
          copy: t('mail.copy'),
        },
        language,
        participant: one.id,
      },
      round.now,
    );
  }
}

export const stopLink = (publicUrl: string, round: string, token: string) =>
  `${publicUrl}/api/v1/respond/reminders/${round}/${token}`;

type Reminded = { id: string; name: string; language: string | null; email: string; stratum: string };

/**
 * A reminder for one person, written while it is sent. The same words for those who have not opened their link and, near
 * the end, for everybody: the letter does not say which of the two its reader is.
 */
export async function reminderLetter(
  tx: Tx,
  scope: WorkerScope,
  { config }: Pick<Deps, 'config'>,
  { round, secret, person }: { round: RoundRow; secret: Buffer; person: Reminded },
): Promise<Omit<Letter, 'key'>> {
  const { partnership } = await listPartyNames(tx, scope);
  const key = (await findFingerprints(tx, scope, round.id)).get(person.stratum);
  const language = person.language ?? 'en';
  const t = wordsIn(language);
  const facts = {
    partnership,
    items: round.instrument.items.length,
    k: round.k,
    date: moment(round.closes_at, round.time_zone, language),
  };
  return {
    to: person.email,
    subject: t('mail.reminder.subject', facts),
    paragraphs: [
      t('mail.hello', { name: person.name }),
      t('mail.reminder.body', facts),
      t(key ? 'mail.round.sealed' : 'mail.round.promise', facts),
      t('mail.reminder.ignore', facts),
    ],
    action: {
      label: t('mail.round.action'),
      link: respondLink(config.publicUrl, round.id, tokenOf(secret, round.id, person.id), key),
      copy: t('mail.copy'),
    },
    language,
    stop: {
      label: t('mail.reminder.stop'),
      link: stopLink(config.publicUrl, round.id, stopTokenOf(secret, round.id, person.id)),
    },
  };
}

/** Without a mail server: one for everybody asked, to be handed over. A machine sends nothing here, so none is stopped. */
export async function keptReminders(
  tx: Tx,
  scope: WorkerScope,
  deps: Deps,
  batch: { round: RoundRow; which: Reminder; secret: Buffer; people: Reminded[]; now: Temporal.Instant },
): Promise<void> {
  const { round, which, secret } = batch;
  for (const person of batch.people) {
    const { stop: _, ...letter } = await reminderLetter(tx, scope, deps, { round, secret, person });
    const key = `reminder/${round.id}/${which}/${person.id}`;
    await queueMail(tx, scope, deps, { ...letter, key, round: round.id }, batch.now);
  }
}

/** A date of the plan passed without a round: those who can do something about it are told, of all parties. */
export async function skippedLetters(
  tx: Tx,
  scope: WorkerScope,
  deps: Deps,
  skipped: { plan: string; due: Temporal.Instant; next: Temporal.Instant; timeZone: string; now: Temporal.Instant },
): Promise<void> {
  const { partnership } = await listPartyNames(tx, scope);
  const addresses = await addressesOf(tx, scope);
  for (const one of await leadsWithAccount(tx, scope)) {
    const to = addresses.get(one.id);
    if (!to) continue;
    const language = one.language ?? 'en';
    const t = wordsIn(language);
    const facts = {
      partnership,
      due: moment(skipped.due, skipped.timeZone, language),
      next: moment(skipped.next, skipped.timeZone, language),
    };
    await queueMail(
      tx,
      scope,
      deps,
      {
        key: `skipped/${skipped.plan}/${skipped.due.epochMilliseconds}/${one.id}`,
        to,
        subject: t('mail.skipped.subject', facts),
        paragraphs: [t('mail.hello', { name: one.name }), t('mail.skipped.body', facts), t('mail.skipped.next', facts)],
        action: {
          label: t('mail.skipped.action'),
          link: `${deps.config.publicUrl}/partnerships/${scope.partnership}/listen`,
          copy: t('mail.copy'),
        },
        language,
        participant: one.id,
      },
      skipped.now,
    );
  }
}
