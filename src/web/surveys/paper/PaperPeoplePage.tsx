import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperPerson } from '../../../domain/surveys/paper-contract.ts';
import { CheckField, TextField } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Section } from '../../components/Section.tsx';
import { Loaded } from '../../components/Skeleton.tsx';
import { toast } from '../../components/toast.ts';
import { usePartnership } from '../../partnerships/api.ts';
import { choosePaper, paperPeopleKey, usePaperPeople } from '../calendar-api.ts';
import '../surveys.css';
import '../calendar.css';

/** Fewer than this on paper, and whoever enters the sheets may guess whose is whose. */
const FEW = 4;

/** Who of my own party gets a sheet of paper instead of a link, from the next round on. */
export default function PaperPeoplePage() {
  const { t } = useTranslation(['calendar', 'surveys']);
  const { id } = useParams({ from: '/inside/partnerships/$id/listen/paper' });
  const partnership = usePartnership(id).data;
  const people = usePaperPeople(id);
  return (
    <>
      <PageHead
        title={t('paper.whoTitle')}
        context={partnership?.name}
        back={
          <Link to="/partnerships/$id/listen" params={{ id }}>
            {t('surveys:listen')}
          </Link>
        }
        intro={<p>{t('paper.whoIntro')}</p>}
      />
      <Loaded query={people} lines={6}>
        {(all) => <Choices id={id} people={all} />}
      </Loaded>
    </>
  );
}

function Choices({ id, people }: { id: string; people: readonly PaperPerson[] }) {
  const { t } = useTranslation('calendar');
  const client = useQueryClient();
  const [find, setFind] = useState('');
  // What was ticked shows at once; the server hears of it meanwhile.
  const [ticked, tick] = useState<Record<string, boolean>>({});
  const isOn = (one: PaperPerson) => ticked[one.participantId] ?? one.paper;
  const on = people.filter(isOn).length;
  const shown = people.filter((one) => one.name.toLocaleLowerCase().includes(find.trim().toLocaleLowerCase()));

  const choose = async (person: PaperPerson, paper: boolean) => {
    const { participantId } = person;
    tick((before) => ({ ...before, [participantId]: paper }));
    try {
      await choosePaper(id, participantId, paper);
      client.setQueryData<PaperPerson[]>(paperPeopleKey(id), (before) =>
        before?.map((one) => (one.participantId === participantId ? { ...one, paper } : one)),
      );
    } catch (error) {
      tick((before) => ({ ...before, [participantId]: !paper }));
      toast(error instanceof Error ? error.message : String(error), { kind: 'error' });
    }
  };
  return (
    <div className="cols">
      <Section title={t('paper.yourPeople')} aside={t('paper.onPaper', { count: on })} span={7}>
        {people.length > 12 && (
          <div className="narrow">
            <TextField type="search" label={t('paper.find')} value={find} onChange={setFind} />
          </div>
        )}
        <ul className="l rows choices-list">
          {shown.map((person) => (
            <li key={person.participantId}>
              <CheckField
                label={person.name}
                hint={t(`common:role.${person.role}`)}
                checked={isOn(person)}
                onChange={(paper) => void choose(person, paper)}
              />
            </li>
          ))}
        </ul>
        {shown.length === 0 && <p className="sm dim">{t('paper.nobodyFound')}</p>}
      </Section>
      <Section title={t('paper.means')} span={5}>
        <ul className="stack tight plain-list">
          {(['link', 'before', 'count', 'private'] as const).map((each) => (
            <li key={each} className="sm">
              {t(`paper.meaning.${each}`)}
            </li>
          ))}
        </ul>
        {on > 0 && on < FEW && (
          <Note kind="warn">
            <p>{t('paper.few', { count: on })}</p>
          </Note>
        )}
      </Section>
    </div>
  );
}
