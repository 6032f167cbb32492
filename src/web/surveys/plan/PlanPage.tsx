import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan, PlanChange, PlanWish } from '../../../domain/surveys/plan-contract.ts';
import { Button } from '../../components/Button.tsx';
import { SelectField, TextField } from '../../components/Field.tsx';
import { FormNotes } from '../../components/FormNotes.tsx';
import { type Errors, useForm } from '../../components/form.ts';
import { Note } from '../../components/Note.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Section } from '../../components/Section.tsx';
import { Loaded, Skeleton } from '../../components/Skeleton.tsx';
import { ErrorState } from '../../components/State.tsx';
import { toast } from '../../components/toast.ts';
import { useVersioned } from '../../components/useVersioned.tsx';
import { usePartnership } from '../../partnerships/api.ts';
import { ProblemError } from '../../platform/http.ts';
import { useFormat } from '../../platform/useFormat.ts';
import { useRefreshRounds } from '../api.ts';
import { type Closing, ClosingFields, complete } from '../ClosingFields.tsx';
import { changePlan, setPlan, usePlan, usePlanPreview } from '../calendar-api.ts';
import { useOffered } from '../instruments/api.ts';
import { daysAhead } from '../rounds.ts';
import { EVERYONE, GroupField, nobody, type Whom, WhomFields } from '../WhomFields.tsx';
import { NextDates } from './NextDates.tsx';
import '../surveys.css';
import '../calendar.css';

const MONTHS = [1, 2, 3, 4, 6, 12];

interface Values extends Whom {
  instrument: string;
  first: Closing;
  everyMonths: string;
  openDays: string;
}

function wishOf(values: Values): PlanWish | null {
  const days = Number(values.openDays);
  if (!complete(values.first) || nobody(values) || !Number.isInteger(days) || days < 2 || days > 60) return null;
  return {
    instrument: values.instrument,
    startsOn: values.first.day,
    time: values.first.time,
    timeZone: values.first.timeZone,
    everyMonths: Number(values.everyMonths),
    openDays: days,
    partyIds: values.whom === 'some' ? values.partyIds : null,
    roles: values.roles,
    k: Number(values.k),
  };
}

/** Setting the plan of rounds, or changing it. */
export default function PlanPage() {
  const { id } = useParams({ from: '/inside/partnerships/$id/listen/plan' });
  const plan = usePlan(id);
  return (
    <Loaded query={plan} lines={8}>
      {(found) => <PlanForm key={found.plan?.id ?? 'new'} id={id} plan={found.plan} />}
    </Loaded>
  );
}

