import { useTranslation } from 'react-i18next';
import { KINDS, STATUSES } from '../../domain/partnerships/words.ts';
import { Button } from '../components/Button.tsx';
import { ChoiceField, SelectField, TextField } from '../components/Field.tsx';
import type { Form } from '../components/form.ts';
import { type Draft, emptyPartner, type Partner } from './newPartnership.ts';

type StepProps = { form: Form<Draft> };

export function WhoAreYou({ form }: StepProps) {
  const { t } = useTranslation('partnerships');
  const { mine } = form.values;
  const set = (change: Partial<Draft['mine']>) => form.set({ mine: { ...mine, ...change } });
  return (
    <>
      <PartyFields form={form} path="mine" value={mine} onChange={set} />
      <ChoiceField
        legend={t('new.myRole')}
        id={form.id('mine.role')}
        value={mine.role}
        onChange={(role) => set({ role })}
        options={[
          { value: 'lead', label: t('new.roleLead'), hint: t('new.roleLeadHint') },
          { value: 'sponsor', label: t('new.roleSponsor'), hint: t('new.roleSponsorHint') },
        ]}
      />
    </>
  );
}

export function WhoIsYourPartner({ form }: StepProps) {
  const { t } = useTranslation('partnerships');
  const { others } = form.values;
  const set = (at: number, change: Partial<Partner>) =>
    form.set({ others: others.map((other, index) => (index === at ? { ...other, ...change } : other)) });
  return (
    <>
      {others.map((other, at) => (
        <fieldset key={other.key} className="party-block">
          <legend className={others.length === 1 ? 'vh' : 'lab'}>
            <b>{other.organisation.trim() || t('new.partner', { number: at + 1 })}</b>
          </legend>
          <PartyFields form={form} path={`others.${at}`} value={other} onChange={(change) => set(at, change)} />
          <div className="forms">
            <TextField
              label={t('new.person')}
              id={form.id(`others.${at}.person`)}
              error={form.errors[`others.${at}.person`]}
              value={other.person}
              onChange={(person) => set(at, { person })}
              maxLength={120}
            />
            <TextField
              label={t('new.personEmail')}
              note={t('common:optional')}
              hint={t('new.personEmailHint')}
              type="email"
              id={form.id(`others.${at}.email`)}
              error={form.errors[`others.${at}.email`]}
              value={other.email}
              onChange={(email) => set(at, { email })}
              maxLength={254}
            />
            <SelectField
              label={t('new.personRole')}
              value={other.role}
              onChange={(role) => set(at, { role })}
              options={[
                { value: 'lead', label: t('new.roleLead') },
                { value: 'sponsor', label: t('new.roleSponsor') },
              ]}
            />
          </div>
          {others.length > 1 && (
            <div>
              <Button
                small
                kind="plain"
                aria-label={t('new.removePartnerOf', { name: other.organisation || at + 1 })}
                onClick={() => form.set({ others: others.filter((_, index) => index !== at) })}
              >
                {t('new.removePartner')}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      {others.length < 7 && (
        <div>
          <Button
            kind="plain"
            icon="plus"
            onClick={() =>
              form.set({ others: [...others, emptyPartner(Math.max(...others.map((other) => other.key)) + 1)] })
            }
          >
            {t('new.addPartner')}
          </Button>
        </div>
      )}
    </>
  );
}

export function WhatKind({ form }: StepProps) {
  const { t } = useTranslation('partnerships');
  const { values, errors, id, set } = form;
  return (
    <>
      <TextField
        label={t('new.name')}
        hint={t('new.nameHint')}
        id={id('name')}
        error={errors.name}
        value={values.name}
        onChange={(name) => set({ name })}
        maxLength={120}
      />
      <ChoiceField
        legend={t('details.kind')}
        id={id('kind')}
        error={errors.kind}
        value={values.kind}
        onChange={(kind) => set({ kind })}
        options={KINDS.map((value) => ({ value, label: t(`common:kind.${value}`) }))}
        columns
      />
      <div className="forms">
        <SelectField
          label={t('new.status')}
          id={id('status')}
          value={values.status}
          onChange={(status) => set({ status })}
          options={STATUSES.map((value) => ({ value, label: t(`common:status.${value}`) }))}
        />
        <TextField
          label={t('new.startedOn')}
          note={t('common:optional')}
          type="date"
          id={id('startedOn')}
          error={errors.startedOn}
          value={values.startedOn}
          onChange={(startedOn) => set({ startedOn })}
        />
      </div>
    </>
  );
}

type PartyText = { organisation: string; unit: string; place: string };

/** Organisation, unit and place: what makes a party. */
export function PartyFields<V>({
  form,
  path,
  value,
  onChange,
}: {
  form: Form<V>;
  path: string;
  value: PartyText;
  onChange: (change: Partial<PartyText>) => void;
}) {
  const { t } = useTranslation('partnerships');
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  return (
    <div className="forms">
      <TextField
        label={t('new.organisation')}
        id={form.id(at('organisation'))}
        error={form.errors[at('organisation')]}
        value={value.organisation}
        onChange={(organisation) => onChange({ organisation })}
        maxLength={120}
        autoComplete="organization"
      />
      <TextField
        label={t('new.unit')}
        note={t('common:optional')}
        hint={t('new.unitHint')}
        id={form.id(at('unit'))}
        error={form.errors[at('unit')]}
        value={value.unit}
        onChange={(unit) => onChange({ unit })}
        maxLength={120}
      />
      <TextField
        label={t('new.place')}
        note={t('common:optional')}
        id={form.id(at('place'))}
        error={form.errors[at('place')]}
        value={value.place}
        onChange={(place) => onChange({ place })}
        maxLength={80}
      />
    </div>
  );
}
