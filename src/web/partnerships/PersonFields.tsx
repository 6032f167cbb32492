import { useTranslation } from 'react-i18next';
import type { Party } from '../../domain/partnerships/contract.ts';
import { ROLES } from '../../domain/partnerships/words.ts';
import { CheckField, SelectField, TextField } from '../components/Field.tsx';
import type { Form } from '../components/form.ts';
import { LANGUAGE_NAMES } from '../platform/languages.ts';

export type PersonText = {
  partyId: string;
  name: string;
  email: string;
  role: string;
  function: string;
  level: string;
  region: string;
  decides: boolean;
  language: string;
  joinedOn: string;
};

/** The fields of a person. `parties`: those to choose from; with one or none the choice is left out. */
export function PersonFields({ form, parties }: { form: Form<PersonText>; parties: readonly Party[] }) {
  const { t } = useTranslation('partnerships');
  const { values, errors, id, set } = form;
  const optional = t('common:optional');
  return (
    <div className="forms">
      {parties.length > 1 && (
        <SelectField
          label={t('people.party')}
          id={id('partyId')}
          value={values.partyId}
          onChange={(partyId) => set({ partyId })}
          options={parties.map((party) => ({ value: party.id, label: party.name }))}
        />
      )}
      <TextField
        label={t('people.field.name')}
        id={id('name')}
        error={errors.name}
        value={values.name}
        onChange={(name) => set({ name })}
        maxLength={120}
        autoComplete="off"
      />
      <TextField
        label={t('people.field.email')}
        note={optional}
        hint={t('people.field.emailHint')}
        type="email"
        id={id('email')}
        error={errors.email}
        value={values.email}
        onChange={(email) => set({ email })}
        maxLength={254}
        autoComplete="off"
      />
      <SelectField
        label={t('people.field.role')}
        id={id('role')}
        error={errors.role}
        value={values.role}
        onChange={(role) => set({ role })}
        options={ROLES.map((role) => ({ value: role as string, label: t(`common:role.${role}`) }))}
      />
      <TextField
        label={t('people.field.function')}
        note={optional}
        hint={t('people.field.functionHint')}
        id={id('function')}
        error={errors.function}
        value={values.function}
        onChange={(value) => set({ function: value })}
        maxLength={80}
      />
      <TextField
        label={t('people.field.level')}
        note={optional}
        id={id('level')}
        error={errors.level}
        value={values.level}
        onChange={(level) => set({ level })}
        maxLength={80}
      />
      <TextField
        label={t('people.field.region')}
        note={optional}
        id={id('region')}
        error={errors.region}
        value={values.region}
        onChange={(region) => set({ region })}
        maxLength={80}
      />
      <SelectField
        label={t('people.field.language')}
        id={id('language')}
        value={values.language}
        onChange={(language) => set({ language })}
        options={[
          { value: '', label: t('people.field.languageNone') },
          ...Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label })),
        ]}
      />
      <TextField
        label={t('people.field.joinedOn')}
        note={optional}
        hint={t('people.field.joinedHint')}
        type="date"
        id={id('joinedOn')}
        error={errors.joinedOn}
        value={values.joinedOn}
        onChange={(joinedOn) => set({ joinedOn })}
      />
      <div className="full">
        <CheckField
          label={t('people.field.decides')}
          id={id('decides')}
          checked={values.decides}
          onChange={(decides) => set({ decides })}
        />
      </div>
    </div>
  );
}
