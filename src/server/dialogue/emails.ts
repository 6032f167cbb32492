import { listPartyNames } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { asLanguage, list, moment, wordsIn } from '../platform/i18n.ts';
import { queueMail } from '../platform/mail.ts';
import type { WorkerScope } from '../platform/scope.ts';
import { addressesOf } from '../surveys/queries.ts';
import { letterFacts } from './queries.ts';

/**
 * Tells the named people, each in their language. No answer and no reason stands in a mail: those are read on the page,
 * by the named alone.
 */
export async function dialogueLetters(
  tx: Tx,
  scope: WorkerScope,
  deps: Deps,
  given: {
    id: string;
    what: 'invited' | 'consented' | 'opened' | 'ended';
    now: Temporal.Instant;
    /** Whoever did it knows already. */
    except?: string | undefined;
  },
): Promise<void> {
  const { dialogue, people } = await letterFacts(tx, scope, given.id);
  if (!dialogue) return;
  const { partnership } = await listPartyNames(tx, scope);
  const addresses = await addressesOf(tx, scope);
  const nameOf = (id: string | undefined) => people.find((one) => one.id === id)?.name ?? '';
  const decliner = people.find((one) => one.declined_at)?.id;
  const leaver = people.find((one) => one.left_on)?.id;
  for (const one of people) {
    const to = addresses.get(one.id);
    if (!to || one.id === given.except || one.left_on) continue;
    const language = asLanguage(one.language);
    const t = wordsIn(language);
    const facts = {
      partnership,
      caller: nameOf(dialogue.called_by),
      who: nameOf(dialogue.ended_by === 'left' ? leaver : decliner),
      names: list(
        people.map(({ name }) => name),
        language,
      ),
      date: moment(dialogue.closes_at, dialogue.time_zone, language),
    };
    const body =
      given.what === 'ended'
        ? t(`mail.dialogue.ended.${dialogue.ended_by}`, facts)
        : t(`mail.dialogue.${given.what}.body`, facts);
    await queueMail(
      tx,
      scope,
      deps,
      {
        key: `dialogue/${given.id}/${given.what}/${one.id}`,
        to,
        subject: t(`mail.dialogue.${given.what}.subject`, facts),
        paragraphs: [t('mail.hello', { name: one.name }), body, t(`mail.dialogue.${given.what}.rule`, facts)],
        action: {
          label: t(`mail.dialogue.${given.what}.action`),
          link: `${deps.config.publicUrl}/partnerships/${scope.partnership}/listen/dialogues/${given.id}`,
          copy: t('mail.copy'),
        },
        language,
        participant: one.id,
      },
      given.now,
    );
  }
}
