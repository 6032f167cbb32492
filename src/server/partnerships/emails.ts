import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { moment, wordsIn } from '../platform/i18n.ts';
import { queueMail } from '../platform/mail.ts';
import type { Scope } from '../platform/scope.ts';
import type { ParticipantRow } from './participant-queries.ts';
import { findPartnership } from './queries.ts';

export async function invitationLetter(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  given: {
    row: ParticipantRow & { email: string };
    id: string;
    link: string;
    expiresAt: Temporal.Instant;
    now: Temporal.Instant;
  },
): Promise<void> {
  const partnership = await findPartnership(tx, scope);
  if (!partnership) return;
  const partyOf = (id: string) => partnership.parties.find((party) => party.id === id)?.name ?? '';
  const language = given.row.language ?? 'en';
  const t = wordsIn(language);
  const facts = {
    inviter: scope.name,
    party: partyOf(scope.party),
    partnership: partnership.name,
    myParty: partyOf(given.row.party_id),
    role: t(`mail.roles.${given.row.role}`),
    date: moment(given.expiresAt, 'UTC', language),
  };
  await queueMail(
    tx,
    scope,
    deps,
    {
      key: `invitation/${given.id}`,
      to: given.row.email,
      subject: t('mail.invitation.subject', facts),
      paragraphs: [
        t('mail.hello', { name: given.row.name }),
        t('mail.invitation.body', facts),
        t('mail.invitation.expires', facts),
      ],
      action: { label: t('mail.invitation.action'), link: given.link, copy: t('mail.copy') },
      language,
      participant: given.row.id,
    },
    given.now,
  );
}
