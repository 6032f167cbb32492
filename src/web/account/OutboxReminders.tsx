import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OutboxReminder } from '../../domain/partnerships/contract.ts';
import { get } from '../platform/http.ts';
import { useFormat } from '../platform/useFormat.ts';

/** Reminders that were made. To whom they went is kept nowhere: it would tell who has opened their link. */
export function OutboxReminders() {
  const { t } = useTranslation('account');
  const format = useFormat();
  const reminders = useQuery({
    queryKey: ['outbox', 'reminders'],
    queryFn: ({ signal }) => get<{ items: OutboxReminder[] }>('/outbox/reminders', undefined, signal),
  });
  const all = reminders.data?.items ?? [];
  if (all.length === 0) return null;
  return (
    <section className="stack tight" aria-labelledby="h-reminders">
      <h3 id="h-reminders">{t('outbox.reminders')}</h3>
      <p className="sm dim narrow">{t('outbox.remindersText')}</p>
      <ul className="l rows">
        {all.map((one) => (
          <li key={`${one.partnership}/${one.round}/${one.which}/${one.createdAt}`}>
            <p>
              {t(`outbox.reminder.${one.which}`, {
                partnership: one.partnership,
                number: one.round,
                count: one.people,
              })}{' '}
              <span className="sm dim">{format.moment(one.createdAt, 'medium')}</span>
            </p>
            {one.problem && <p className="sm">{t('outbox.remindersWait', { problem: one.problem })}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
