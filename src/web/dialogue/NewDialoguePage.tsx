import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FEWEST_NAMED, MOST_NAMED } from '../../domain/dialogue/words.ts';
import type { Participant, Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { CheckField, SelectField, TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { orNull, useForm } from '../components/form.ts';
import { Note } from '../components/Note.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Section } from '../components/Section.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { toast } from '../components/toast.ts';
import { useParticipants, usePartnership } from '../partnerships/api.ts';
import { PartyName } from '../partnerships/PartyName.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { type Closing, ClosingFields, closingTime, complete } from '../surveys/ClosingFields.tsx';
import { useOffered } from '../surveys/instruments/api.ts';
import { daysAhead } from '../surveys/rounds.ts';
import { callDialogue, useTakeIn } from './api.ts';
import './dialogue.css';

/** Who is asked by name, what, and until when. */
export default function NewDialoguePage() {
  const { id } = useParams({ from: '/inside/partnerships/$id/listen/dialogues/new' });
  const partnership = usePartnership(id).data;
  const people = useParticipants(id, 'true');
  if (!partnership) return null;
  return (
    <Loaded query={people} lines={8}>
      {(all) => <NewDialogue partnership={partnership} people={all} />}
    </Loaded>
  );
}

interface Values {
  instrument: string;
  title: string;
  participantIds: string[];
  closing: Closing;
}

function NewDialogue({ partnership, people }: { partnership: Partnership; people: readonly Participant[] }) {
  const { t } = useTranslation('dialogue');
  const { id, parties } = partnership;
  const format = useFormat();
  const navigate = useNavigate();
  const takeIn = useTakeIn(id);
  const instruments = useOffered(id);
  const me = partnership.myParticipantId;
  const today = format.today();
  const form = useForm<Values>({
    values: {
      instrument: 'relational',
      title: '',
      participantIds: [me],
      closing: { day: daysAhead(today, 7), time: '17:00', timeZone: format.timeZone },
    },
    check: (values) => {
      const errors: Record<string, string> = {};
      const named = values.participantIds.length;
      if (named < FEWEST_NAMED) errors.participantIds = t('new.few');
      if (named > MOST_NAMED) errors.participantIds = t('new.many', { most: MOST_NAMED });
      if (!complete(values.closing)) errors.closesAt = t('new.noTime');
      return errors;
    },
    send: async ({ instrument, title, participantIds, closing }, key) => {
      const wish = { instrument, title: orNull(title), participantIds, closesAt: closingTime(closing) };
      const dialogue = await callDialogue(id, { ...wish, timeZone: closing.timeZone }, key);
      takeIn(dialogue);
      toast(t('new.done'));
      await navigate({
        to: '/partnerships/$id/listen/dialogues/$dialogueId',
        params: { id, dialogueId: dialogue.id },
      });
    },
  });
  const { values } = form;
  const without = people.filter((person) => person.account !== 'active').length;
  const toggle = (person: string, on: boolean) =>
    form.set({
      participantIds: on ? [...values.participantIds, person] : values.participantIds.filter((one) => one !== person),
    });
  const mayCall = partnership.can.openRound;
  const alone = people.every((person) => person.account !== 'active' || person.id === me);
  let first = true;

  return (
    <>
      <PageHead
        title={t('new.title')}
        context={partnership.name}
        back={
          <Link to="/partnerships/$id/listen" params={{ id }}>
            {t('listen')}
          </Link>
        }
        intro={<p>{t('new.intro')}</p>}
      />
      {!mayCall ? (
        <Note>{t('new.notMine')}</Note>
      ) : (
        <form className="new-dialogue" onSubmit={(event) => void form.submit(event)} noValidate>
          <Section title={t('new.whom')}>
            <div className="stack">
              {alone && <Note>{t('new.nobody')}</Note>}
              {parties.map((party) => {
                const here = people.filter((person) => person.partyId === party.id && person.account === 'active');
                if (here.length === 0) return null;
                return (
                  <fieldset key={party.id} className="field">
                    <legend className="lab">
                      <PartyName party={party} />
                    </legend>
                    <div className="choices columns">
                      {here.map((person) => {
                        const at = !person.me && first ? form.id('participantIds') : undefined;
                        if (at) first = false;
                        return (
                          <CheckField
                            key={person.id}
                            id={at}
                            label={person.me ? t('new.you', { name: person.name }) : person.name}
                            checked={values.participantIds.includes(person.id)}
                            disabled={person.me}
                            onChange={(on) => toggle(person.id, on)}
                          />
                        );
                      })}
                    </div>
                  </fieldset>
                );
              })}
              {form.errors.participantIds && <p className="err">{form.errors.participantIds}</p>}
              {without > 0 && (
                <p className="sm dim">
                  {t('new.without', { count: without })}{' '}
                  <Link to="/partnerships/$id/people" params={{ id }}>
                    {t('new.people')}
                  </Link>
                </p>
              )}
            </div>
          </Section>
          <Section title={t('new.what')}>
            <div className="stack narrow">
              {instruments.length > 1 && (
                <SelectField
                  label={t('new.instrument')}
                  value={values.instrument}
                  onChange={(instrument) => form.set({ instrument })}
                  options={instruments.map((each) => ({ value: each.key, label: each.title }))}
                />
              )}
              <TextField
                label={t('new.name')}
                note={t('optional')}
                hint={t('new.nameHint')}
                value={values.title}
                maxLength={80}
                onChange={(title) => form.set({ title })}
              />
              <fieldset className="field">
                <legend className="lab">{t('new.until')}</legend>
                <span className="hint">{t('new.untilHint')}</span>
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
            </div>
          </Section>
          <div className="stack tight">
            <FormNotes form={form} labels={{ participantIds: t('new.whom') }} />
            <div className="acts">
              <Button kind="primary" type="submit" busy={form.busy}>
                {t('new.ask')}
              </Button>
            </div>
            <p className="sm dim measure">{t('new.after')}</p>
          </div>
        </form>
      )}
    </>
  );
}
