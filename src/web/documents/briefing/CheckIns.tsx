import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';
import { Section } from '../../components/Section.tsx';
import { toast } from '../../components/toast.ts';
import { useFormat } from '../../platform/useFormat.ts';
import { ownListQuery } from '../../surveys/instruments/api.ts';
import { checkInsQuery, makeCheckIn, useCheckIns } from './api.ts';

/** Rounds about how well these expectations are kept; and the way to a new one. */
export function CheckIns({ partnership, document, number }: { partnership: string; document: string; number: number }) {
  const { t } = useTranslation('briefing');
  const format = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  const found = useCheckIns(partnership, document).data;
  const [busy, setBusy] = useState(false);
  if (!found) return null;
  const rounds = found.items.flatMap((one) => one.rounds.map((round) => ({ ...round, of: one.number })));
  if (rounds.length === 0 && !found.can.make) return null;
  const begin = async () => {
    setBusy(true);
    try {
      const { instrument } = await makeCheckIn(partnership, document);
      await Promise.all([
        client.invalidateQueries({ queryKey: ownListQuery(partnership).queryKey }),
        client.invalidateQueries({ queryKey: checkInsQuery(partnership, document).queryKey }),
      ]);
      await navigate({
        to: '/partnerships/$id/listen/new',
        params: { id: partnership },
        search: { instrument } as never,
      });
    } catch (error) {
      toast((error as Error).message, { kind: 'error' });
      setBusy(false);
    }
  };
  return (
    <Section title={t('checkIn.title')}>
      <div className="stack tight">
        <p className="sm dim">{t('checkIn.text')}</p>
        {rounds.length > 0 && (
          <ul className="l rows sm">
            {rounds.map((round) => (
              <li key={round.id}>
                <Link to="/partnerships/$id/listen/$roundId" params={{ id: partnership, roundId: round.id }}>
                  {t(`checkIn.${round.state}`, { number: round.number, date: format.date(round.closesAt) })}
                </Link>{' '}
                <span className="dim">{t('checkIn.about', { number: round.of })}</span>
              </li>
            ))}
          </ul>
        )}
        {found.can.make && (
          <p className="acts noprint">
            <Button icon="bubble" busy={busy} onClick={() => void begin()}>
              {t('checkIn.begin', { number })}
            </Button>
          </p>
        )}
      </div>
    </Section>
  );
}
