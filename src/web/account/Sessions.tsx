import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { toast } from '../components/toast.ts';
import { currentSession, endOtherSessions, endSession, listSessions } from '../platform/session.ts';
import { useFormat } from '../platform/useFormat.ts';
import { deviceOf } from './device.ts';

const KEY = ['account', 'sessions'];

/** Every place with an open session, and the way to end it from here. */
export function Sessions() {
  const { t } = useTranslation('account');
  const format = useFormat();
  const client = useQueryClient();
  const sessions = useQuery({
    queryKey: KEY,
    queryFn: async () => {
      const [all, current] = await Promise.all([listSessions(), currentSession()]);
      return all
        .map((one) => ({ ...one, here: one.id === current?.session.id }))
        .sort((a, b) => Number(b.here) - Number(a.here) || (a.updatedAt < b.updatedAt ? 1 : -1));
    },
  });
  const end = async (work: () => Promise<unknown>, said: string) => {
    try {
      await work();
      toast(said);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { kind: 'error' });
    }
    await client.invalidateQueries({ queryKey: KEY });
  };
  return (
    <Loaded query={sessions} lines={2}>
      {(list) => (
        <div className="stack">
          <ul className="l rows">
            {list.map((session) => {
              const { browser, system } = deviceOf(session.userAgent ?? '');
              const device = browser
                ? t('settings.deviceOn', { browser, system: system ?? t('settings.unknownDevice') })
                : t('settings.unknownDevice');
              return (
                <li key={session.id} className="lineitem">
                  <span>
                    {device} {session.here && <span className="badge ok">{t('settings.sessionThis')}</span>}
                    <small className="under">
                      {t('settings.sessionSince', {
                        moment: format.moment(new Date(session.createdAt).toISOString(), 'medium'),
                      })}
                    </small>
                  </span>
                  {!session.here && (
                    <Button
                      small
                      kind="plain"
                      aria-label={t('settings.endSessionOf', { device })}
                      onClick={() => void end(() => endSession(session.token), t('settings.sessionEnded'))}
                    >
                      {t('settings.endSession')}
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
          {list.length > 1 && (
            <div>
              <Button onClick={() => void end(endOtherSessions, t('settings.sessionsEnded'))}>
                {t('settings.endAll')}
              </Button>
            </div>
          )}
        </div>
      )}
    </Loaded>
  );
}
