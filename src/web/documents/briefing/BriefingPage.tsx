import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Briefing, BriefingEntry } from '../../../domain/documents/briefing-contract.ts';
import { kindText } from '../../../domain/documents/texts/index.ts';
import { LONGEST_MINUTES } from '../../../domain/documents/words.ts';
import type { Partnership } from '../../../domain/partnerships/contract.ts';
import { Button, buttonClass } from '../../components/Button.tsx';
import { Note } from '../../components/Note.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Section } from '../../components/Section.tsx';
import { Loaded } from '../../components/Skeleton.tsx';
import { EmptyState } from '../../components/State.tsx';
import { usePartnership } from '../../partnerships/api.ts';
import { useFormat } from '../../platform/useFormat.ts';
import { useAcknowledge, useBriefing } from './api.ts';
import { PartCard, placeOf } from './PartCard.tsx';
import { WhoIsWho } from './WhoIsWho.tsx';
import '../documents.css';
import './briefing.css';

/** What is in force, put together to be read in half an hour, part by part. */
export default function BriefingPage() {
  const { t } = useTranslation(['briefing', 'documents']);
  const { id } = useParams({ from: '/inside/partnerships/$id/agree/briefing' });
  const partnership = usePartnership(id).data;
  const briefing = useBriefing(id);
  if (!partnership) return null;
  const found = briefing.data;
  return (
    <>
      <PageHead
        title={t('title')}
        context={partnership.name}
        back={
          <Link to="/partnerships/$id/agree" params={{ id }}>
            {t('documents:list.title')}
          </Link>
        }
        intro={
          found && found.of > 0 ? (
            <p>
              {t('intro', { partnership: partnership.name })} {t('minutes', { count: found.minutes })}
            </p>
          ) : undefined
        }
        actions={
          found && found.of > 0 ? (
            <Button small icon="print" onClick={() => window.print()}>
              {t('documents:page.print')}
            </Button>
          ) : undefined
        }
      />
      <Loaded query={briefing} lines={8}>
        {(data) => (data.of > 0 ? <Chapters partnership={partnership} briefing={data} /> : <Nothing id={id} />)}
      </Loaded>
    </>
  );
}

function Nothing({ id }: { id: string }) {
  const { t } = useTranslation('briefing');
  return (
    <EmptyState
      icon="document"
      title={t('none.title')}
      actions={
        <Link className={buttonClass('primary')} to="/partnerships/$id/agree" params={{ id }}>
          {t('none.action')}
        </Link>
      }
    >
      <p>{t('none.text')}</p>
    </EmptyState>
  );
}

function Chapters({ partnership, briefing }: { partnership: Partnership; briefing: Briefing }) {
  const { t } = useTranslation(['briefing', 'documents']);
  const { id } = partnership;
  const format = useFormat();
  const acknowledge = useAcknowledge(id);
  const done = useRef<HTMLDivElement>(null);
  const all = briefing.chapters.flatMap(({ parts }) => parts);
  const isOpen = (part: BriefingEntry) => part.acknowledgedAt === null;
  const goTo = (part: BriefingEntry | undefined) => {
    const place = part ? document.getElementById(placeOf(part)) : done.current;
    place?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: part ? 'start' : 'center' });
  };
  // The page opens at the part it was asked for, or where reading stopped.
  const arrived = useRef(false);
  useEffect(() => {
    if (arrived.current) return;
    arrived.current = true;
    const asked = all.find((part) => `#${placeOf(part)}` === location.hash);
    const next = asked ?? all.find(isOpen);
    if (next && next !== all[0]) goTo(next);
  });
  const read = async (part: BriefingEntry, mark: boolean) => {
    await acknowledge(part, mark);
    if (!mark) return;
    const left = all.filter((one) => isOpen(one) && one.hash !== part.hash);
    const after = all.indexOf(part);
    // After the page has taken in what was answered.
    setTimeout(() => goTo(left.find((one) => all.indexOf(one) > after) ?? left[0]), 0);
  };
  const changed = all.filter((part) => isOpen(part) && part.change).length;
  const started = briefing.open < briefing.of;
  return (
    <>
      <div className="bbar">
        <p aria-live="polite">
          <b>{t('progress', { count: briefing.of, read: briefing.of - briefing.open })}</b>
          {changed > 0 && <span className="sm dim"> · {t('changed', { count: changed })}</span>}
        </p>
        <span className="bline" aria-hidden="true">
          <i style={{ inlineSize: `${((briefing.of - briefing.open) / briefing.of) * 100}%` }} />
        </span>
        {briefing.open > 0 && (
          <Button className="noprint" kind="primary" small onClick={() => goTo(all.find(isOpen))}>
            {t(started ? 'continue' : 'begin')}
          </Button>
        )}
      </div>
      {briefing.minutes > LONGEST_MINUTES && (partnership.myRole === 'lead' || partnership.myRole === 'sponsor') && (
        <Note kind="warn">{t('long', { count: briefing.minutes })}</Note>
      )}
      <div className="briefing">
        {briefing.chapters.map(({ key, parts, missing }) => (
          <Section key={key} title={t(`chapter.${key}`)}>
            {key === 'people' && <WhoIsWho partnership={partnership} who={briefing.who} />}
            {briefing.documents.map((from) => {
              const own = parts.filter((part) => part.documentId === from.id);
              if (own.length === 0) return null;
              return (
                <div className="bparts" key={from.id}>
                  <p className="sm dim">
                    <Link to="/partnerships/$id/agree/$documentId" params={{ id, documentId: from.id }}>
                      {from.title}
                    </Link>
                    {t('from', { number: from.number, date: format.date(from.inForceAt) })}
                  </p>
                  {own.map((part) => (
                    <PartCard
                      key={placeOf(part)}
                      partnership={id}
                      part={part}
                      document={from}
                      onRead={(mark) => read(part, mark)}
                    />
                  ))}
                </div>
              );
            })}
            {missing.length > 0 && (
              <p className="sm dim missing">
                {t('missing', {
                  count: missing.length,
                  kinds: format.list(missing.map((kind) => kindText(kind).title)),
                })}{' '}
                <Link className="noprint" to="/partnerships/$id/agree" params={{ id }}>
                  {t('missingOpen')}
                </Link>
              </p>
            )}
          </Section>
        ))}
      </div>
      {briefing.open === 0 && (
        <div ref={done} tabIndex={-1} className="bdone noprint">
          <Note kind="ok">
            <p>
              <b>{t('done.title')}</b> {t('done.text')}
            </p>
          </Note>
        </div>
      )}
    </>
  );
}
