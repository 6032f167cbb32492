import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewRound } from '../../domain/surveys/contract.ts';
import { Button } from '../components/Button.tsx';
import { CheckField, ChoiceField, TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { orNull, useForm } from '../components/form.ts';
import { PageHead } from '../components/PageHead.tsx';
import { Section } from '../components/Section.tsx';
import { toast } from '../components/toast.ts';
import { usePartnership } from '../partnerships/api.ts';
import { useFormat } from '../platform/useFormat.ts';
import { openRound, usePreview, useRefreshRounds } from './api.ts';
import { type Closing, ClosingFields, closingOf, closingTime, complete } from './ClosingFields.tsx';
import { useOffered } from './instruments/api.ts';
import { InstrumentChoice } from './instruments/InstrumentChoice.tsx';
import { LevelField, type Protection } from './LevelField.tsx';
import { PreviewPanel } from './PreviewPanel.tsx';
import { daysAhead } from './rounds.ts';
import { EVERYONE, GroupField, nobody, type Whom, WhomFields } from './WhomFields.tsx';
import './surveys.css';

const WEEKS_OPEN = 2;
/** In a room: closed by hand, at the latest then. */
const HOURS_OPEN = 2;

interface Values extends Whom, Protection {
  instrument: string;
  title: string;
  closing: Closing;
  guess: boolean;
  room: boolean;
}

function wishOf(values: Values): NewRound | null {
  const { closing, roles } = values;
  if (!complete(closing) || nobody(values)) return null;
  return {
    instrument: values.instrument,
    title: orNull(values.title),
    partyIds: values.whom === 'some' ? values.partyIds : null,
    roles,
    closesAt: closingTime(closing),
    timeZone: closing.timeZone,
    k: Number(values.k),
    ...(values.guess ? { guess: true } : {}),
    ...(values.room ? { room: true } : {}),
    ...(values.level ? { level: values.level } : {}),
    ...(values.unsealedDevices ? { unsealedDevices: true } : {}),
  };
}

/** The end of a meeting, at a full or half hour. */
const inHours = (timeZone: string): Closing => {
  const half = 1_800_000;
  return closingOf(new Date((Math.ceil(Date.now() / half) + 2 * HOURS_OPEN) * half).toISOString(), timeZone);
};

/** Opening a round. Everything it would do is told beside the form, before anything is sent. */
export default function NewRoundPage() {
  const { t } = useTranslation(['surveys', 'instruments']);
  const { id } = useParams({ from: '/inside/partnerships/$id/listen/new' });
  const format = useFormat();
  const navigate = useNavigate();
  const partnership = usePartnership(id).data;
  const offered = useOffered(id);
  const refresh = useRefreshRounds(id);
  const today = format.today();
  const inWeeks = { day: daysAhead(today, 7 * WEEKS_OPEN), time: '17:00', timeZone: format.timeZone };
  const form = useForm<Values>({
    values: {
      instrument: new URLSearchParams(location.search).get('instrument') ?? 'relational',
      title: '',
      ...EVERYONE,
      guess: false,
      room: false,
      level: null,
      unsealedDevices: false,
      closing: inWeeks,
    },
    check: (values) => {
      const errors: Record<string, string> = {};
      if (values.whom === 'some' && values.partyIds.length === 0) errors.partyIds = t('new.partiesMissing');
      if (values.roles.length === 0) errors.roles = t('new.rolesMissing');
      if (!complete(values.closing)) errors.closesAt = t('closing.incomplete');
      return errors;
    },
    send: async (values, key) => {
      const wish = wishOf(values);
      if (!wish) return;
      const round = await openRound(id, wish, key);
      await refresh();
      if (!round.room) toast(t('new.done'));
      await navigate({
        to: round.room ? '/partnerships/$id/listen/$roundId/room' : '/partnerships/$id/listen/$roundId',
        params: { id, roundId: round.id },
      });
    },
  });
  const { values } = form;
  const wish = useMemo(() => wishOf(values), [values]);
  // A title changes nothing about who is asked: no need to ask again while it is typed.
  const asked = useDeferredValue(useMemo(() => wish && { ...wish, title: null }, [wish]));
  const preview = usePreview(id, asked);
  const refused = wish ? (preview.data?.refused ?? null) : null;

  return (
    <>
      <PageHead
        title={t('new.title')}
        context={partnership?.name}
        back={
          <Link to="/partnerships/$id/listen" params={{ id }}>
            {t('listen')}
          </Link>
        }
        intro={<p>{t('new.intro')}</p>}
      />
      <form className="cols" onSubmit={(event) => void form.submit(event)} noValidate>
        <Section title={t('new.what')} span={7}>
          <div className="stack">
            <InstrumentChoice
              offered={offered}
              partnership={id}
              value={values.instrument}
              onChange={(instrument) => form.set({ instrument })}
            />
            <div className="forms">
              <TextField
                label={t('new.name')}
                note={t('common:optional')}
                value={values.title}
                maxLength={80}
                onChange={(title) => form.set({ title })}
              />
            </div>
            <WhomFields id={id} form={form} />
            <ChoiceField
              legend={t('room.legend')}
              value={values.room ? 'room' : 'links'}
              onChange={(value) => {
                const room = value === 'room';
                form.set({ room, closing: room ? inHours(values.closing.timeZone) : inWeeks });
              }}
              options={[
                { value: 'links', label: t('room.links'), hint: t('room.linksHint') },
                { value: 'room', label: t('room.together'), hint: t('room.togetherHint') },
              ]}
            />
            <fieldset className="field">
              <legend className="lab">{t('closing.legend')}</legend>
              <span className="hint">{t('closing.hint')}</span>
              <div className="forms">
                <ClosingFields
                  value={values.closing}
                  onChange={(closing) => form.set({ closing })}
                  earliest={today}
                  errors={{ day: form.errors.closesAt, timeZone: form.errors.timeZone }}
                  ids={{ day: form.id('closesAt'), timeZone: form.id('timeZone') }}
                />
              </div>
            </fieldset>
            <GroupField form={form} />
            <CheckField
              label={t('instruments:guess.ask')}
              hint={t('instruments:guess.askHint')}
              checked={values.guess}
              onChange={(guess) => form.set({ guess })}
            />
            <LevelField form={form} preview={preview.data} />
          </div>
        </Section>
        <Section title={t('preview.title')} span={5}>
          <PreviewPanel
            preview={wish && preview}
            timeZone={values.closing.timeZone}
            partnership={id}
            k={Number(values.k)}
          />
          <div className="stack tight after">
            <FormNotes form={form} labels={{ roles: t('new.roles'), partyIds: t('new.parties') }} />
            <div className="acts">
              <Button kind="primary" type="submit" busy={form.busy} unavailable={refused && t('preview.cannot')}>
                {t('new.open')}
              </Button>
            </div>
            {!refused && <p className="sm dim">{t('new.nothingBefore')}</p>}
          </div>
        </Section>
      </form>
    </>
  );
}
