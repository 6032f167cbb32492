import { useTranslation } from 'react-i18next';
import type { Party, PartyChange } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { SelectField, TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { changesOf, type Errors, looksLikeEmail, orNull, useForm } from '../components/form.ts';
import { toast } from '../components/toast.ts';
import { useVersioned } from '../components/useVersioned.tsx';
import { addParty, changeParty, useRefresh } from './api.ts';
import { PartyFields } from './NewPartnershipSteps.tsx';

type Props = { partnershipId: string; onClose: () => void };

/** Changes how a party is called, or invites a further one (`party` null). */
export function PartyDialog({ party, ...props }: Props & { party: Party | null }) {
  return party ? <ChangeParty party={party} {...props} /> : <InviteParty {...props} />;
}

function ChangeParty({ party, partnershipId, onClose }: Props & { party: Party }) {
  const { t } = useTranslation('partnerships');
  const refresh = useRefresh(partnershipId);
  const done = async () => {
    onClose();
    await refresh();
  };
  const versioned = useVersioned<Party, PartyChange>({
    record: party,
    send: (change, version) => changeParty(partnershipId, party.id, change, version),
    compare: (current, change) =>
      Object.entries(change)
        .filter(([field, value]) => current[field as keyof PartyChange] !== value)
        .map(([field, value]) => ({
          label: t(`details.${field}`),
          theirs: current[field as keyof PartyChange] ?? t('common:stale.nothing'),
          mine: value ?? t('common:stale.nothing'),
        })),
    onSaved: (saved) => {
      toast(t('details.partySaved', { name: saved.name }));
      void done();
    },
    onKept: () => void done(),
  });
  const form = useForm({
    values: { organisation: party.organisation, unit: party.unit ?? '', place: party.place ?? '' },
    check: (values) =>
      values.organisation.trim() === '' ? { organisation: t('new.check.organisation') } : ({} as Errors),
    send: async (values) => {
      const { organisation, unit, place } = party;
      const wish = {
        organisation: values.organisation.trim(),
        unit: orNull(values.unit),
        place: orNull(values.place),
      };
      const change = changesOf({ organisation, unit, place }, wish);
      if (Object.keys(change).length === 0) onClose();
      else await versioned.save(change);
    },
  });
  return (
    <Dialog title={t('details.partyTitle', { name: party.name })} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        <PartyFields form={form} path="" value={form.values} onChange={form.set} />
        <FormNotes form={form} />
        <div className="acts">
          <Button kind="primary" type="submit" busy={form.busy}>
            {t('common:action.save')}
          </Button>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        </div>
      </form>
      {versioned.dialog}
    </Dialog>
  );
}

function InviteParty({ partnershipId, onClose }: Props) {
  const { t } = useTranslation('partnerships');
  const refresh = useRefresh(partnershipId);
  const form = useForm({
    values: { organisation: '', unit: '', place: '', person: '', email: '', role: 'lead' as 'lead' | 'sponsor' },
    check: (values) => {
      const errors: Errors = {};
      if (values.organisation.trim() === '') errors.organisation = t('new.check.organisation');
      if (values.person.trim() === '') errors.person = t('new.check.person');
      if (values.email.trim() !== '' && !looksLikeEmail(values.email)) errors.email = t('new.check.email');
      return errors;
    },
    send: async (values, key) => {
      const { organisation, unit, place, person, email, role } = values;
      const body = {
        organisation: organisation.trim(),
        unit: orNull(unit),
        place: orNull(place),
        people: [{ name: person.trim(), email: orNull(email), role }],
      };
      await addParty(partnershipId, body, key);
      toast(t('details.partyAdded', { name: orNull(unit) ?? organisation.trim() }));
      onClose();
      await refresh();
    },
  });
  return (
    <Dialog title={t('details.addPartyTitle')} onClose={onClose}>
      <p className="sm dim">{t('details.addPartyText')}</p>
      <form className="stack" onSubmit={form.submit} noValidate>
        <PartyFields form={form} path="" value={form.values} onChange={form.set} />
        <div className="forms">
          <TextField
            label={t('new.person')}
            id={form.id('person')}
            error={form.errors.person}
            value={form.values.person}
            onChange={(person) => form.set({ person })}
            maxLength={120}
          />
          <TextField
            label={t('new.personEmail')}
            note={t('common:optional')}
            hint={t('new.personEmailHint')}
            type="email"
            id={form.id('email')}
            error={form.errors.email}
            value={form.values.email}
            onChange={(email) => form.set({ email })}
            maxLength={254}
          />
          <SelectField
            label={t('new.personRole')}
            value={form.values.role}
            onChange={(role) => form.set({ role })}
            options={[
              { value: 'lead', label: t('new.roleLead') },
              { value: 'sponsor', label: t('new.roleSponsor') },
            ]}
          />
        </div>
        <FormNotes form={form} />
        <div className="acts">
          <Button kind="primary" type="submit" busy={form.busy}>
            {t('overview.addParty')}
          </Button>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
