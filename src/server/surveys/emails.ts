import type { Instrument } from '../../domain/surveys/instrument.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { moment, wordsIn } from '../platform/i18n.ts';
import { queueMail } from '../platform/mail.ts';
import type { WorkerScope } from '../platform/scope.ts';
import { addressesOf, speakersWithAccount } from './queries.ts';

export const respondLink = (publicUrl: string, round: string, token: string) => `${publicUrl}/r/${round}#${token}`;

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
    invitees: { id: string; name: string; language: string | null; token: string }[];
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
    const facts = {
      partnership,
      items: round.instrument.items.length,
      k: round.k,
      date: moment(round.closesAt, round.timeZone, language),
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
          t('mail.round.promise', facts),
          t('mail.round.open', facts),
        ],
        action: {
          label: t('mail.round.action'),
          link: respondLink(deps.config.publicUrl, round.id, one.token),
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