function PlanForm({ id, plan }: { id: string; plan: Plan | null }) {
  const { t } = useTranslation(['calendar', 'surveys']);
  const format = useFormat();
  const navigate = useNavigate();
  const partnership = usePartnership(id).data;
  const offered = useOffered(id);
  const refresh = useRefreshRounds(id);
  const today = format.today();
  const leave = async () => {
    await refresh();
    await navigate({ to: '/partnerships/$id/listen', params: { id } });
  };
  const done = async () => {
    toast(t('plan.saved'));
    await leave();
  };
  const shown = (field: keyof PlanWish, value: PlanWish[keyof PlanWish]): string => {
    if (field === 'partyIds') return value === null ? t('plan.all') : t('plan.some');
    if (field === 'roles') return format.list((value as string[]).map((role) => t(`common:role.${role}`)));
    return field === 'startsOn' ? format.day(String(value)) : String(value);
  };
  const versioned = useVersioned<Plan, PlanChange>({
    record: plan ?? ({ version: 0 } as Plan),
    send: (change, version) => changePlan(id, plan?.id ?? '', change, version),
    compare: (current, change) =>
      (Object.keys(change) as (keyof PlanWish)[])
        .filter((field) => JSON.stringify(current[field]) !== JSON.stringify(change[field]))
        .map((field) => ({
          label: t(`plan.field.${field}`),
          theirs: shown(field, current[field]),
          mine: shown(field, change[field] ?? null),
        })),
    onSaved: () => void done(),
    onKept: () => void leave(),
  });
  const form = useForm<Values>({
    values: plan
      ? {
          instrument: plan.instrument,
          whom: plan.partyIds ? 'some' : 'everyone',
          partyIds: plan.partyIds ?? [],
          roles: plan.roles,
          k: String(plan.k),
          first: { day: plan.startsOn, time: plan.time, timeZone: plan.timeZone },
          everyMonths: String(plan.everyMonths),
          openDays: String(plan.openDays),
        }
      : {
          instrument: 'relational',
          ...EVERYONE,
          first: { day: daysAhead(today, 14), time: '09:00', timeZone: format.timeZone },
          everyMonths: '6',
          openDays: '14',
        },
    check: (values) => {
      const errors: Errors = {};
      if (values.whom === 'some' && values.partyIds.length === 0) errors.partyIds = t('surveys:new.partiesMissing');
      if (values.roles.length === 0) errors.roles = t('surveys:new.rolesMissing');
      if (!complete(values.first)) errors.startsOn = t('surveys:closing.incomplete');
      const days = Number(values.openDays);
      if (!Number.isInteger(days) || days < 2 || days > 60) errors.openDays = t('plan.daysWrong');
      return errors;
    },
    send: async (values, key) => {
      const wish = wishOf(values);
      if (!wish) return;
      if (plan) return versioned.save(wish);
      await setPlan(id, wish, key);
      await done();
    },
  });
  const { values } = form;
  const wish = useDeferredValue(useMemo(() => wishOf(values), [values]));
  const months = MONTHS.includes(Number(values.everyMonths)) ? MONTHS : [...MONTHS, Number(values.everyMonths)];

  return (
    <>
      <PageHead
        title={t(plan ? 'plan.changeTitle' : 'plan.setTitle')}
        context={partnership?.name}
        back={
          <Link to="/partnerships/$id/listen" params={{ id }}>
            {t('surveys:listen')}
          </Link>
        }
        intro={<p>{t('plan.intro')}</p>}
      />
      <form className="cols" onSubmit={(event) => void form.submit(event)} noValidate>
        <Section title={t('plan.what')} span={7}>
          <div className="stack">
            <fieldset className="field">
              <legend className="lab">{t('plan.first')}</legend>
              <span className="hint">{t('plan.firstHint')}</span>
              <div className="forms">
                <ClosingFields
                  value={values.first}
                  onChange={(first) => form.set({ first })}
                  earliest={plan ? plan.startsOn : today}
                  errors={{ day: form.errors.startsOn, timeZone: form.errors.timeZone }}
                  ids={{ day: form.id('startsOn'), timeZone: form.id('timeZone') }}
                />
              </div>
            </fieldset>
            <div className="forms">
              <SelectField
                label={t('plan.field.everyMonths')}
                value={values.everyMonths}
                id={form.id('everyMonths')}
                error={form.errors.everyMonths}
                onChange={(everyMonths) => form.set({ everyMonths })}
                options={months.map((count) => ({ value: String(count), label: t('plan.months', { count }) }))}
              />
              <TextField
                type="number"
                label={t('plan.field.openDays')}
                min={2}
                max={60}
                value={values.openDays}
                id={form.id('openDays')}
                error={form.errors.openDays}
                onChange={(openDays) => form.set({ openDays })}
              />
              <SelectField
                label={t('surveys:new.instrument')}
                value={values.instrument}
                id={form.id('instrument')}
                error={form.errors.instrument}
                onChange={(instrument) => form.set({ instrument })}
                options={offered.map((each) => ({
                  value: each.key,
                  label: `${each.title} (${t('surveys:count.items', { count: each.items })})`,
                }))}
              />
            </div>
            <WhomFields id={id} form={form} />
            <GroupField form={form} />
          </div>
        </Section>
        <Section title={t('plan.preview')} span={5}>
          <PreviewOf id={id} wish={wish} />
          <div className="stack tight after">
            <FormNotes form={form} />
            <div className="acts">
              <Button kind="primary" type="submit" busy={form.busy}>
                {t(plan ? 'common:action.save' : 'plan.set')}
              </Button>
              <Link to="/partnerships/$id/listen" params={{ id }} className="btn">
                {t('common:action.cancel')}
              </Link>
            </div>
            <p className="sm dim">{t('plan.shared')}</p>
          </div>
        </Section>
      </form>
      {versioned.dialog}
    </>
  );
}

function PreviewOf({ id, wish }: { id: string; wish: PlanWish | null }) {
  const { t } = useTranslation('calendar');
  const preview = usePlanPreview(id, wish);
  if (!wish) return <p className="sm dim">{t('plan.fill')}</p>;
  if (preview.error instanceof ProblemError && preview.error.status === 400)
    return (
      <Note kind="warn">
        <p>{preview.error.message}</p>
      </Note>
    );
  if (preview.error) return <ErrorState error={preview.error} level={3} retry={() => void preview.refetch()} />;
  if (!preview.data) return <Skeleton lines={4} />;
  const { next, invited, refused } = preview.data;
  return (
    <div className="foretold" aria-live="polite" aria-busy={preview.isFetching}>
      <NextDates title={t('plan.opens')} dates={next.map((one) => one.opens)} timeZone={wish.timeZone} />
      <p className="sm dim">{t('plan.then', { count: wish.openDays })}</p>
      {refused ? (
        <Note kind="warn">
          <p>{t('plan.wouldNot', { reason: refused })}</p>
        </Note>
      ) : (
        <p className="sm">{t('plan.would', { count: invited })}</p>
      )}
    </div>
  );
}
