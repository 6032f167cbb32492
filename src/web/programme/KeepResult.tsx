import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answers, ITEMS, scoreOf, standingOf } from '../../domain/programme/assessment.ts';
import type { Programme } from '../../domain/programme/contract.ts';
import { Button } from '../components/Button.tsx';
import { Field, SelectField, TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { Section } from '../components/Section.tsx';
import { toast } from '../components/toast.ts';
import { usePartnerships } from '../partnerships/api.ts';
import { useFormat } from '../platform/useFormat.ts';
import { keepAssessment, removeAssessment, startProgramme, useRefreshProgrammes } from './api.ts';
import { Strip } from './Strip.tsx';

const ANOTHER = 'another';

/** A result brought along: for which organisation, and of which day. Nothing is stored before this is sent. */
export function KeepResult({
  answers,
  programmes,
  chosen,
  onDone,
}: {
  answers: Answers;
  programmes: readonly Programme[];
  chosen: Programme | undefined;
  /** Kept in this programme, or not kept. */
  onDone: (programme?: string) => void;
}) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const refresh = useRefreshProgrammes();
  const names = useId();
  const known = useMyParties();
  const form = useForm({
    values: { programme: chosen?.id ?? ANOTHER, organisation: '', takenOn: format.today() },
    check: (values) => ({
      ...(values.programme === ANOTHER && values.organisation.trim() === ''
        ? { organisation: t('check.organisation') }
        : {}),
      ...(values.takenOn === '' ? { takenOn: t('check.takenOn') } : {}),
    }),
    explain: (error) => (error.type === '/problems/name-taken' ? { organisation: error.message } : undefined),
    send: async (values, key) => {
      const programme =
        programmes.find((one) => one.id === values.programme) ??
        (await startProgramme({ organisation: values.organisation.trim() }, `${key}-programme`));
      const kept = await keepAssessment(programme.id, { answers, takenOn: values.takenOn }, key);
      await refresh();
      onDone(programme.id);
      toast(t('keep.done', { organisation: programme.organisation }), {
        undo: async () => {
          await removeAssessment(programme.id, kept.id);
          await refresh();
        },
      });
    },
  });
  const fresh = form.values.programme === ANOTHER;
  return (
    <Section title={t('keep.title')}>
      <form className="stack keep" onSubmit={form.submit} noValidate>
        <p>
          <b>{t('score', { score: scoreOf(answers), of: ITEMS.length })}.</b> {t(`standing.${standingOf(answers)}`)}.{' '}
          <span className="dim">{t('keep.text')}</span>
        </p>
        <Strip answers={answers} />
        <div className="forms">
          {programmes.length > 0 && (
            <SelectField
              label={t('field.programme')}
              value={form.values.programme}
              onChange={(programme) => form.set({ programme })}
              options={[
                ...programmes.map((one) => ({ value: one.id, label: one.organisation })),
                { value: ANOTHER, label: t('another') },
              ]}
            />
          )}
          {fresh && (
            <Field label={t('field.organisation')} id={form.id('organisation')} error={form.errors.organisation}>
              {(ids) => (
                <>
                  <input
                    type="text"
                    className="inp"
                    {...ids}
                    value={form.values.organisation}
                    onChange={(event) => form.set({ organisation: event.currentTarget.value })}
                    list={names}
                    autoComplete="organization"
                    maxLength={120}
                  />
                  <datalist id={names}>
                    {known.map((name) => (
                      <option key={name} value={name} />
                    ))}
                  </datalist>
                </>
              )}
            </Field>
          )}
          <TextField
            label={t('field.takenOn')}
            id={form.id('takenOn')}
            error={form.errors.takenOn}
            type="date"
            max={format.today()}
            value={form.values.takenOn}
            onChange={(takenOn) => form.set({ takenOn })}
          />
        </div>
        <FormNotes form={form} />
        <div className="acts">
          <Button kind="primary" type="submit" busy={form.busy}>
            {t('keep.action')}
          </Button>
          <Button kind="plain" onClick={() => onDone()}>
            {t('keep.discard')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

/** Names of the parties I am in: likely names of my organisation. */
function useMyParties(): string[] {
  const cards = usePartnerships().data ?? [];
  return [...new Set(cards.flatMap((card) => card.parties.filter((one) => one.mine).map((one) => one.name)))].sort();
}
