import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import type { OutboxMail, OutboxMailText, OutboxPage } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { get } from '../platform/http.ts';
import { installationQuery } from '../platform/session.ts';
import { useFormat } from '../platform/useFormat.ts';
import { OutboxReminders } from './OutboxReminders.tsx';

const LOOKS: Record<string, { badge: string; icon: IconName }> = {
  kept: { badge: 'badge', icon: 'mail' },
  queued: { badge: 'badge', icon: 'clock' },
  sent: { badge: 'badge ok', icon: 'check' },
  failed: { badge: 'badge error', icon: 'error' },
};

/** For administrators: the mails of this installation and their text. */
export function Outbox() {
  const { t } = useTranslation('account');
  const format = useFormat();
  const mail = useQuery(installationQuery).data?.mail;
  const [open, setOpen] = useState<OutboxMail | null>(null);
  const outbox = useInfiniteQuery({
    queryKey: ['outbox'],
    queryFn: ({ pageParam, signal }) =>
      get<Static<typeof OutboxPage>>('/outbox', { limit: 25, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  return (
    <div className="stack">
      <p className="sm dim">{t('outbox.intro')}</p>
      {mail === false && <Note>{t('outbox.noServer')}</Note>}
      <OutboxReminders />
      <Loaded query={outbox}>
        {({ pages }) => {
          const mails = pages.flatMap((page) => page.items);
          if (mails.length === 0) return <p className="sm">{t('outbox.none')}</p>;
          return (
            <>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
              <section className="scroll" tabIndex={0} aria-label={t('outbox.caption', { count: mails.length })}>
                <table className="rt">
                  <caption className="vh">{t('outbox.caption', { count: mails.length })}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{t('outbox.subject')}</th>
                      <th scope="col">{t('outbox.to')}</th>
                      <th scope="col">{t('outbox.written')}</th>
                      <th scope="col">{t('outbox.state')}</th>
                      <th scope="col">
                        <span className="vh">{t('outbox.open')}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {mails.map((one) => (
                      <tr key={one.id}>
                        <th scope="row">{one.subject}</th>
                        <td>{one.to}</td>
                        <td className="nowrap">{format.moment(one.createdAt, 'medium')}</td>
                        <td>
                          <span className={LOOKS[one.state]?.badge}>
                            <Icon name={LOOKS[one.state]?.icon ?? 'mail'} />
                            {t(`outbox.states.${one.state}`)}
                          </span>
                          {one.problem && (
                            <small className="under">
                              {one.problem} {t('outbox.attempts', { count: one.attempts })}
                            </small>
                          )}
                        </td>
                        <td className="rowacts">
                          <Button
                            small
                            kind="plain"
                            aria-label={t('outbox.openOf', { subject: one.subject, to: one.to })}
                            onClick={() => setOpen(one)}
                          >
                            {t('outbox.open')}
                          </Button>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
              {outbox.hasNextPage && (
                <div>
                  <Button busy={outbox.isFetchingNextPage} onClick={() => void outbox.fetchNextPage()}>
                    {t('common:action.showMore')}
                  </Button>
                </div>
              )}
            </>
          );
        }}
      </Loaded>
      {open && <Mail mail={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function Mail({ mail, onClose }: { mail: OutboxMail; onClose: () => void }) {
  const { t } = useTranslation('account');
  const text = useQuery({
    queryKey: ['outbox', mail.id],
    queryFn: ({ signal }) => get<OutboxMailText>(`/outbox/${mail.id}`, undefined, signal),
  });
  return (
    <Dialog wide title={mail.subject} onClose={onClose}>
      <p className="sm dim">
        {t('outbox.to')}: {mail.to}
      </p>
      <Loaded query={text}>
        {(full) =>
          full.text ? <pre className="mailtext">{full.text}</pre> : <p className="sm">{t('outbox.noText')}</p>
        }
      </Loaded>
    </Dialog>
  );
}
