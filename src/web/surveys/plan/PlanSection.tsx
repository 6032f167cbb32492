import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../../domain/surveys/plan-contract.ts';
import { Button, buttonClass } from '../../components/Button.tsx';
import { Confirm } from '../../components/Dialog.tsx';
import { Note } from '../../components/Note.tsx';
import { Section } from '../../components/Section.tsx';
import { Loaded } from '../../components/Skeleton.tsx';
import { toast } from '../../components/toast.ts';
import { useFormat } from '../../platform/useFormat.ts';
import { useRefreshRounds } from '../api.ts';
import { changePlan, removePlan, usePlan } from '../calendar-api.ts';
import { NextDates } from './NextDates.tsx';
import '../calendar.css';

/** Rounds over a year: what all parties have planned together, and when the next ones come. */
export function PlanSection({ id }: { id: string }) {
  const { t } = useTranslation('calendar');
  const plan = usePlan(id);
  const may = plan.data?.can.change ?? false;
  return (
    <Section
      title={t('plan.title')}
      more={
        may && (
          <Link to="/partnerships/$id/listen/paper" params={{ id }}>
            {t('paper.link')}
          </Link>
        )
      }
    >
      <Loaded query={plan} lines={3}>
        {(found) =>
          found.plan ? (
            <Planned id={id} plan={found.plan} may={may} />
          ) : (
            <>
              <p className="sm dim narrow">{t(may ? 'plan.none' : 'plan.noneReader')}</p>
              {may && (
                <p className="after">
                  <Link to="/partnerships/$id/listen/plan" params={{ id }} className={buttonClass()}>
                    {t('plan.set')}
                  </Link>
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </Section>
  );
}

function Planned({ id, plan, may }: { id: string; plan: Plan; may: boolean }) {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const refresh = useRefreshRounds(id);
  const [busy, setBusy] = useState(false);
  const [removing, ask] = useState(false);

  const act = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    try {
      await work();
      toast(done);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { kind: 'error' });
    } finally {
      await refresh();
      setBusy(false);
      ask(false);
    }
  };
  const pause = (paused: boolean) =>
    act(() => changePlan(id, plan.id, { paused }, plan.version), t(paused ? 'plan.pausedDone' : 'plan.resumedDone'));

  return (
    <div className="planned">
      <div className="stack tight">
        <p>
          {t('plan.every', { count: plan.everyMonths })} {t('plan.openFor', { count: plan.openDays })}{' '}
          {plan.paused && <span className="badge">{t('plan.paused')}</span>}
        </p>
        <p className="sm dim">
          {t('plan.asks', {
            whom: plan.partyIds ? t('plan.some') : t('plan.all'),
            roles: format.list(plan.roles.map((role) => t(`common:role.${role}`))),
            count: plan.k,
          })}
        </p>
        {plan.skipped && (
          <Note kind="warn">
            <p>
              {t('plan.skipped', { when: format.moment(plan.skipped.at, 'long', plan.timeZone) })} {plan.skipped.reason}
            </p>
          </Note>
        )}
        {may && (
          <div className="acts">
            <Link to="/partnerships/$id/listen/plan" params={{ id }} className={buttonClass(undefined, true)}>
              {t('plan.change')}
            </Link>
            <Button small busy={busy} onClick={() => void pause(!plan.paused)}>
              {t(plan.paused ? 'plan.resume' : 'plan.pause')}
            </Button>
            <Button small kind="danger" onClick={() => ask(true)}>
              {t('plan.remove')}
            </Button>
          </div>
        )}
      </div>
      {plan.paused ? (
        <p className="sm dim">{t('plan.pausedText')}</p>
      ) : (
        <NextDates title={t('plan.next')} dates={plan.next} timeZone={plan.timeZone} />
      )}
      {removing && (
        <Confirm
          title={t('plan.removeTitle')}
          action={t('plan.remove')}
          busy={busy}
          onConfirm={() => void act(() => removePlan(id, plan), t('plan.removed'))}
          onClose={() => ask(false)}
        >
          <p>{t('plan.removeText')}</p>
        </Confirm>
      )}
    </div>
  );
}
