import { useTranslation } from 'react-i18next';
import type { Role } from '../../domain/partnerships/words.ts';
import { CheckField, ChoiceField, SelectField } from '../components/Field.tsx';
import type { Form } from '../components/form.ts';
import { usePartnership } from '../partnerships/api.ts';
import { PartyName } from '../partnerships/PartyName.tsx';

/** Offered for k; the server refuses anything below its floor. */
const GROUPS = ['4', '5', '6', '8', '10'] as const;
const ROLES: readonly Role[] = ['sponsor', 'lead', 'member', 'facilitator', 'observer'];
export const ASKED: readonly Role[] = ['sponsor', 'lead', 'member'];

export interface Whom {
  whom: 'everyone' | 'some';
  partyIds: string[];
  roles: Role[];
  k: string;
}

export const EVERYONE: Whom = { whom: 'everyone', partyIds: [], roles: [...ASKED], k: '5' };

export const nobody = ({ whom, partyIds, roles }: Whom): boolean =>
  roles.length === 0 || (whom === 'some' && partyIds.length === 0);

/** Which parties and roles a form asks. */
export function WhomFields<V extends Whom>({ id, form }: { id: string; form: Form<V> }) {
  const { t } = useTranslation('surveys');
  const partnership = usePartnership(id).data;
  const { values } = form;
  const set = (change: Partial<Whom>) => form.set(change as Partial<V>);
  const toggle = <T extends string>(list: readonly T[], value: T, on: boolean): T[] =>
    on ? [...list, value] : list.filter((each) => each !== value);
  return (
    <>
      <ChoiceField
        legend={t('new.whom')}
        value={values.whom}
        onChange={(whom) => set({ whom })}
        options={[
          { value: 'everyone', label: t('new.everyParty') },
          { value: 'some', label: t('new.someParties'), hint: t('new.somePartiesHint') },
        ]}
      />
      {values.whom === 'some' && (
        <fieldset className="field">
          <legend className="lab">{t('new.parties')}</legend>
          <div className="choices columns">
            {partnership?.parties.map((party, at) => (
              <CheckField
                key={party.id}
                id={at === 0 ? form.id('partyIds') : undefined}
                label={<PartyName party={party} />}
                checked={values.partyIds.includes(party.id)}
                onChange={(on) => set({ partyIds: toggle(values.partyIds, party.id, on) })}
              />
            ))}
          </div>
          {form.errors.partyIds && <p className="err">{form.errors.partyIds}</p>}
        </fieldset>
      )}
      <fieldset className="field">
        <legend className="lab">{t('new.roles')}</legend>
        <span className="hint">{t('new.rolesHint')}</span>
        <div className="choices columns">
          {ROLES.map((role, at) => (
            <CheckField
              key={role}
              id={at === 0 ? form.id('roles') : undefined}
              label={t(`common:role.${role}`)}
              checked={values.roles.includes(role)}
              onChange={(on) => set({ roles: toggle(values.roles, role, on) })}
            />
          ))}
        </div>
        {form.errors.roles && <p className="err">{form.errors.roles}</p>}
      </fieldset>
    </>
  );
}

/** The smallest group ever shown. */
export function GroupField<V extends Whom>({ form }: { form: Form<V> }) {
  const { t } = useTranslation('surveys');
  const { k } = form.values;
  const offered = (GROUPS as readonly string[]).includes(k) ? GROUPS : [...GROUPS, k];
  return (
    <SelectField
      label={t('new.k')}
      hint={t('new.kHint')}
      value={k}
      id={form.id('k')}
      error={form.errors.k}
      onChange={(value) => form.set({ k: value } as Partial<V>)}
      options={offered.map((each) => ({
        value: each,
        label: t(`new.kOption${each === '5' ? 'Usual' : each === '4' ? 'Least' : ''}`, { k: each }),
      }))}
    />
  );
}
