import { KEPT_DAYS } from '../../domain/parting/rules.ts';
import { speaksFor } from '../../domain/partnerships/rules.ts';
import type { Role } from '../../domain/partnerships/words.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { asLanguage, day, wordsIn } from '../platform/i18n.ts';
import { queueMail } from '../platform/mail.ts';
import type { WorkerScope } from '../platform/scope.ts';
import { peopleToTell } from './queries.ts';

/** Everybody on all sides is told, by one transaction: also those whose party it is, and of the end those who had spoken for it. */
export async function partingLetters(
  tx: Tx,
  scope: WorkerScope,
  deps: Deps,
  given: {
    id: string;
    what: 'leaving' | 'staying' | 'left';
    party: string;
    leavesOn: string;
    timeZone: string;
    words?: string | null;
    now: Temporal.Instant;
  },
): Promise<void> {
  const { partnership, parties } = await listPartyNames(tx, scope);
  const party = parties.find((one) => one.id === given.party)?.name ?? '';
  for (const one of await peopleToTell(tx, scope, given.party)) {
    const own = one.party_id === given.party;
    if (given.what === 'left' && own && !speaksFor(one.role as Role)) continue;
    const language = asLanguage(one.language);
    const t = wordsIn(language);
    const date = `${day(given.leavesOn, language)} (${given.timeZone})`;
    const facts = { partnership, party, date, days: KEPT_DAYS };
    const gone = given.what === 'left' && own;
    await queueMail(
      tx,
      scope,
      deps,
      {
        key: `parting/${given.id}/${given.what}/${one.id}`,
        to: one.email,
        subject: t(`mail.parting.${given.what}.subject`, facts),
        paragraphs: [
          t('mail.hello', { name: one.name }),
          t(`mail.parting.${given.what}.body`, facts),
          ...(given.words ? [`“${given.words}”`] : []),
          gone ? t('mail.parting.left.kept', facts) : t(`mail.parting.${given.what}.rule`, facts),
        ],
        action: {
          label: t('mail.parting.open'),
          link: gone ? `${deps.config.publicUrl}/` : `${deps.config.publicUrl}/partnerships/${scope.partnership}`,
          copy: t('mail.copy'),
        },
        language,
        participant: one.id,
      },
      given.now,
    );
  }
}
