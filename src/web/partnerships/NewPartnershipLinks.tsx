import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant, Partnership } from '../../domain/partnerships/contract.ts';
import { buttonClass } from '../components/Button.tsx';
import { CopyLink } from '../components/CopyLink.tsx';
import { Note } from '../components/Note.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { queries } from '../platform/query.ts';
import { inviteParticipant, participantsQuery } from './api.ts';

type Made = { person: Participant; link: string | null; mailed: boolean };

/** After the three questions: the link of each person who was named, to hand over. */
export function NewPartnershipLinks({ partnership }: { partnership: Partnership }) {
  const { t } = useTranslation('partnerships');
  const [made, setMade] = useState<Made[] | null>(null);
  const begun = useRef(false);
  const { id } = partnership;
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void makeLinks(id).then(setMade, () => setMade([]));
  }, [id]);
  const partyOf = (person: Participant) => partnership.parties.find((party) => party.id === person.partyId)?.name ?? '';

  return (
    <main id="main" className="in main" tabIndex={-1}>
      <PageHead title={t('new.linksTitle')} intro={<p>{t('new.linksIntro', { name: partnership.name })}</p>} />
      <div className="stack narrow">
        {made === null ? (
          <>
            <p className="vh" role="status">
              {t('new.making')}
            </p>
            <Skeleton lines={3} />
          </>
        ) : (
          made.map(({ person, link, mailed }) =>
            link ? (
              <CopyLink
                key={person.id}
                label={t('new.linkFor', { name: person.name, party: partyOf(person) })}
                link={link}
                hint={mailed && person.email ? t('new.mailed', { email: person.email }) : undefined}
              />
            ) : (
              <Note key={person.id} kind="warn">
                {t('new.linkFailed', { name: person.name })}
              </Note>
            ),
          )
        )}
        <div className="acts">
          <Link className={buttonClass('primary')} to="/partnerships/$id" params={{ id }}>
            {t('new.open')}
          </Link>
        </div>
      </div>
    </main>
  );
}

async function makeLinks(id: string): Promise<Made[]> {
  const people = await queries.fetchQuery(participantsQuery(id, 'true'));
  const invited = people.filter((person) => person.account === 'none' && person.can.invite);
  const made = await Promise.all(
    invited.map(async (person): Promise<Made> => {
      try {
        const { link, mailed } = await inviteParticipant(id, person.id);
        return { person, link, mailed };
      } catch {
        return { person, link: null, mailed: false };
      }
    }),
  );
  void queries.invalidateQueries({ queryKey: ['partnership', id] });
  return made;
}
