import { useTranslation } from 'react-i18next';
import type {
  NewParticipant,
  Participant,
  ParticipantChange,
  Partnership,
} from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { changesOf, type Errors, looksLikeEmail, orNull, useForm } from '../components/form.ts';
import { toast } from '../components/toast.ts';
import { useVersioned } from '../components/useVersioned.tsx';
import { addParticipant, changeParticipant, useRefresh } from './api.ts';
import { PersonFields, type PersonText } from './PersonFields.tsx';

type Props = {
  partnership: Partnership;
  /** Null: a new person. */
  person: Participant | null;
  /** The party to offer first. */
  partyId?: string;
  onClose: () => void;
  onEnd?: (person: Participant) => Promise<void>;
};

export function PersonDialog({ partnership, person, partyId, onClose, onEnd }: Props) {
  const { t } = useTranslation('partnerships');
  const refresh = useRefresh(partnership.id);
  const addable = partnership.parties.filter((party) => party.can.addPeople);
  const first = addable.find((party) => party.id === partyId) ?? addable.find((party) => party.mine) ?? addable[0];
  const done = async () => {
    onClose();
    await refresh();
  };
  const versioned = useVersioned<Participant, ParticipantChange>({
    record: person ?? ({ version: 0 } as Participant),
    send: (change, version) => changeParticipant(partnership.id, person?.id ?? '', change, version),
    compare: (current, change) => compare(t, current, change),
    onSaved: (saved) => {
      toast(t('people.saved', { name: saved.name }));
      void done();
    },
    onKept: () => void done(),
  });
  const form = useForm<PersonText>({
    values: person ? toText(person) : { ...EMPTY, partyId: first?.id ?? '' },
    check: (values) => {
      const errors: Errors = {};
      if (values.name.trim() === '') errors.name = t('people.check.name');
      if (values.email.trim() !== '' && !looksLikeEmail(values.email)) errors.email = t('people.check.email');
      return errors;
    },
    explain: (error) => (error.type.endsWith('/address-taken') ? { email: error.message } : undefined),
    send: async (values, key) => {
      if (person) {
        const change = changesOf(fromText(toText(person)), fromText(values)) as ParticipantChange;
        if (Object.keys(change).length === 0) onClose();
        else await versioned.save(change);
      } else {
        const { joinedOn, ...rest } = fromText(values);
        const body = { ...rest, partyId: values.partyId, ...(joinedOn ? { joinedOn } : {}) } as NewParticipant;
        const added = await addParticipant(partnership.id, body, key);
        toast(t('people.added', { name: added.name }));
        await done();
      }
    },
  });
  const ending = useForm({
    values: {},
    send: async () => {
      if (person && onEnd) await onEnd(person);
    },
  });
  return (
    <Dialog wide title={person ? t('people.editTitle', { name: person.name }) : t('people.addTitle')} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        <PersonFields form={form} parties={person ? [] : addable} />
        <FormNotes form={form} />
        <div className="acts">
          <Button kind="primary" type="submit" busy={form.busy}>
            {person ? t('common:action.save') : t('people.add')}
          </Button>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        </div>
      </form>
      {person && onEnd && (
        <div className="stack tight apart">
          <p className="sm dim">{t('people.endHint')}</p>
          <FormNotes form={ending} />
          <div>
            <Button kind="danger" busy={ending.busy} onClick={() => void ending.submit()}>
              {t('people.end')}
            </Button>
          </div>
        </div>
      )}
      {versioned.dialog}
    </Dialog>
  );
}

const EMPTY: PersonText = {
  partyId: '',
  name: '',
  email: '',
  role: 'member',
  function: '',
  level: '',
  region: '',
  decides: false,
  language: '',
  joinedOn: '',
};

const toText = (person: Participant): PersonText => ({
  partyId: person.partyId,
  name: person.name,
  email: person.email ?? '',
  role: person.role,
  function: person.function ?? '',
  level: person.level ?? '',
  region: person.region ?? '',
  decides: person.decides,
  language: person.language ?? '',
  joinedOn: person.joinedOn,
});

const fromText = (text: PersonText) => ({
  name: text.name.trim(),
  email: orNull(text.email),
  role: text.role,
  function: orNull(text.function),
  level: orNull(text.level),
  region: orNull(text.region),
  decides: text.decides,
  language: orNull(text.language),
  joinedOn: text.joinedOn || undefined,
});

function compare(t: (key: string) => string, current: Participant, change: ParticipantChange) {
  const shown = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('common:stale.nothing');
    if (typeof value === 'boolean') return t(value ? 'common:stale.yes' : 'common:stale.no');
    return field === 'role' ? t(`common:role.${String(value)}`) : String(value);
  };
  return Object.entries(change)
    .filter(([field, value]) => current[field as keyof Participant] !== value)
    .map(([field, value]) => ({
      label: t(`people.field.${field}`),
      theirs: shown(field, current[field as keyof Participant]),
      mine: shown(field, value),
    }));
}
