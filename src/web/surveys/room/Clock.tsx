import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../../domain/common/languages.ts';
import { useFormat } from '../../platform/useFormat.ts';

/** The time, for the last row of the room. */
export function Clock({ closesAt }: { closesAt: string }) {
  const { t } = useTranslation('surveys');
  const format = useFormat();
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 1000);
    return () => clearInterval(timer);
  }, []);
  const today = format.date(now) === format.date(closesAt);
  return (
    <section className="clock" aria-label={t('room.clock')}>
      <time dateTime={now}>{handsOf(now, format.language, format.timeZone)}</time>
      <span className="dim">{t('room.until', { when: today ? format.time(closesAt) : format.moment(closesAt) })}</span>
    </section>
  );
}

/** Without the zone: it is the one in this room. */
const handsOf = (now: string, language: string, timeZone: string) =>
  new Intl.DateTimeFormat(localeOf(language), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(now));
