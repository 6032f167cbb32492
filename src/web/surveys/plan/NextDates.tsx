import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../platform/useFormat.ts';

/** Moments as the plan's zone shows them, and under each, where it differs, as the reader's does. */
export function NextDates({ title, dates, timeZone }: { title: string; dates: readonly string[]; timeZone: string }) {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const id = useId();
  return (
    <div className="next-dates">
      <p className="sm dim" id={id}>
        {title}
      </p>
      <ol className="l" aria-labelledby={id}>
        {dates.map((date) => {
          const [there, here] = [format.moment(date, 'long', timeZone), format.moment(date)];
          return (
            <li key={date}>
              <time dateTime={date}>{there}</time>
              {here !== there && <span className="sm dim">{t('plan.yours', { when: here })}</span>}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
