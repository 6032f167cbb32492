import type { ReportLanguage } from '../../domain/results/words.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { moment, wordsIn } from '../platform/i18n.ts';
import { queueMail } from '../platform/mail.ts';
import type { Scope } from '../platform/scope.ts';

export const mailKey = (link: string) => `results-link/${link}`;

export async function linkLetter(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  given: {
    id: string;
    name: string;
    email: string;
    language: ReportLanguage;
    link: string;
    round: number;
    endsAt: Temporal.Instant;
    timeZone: string;
    now: Temporal.Instant;
  },
): Promise<void> {
  const { partnership, parties } = await listPartyNames(tx, scope);
  const t = wordsIn(given.language);
  const facts = {
    sender: scope.name,
    party: parties.find((party) => party.id === scope.party)?.name ?? '',
    partnership,
    round: given.round,
    // A moment before midnight, so that the day named is the last one it works.
    date: moment(given.endsAt.subtract({ minutes: 1 }), given.timeZone, given.language),
  };
  await queueMail(
    tx,
    scope,
    deps,
    {
      key: mailKey(given.id),
      to: given.email,
      subject: t('mail.resultsLink.subject', facts),
      paragraphs: [
        t('mail.hello', { name: given.name }),
        t('mail.resultsLink.body', facts),
        t('mail.resultsLink.expires', facts),
      ],
      action: { label: t('mail.resultsLink.action'), link: given.link, copy: t('mail.copy') },
      language: given.language,
    },
    given.now,
  );
}
