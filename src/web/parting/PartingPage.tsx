import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Parting } from '../../domain/parting/contract.ts';
import { KEPT_DAYS } from '../../domain/parting/rules.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Note } from '../components/Note.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Section } from '../components/Section.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { toast } from '../components/toast.ts';
import { Clauses } from '../documents/DocumentText.tsx';
import { usePartnership } from '../partnerships/api.ts';
import { useFormat } from '../platform/useFormat.ts';
import { AnnounceForm } from './AnnounceForm.tsx';
import { takeBackParting, useParting, useTakeParting } from './api.ts';
import { TakeCopy } from './TakeCopy.tsx';
import { WhatIsOpen } from './WhatIsOpen.tsx';
import '../documents/documents.css';
import './parting.css';

/** The complete copy, at any time; and leaving, step by step, with what the agreement says about it. */
export default function PartingPage() {
  const { t } = useTranslation('parting');
  const { id } = useParams({ from: '/inside/partnerships/$id/parting' });
  const partnership = usePartnership(id).data;
  const parting = useParting(id);
  if (!partnership) return null;
  return (
    <>
      <PageHead
        title={t('title')}
        context={partnership.name}
        intro={<p>{t('intro')}</p>}
        back={
          <Link to="/partnerships/$id" params={{ id }}>
            {partnership.name}
          </Link>
        }
      />
      <Loaded query={parting}>{(shown) => <Page partnership={partnership} parting={shown} />}</Loaded>
    </>
  );
}

function Page({ partnership, parting }: { partnership: Partnership; parting: Parting }) {
  const { t } = useTranslation('parting');
  const format = useFormat();
  const { id, parties, leaving } = partnership;
  const party = parties.find((one) => one.mine)?.name ?? '';
  const others = leaving.filter((one) => !parties.some((side) => side.mine && side.id === one.partyId));
  return (
    <>
      <Section title={t('copy.title')}>
        <div className="stack tight">
          <p>{t('copy.text', { party })}</p>
          <p>{t('copy.private')}</p>
          <p className="dim">{t('copy.not')}</p>
          {parting.can.copy ? (
            <TakeCopy path={`/partnerships/${id}/copy`} label={t('copy.take')} />
          ) : (
            <Note>{t('copy.only')}</Note>
          )}
        </div>
      </Section>
      {others.map((one) => (
        <Section
          key={one.partyId}
          title={t('others.title', {
            party: parties.find((side) => side.id === one.partyId)?.name,
            day: format.day(one.leavesOn),
          })}
        >
          <div className="stack tight">
            <p>{t('others.text', { name: one.by, moment: format.moment(one.announcedAt), zone: one.timeZone })}</p>
            <p>{t('others.means')}</p>
            {parting.ends && <Note kind="warn">{t('others.ends')}</Note>}
          </div>
        </Section>
      ))}
      {parting.mine ? (
        <Mine partnership={partnership} parting={parting} mine={parting.mine} party={party} />
      ) : (
        <Act partnership={partnership} parting={parting} party={party} />
      )}
    </>
  );
}

type Shown = { partnership: Partnership; parting: Parting; party: string };

function Act({ partnership, parting, party }: Shown) {
  const { t } = useTranslation('parting');
  const format = useFormat();
  const { endedAt, sample } = partnership;
  return (
    <>
      <Section title={t('act.title')}>
        {endedAt || sample ? (
          <p>{t(sample ? 'act.sample' : 'act.ended')}</p>
        ) : (
          <div className="stack tight">
            <p>{t('act.intro')}</p>
            {!parting.can.announce && (
              <Note>
                {parting.whoMay.length > 0 ? t('act.only', { names: format.list(parting.whoMay) }) : t('act.nobody')}
              </Note>
            )}
          </div>
        )}
      </Section>
      {!endedAt && !sample && (
        <>
          <Agreement id={partnership.id} agreement={parting.agreement} />
          <WhatIsOpen id={partnership.id} parting={parting} />
          {parting.can.announce && (
            <>
              <Section title={t('take.title')}>
                <p>{t('take.text', { days: KEPT_DAYS })}</p>
              </Section>
              <AnnounceForm partnership={partnership} party={party} />
            </>
          )}
        </>
      )}
    </>
  );
}

function Mine({ partnership, parting, mine, party }: Shown & { mine: NonNullable<Parting['mine']> }) {
  const { t } = useTranslation('parting');
  const format = useFormat();
  const takeIn = useTakeParting(partnership.id);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const back = async () => {
    setBusy(true);
    setRefused(null);
    try {
      takeIn(await takeBackParting(partnership.id));
      toast(t('mine.backDone', { party }));
    } catch (error) {
      setRefused((error as Error).message);
    }
    setBusy(false);
  };
  return (
    <>
      <Section title={t('mine.title', { party, day: format.day(mine.leavesOn) })}>
        <div className="stack tight">
          <p>{t('mine.text', { name: mine.by, moment: format.moment(mine.announcedAt), zone: mine.timeZone })}</p>
          {mine.words && (
            <>
              <p className="dim">{t('mine.words')}</p>
              <blockquote className="parting-said">{mine.words}</blockquote>
            </>
          )}
          <p>{t('take.text', { days: KEPT_DAYS })}</p>
          {parting.can.takeBack ? (
            <div className="acts noprint">
              <Button kind="primary" busy={busy} onClick={() => void back()}>
                {t('mine.back')}
              </Button>
              <Button kind="plain" icon="print" onClick={() => window.print()}>
                {t('mine.print')}
              </Button>
            </div>
          ) : (
            <p className="dim">{t('mine.only', { names: format.list(parting.whoMay) })}</p>
          )}
          {refused && (
            <Note kind="error" alert>
              {refused}
            </Note>
          )}
        </div>
      </Section>
      <Agreement id={partnership.id} agreement={parting.agreement} />
      <WhatIsOpen id={partnership.id} parting={parting} />
    </>
  );
}

function Agreement({ id, agreement }: { id: string; agreement: Parting['agreement'] }) {
  const { t } = useTranslation('parting');
  const format = useFormat();
  return (
    <Section title={t('agreement.title')}>
      {!agreement ? (
        <p>{t('agreement.none')}</p>
      ) : (
        <div className="stack tight">
          {agreement.text ? (
            <article className="doctext parting-agreed" lang={agreement.language} aria-label={agreement.heading}>
              <h3>{agreement.heading}</h3>
              <Clauses number={1} text={agreement.text} />
            </article>
          ) : (
            <p>{t('agreement.silent')}</p>
          )}
          <p className="sm dim">
            {agreement.title} ·{' '}
            {t('agreement.version', { number: agreement.number, day: format.date(agreement.inForceAt) })}
          </p>
          <ul className="findings sm dim">
            {agreement.ratifications.map((one) => (
              <li key={one.partyId}>
                {t('agreement.by', { party: one.partyName, name: one.name, day: format.date(one.at) })}
              </li>
            ))}
          </ul>
          <p>
            <Link to="/partnerships/$id/agree/$documentId" params={{ id, documentId: agreement.documentId }}>
              {t('agreement.read')}
            </Link>
          </p>
        </div>
      )}
    </Section>
  );
}
