import type { Reminder } from '../../domain/delivery/rules.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { day, wordsIn } from '../platform/i18n.ts';
import { queueMail } from '../platform/mail.ts';
import type { WorkerScope } from '../platform/scope.ts';

export async function reminderLetter(
  tx: Tx,
  scope: WorkerScope,
  deps: Deps,
  action: {
    id: string;
    text: string;
    dueOn: string;
    ownerId: string;
    name: string;
    email: string;
    language: string | null;
    kind: Reminder;
    now: Temporal.Instant;
  },
): Promise<void> {
  const { partnership } = await listPartyNames(tx, scope);
  const language = action.language ?? 'en';
  const t = wordsIn(language);
  const facts = { partnership, action: action.text, date: day(action.dueOn, language) };
  await queueMail(
    tx,
    scope,
    deps,
    {
      // A new day or a new owner is another reminder.
      key: `action/${action.id}/${action.kind}/${action.dueOn}/${action.ownerId}`,
      to: action.email,
      subject: t(`mail.action.${action.kind}.subject`, facts),
      paragraphs: [
        t('mail.hello', { name: action.name }),
        t(`mail.action.${action.kind}.body`, facts),
        t('mail.action.change'),
      ],
      action: {
        label: t('mail.action.open'),
        link: `${deps.config.publicUrl}/partnerships/${scope.partnership}/deliver?owner=me`,
        copy: t('mail.copy'),
      },
      language,
      participant: action.ownerId,
    },
    action.now,
  );
}
