import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Document } from '../../domain/documents/contract.ts';
import { kindOf } from '../../domain/documents/kinds.ts';
import { kindText } from '../../domain/documents/texts/index.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button, buttonClass } from '../components/Button.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { toast } from '../components/toast.ts';
import { usePartnership } from '../partnerships/api.ts';
import { useAddressState } from '../platform/addressState.ts';
import { useTitle } from '../platform/title.ts';
import { useFormat } from '../platform/useFormat.ts';
import { RemarksBeside } from '../writing/RemarksBeside.tsx';
import { amendDocument, useDocument, useTakeIn, useVersion } from './api.ts';
import { CheckIns } from './briefing/CheckIns.tsx';
import { Expectations } from './briefing/Expectations.tsx';
import { StillToRead } from './briefing/StillToRead.tsx';
import { Difference } from './Difference.tsx';
import { DocumentText } from './DocumentText.tsx';
import { DraftView } from './DraftView.tsx';
import { InForce } from './InForce.tsx';
import { Outline } from './Outline.tsx';
import { Proposal } from './Proposal.tsx';
import { standingOf, titleOf } from './standing.ts';
import { TakeAlong } from './TakeAlong.tsx';
import { useDifferences } from './useDifferences.ts';
import { Versions } from './Versions.tsx';
import './documents.css';

const VIEW = { view: '' };

/** One joint document: what binds, what is proposed, what is being written. */
export default function DocumentPage() {
  const { id, documentId } = useParams({ from: '/inside/partnerships/$id/agree/$documentId' });
  const partnership = usePartnership(id).data;
  const document = useDocument(id, documentId);
  if (!partnership) return null;
  return (
    <Loaded query={document} lines={8}>
      {(found) => <Page partnership={partnership} document={found} />}
    </Loaded>
  );
}

function Page({ partnership, document }: { partnership: Partnership; document: Document }) {
  const { t } = useTranslation(['documents', 'briefing', 'files', 'writing']);
  const { id } = partnership;
  const format = useFormat();
  const navigate = useNavigate();
  const takeIn = useTakeIn(id);
  const [{ view }, setView] = useAddressState(VIEW);
  const [busy, setBusy] = useState(false);
  const { inForce, proposed, draft } = document;
  // While something is proposed its draft rests; without anything else the draft is all there is.
  const writing = draft !== null && !proposed && (view === 'draft' || !inForce);
  const taken = writing ? null : (inForce ?? proposed)?.number;
  const title = writing ? document.title : titleOf(document);
  useTitle(title, partnership.name);
  const amend = async () => {
    setBusy(true);
    try {
      takeIn(await amendDocument(id, document.id));
      setView({ view: 'draft' });
    } catch (error) {
      toast((error as Error).message, { kind: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div className="dochead">
        <p className="sm crumbs">
          <Link to="/partnerships/$id/agree" params={{ id }}>
            {t('list.title')}
          </Link>{' '}
          / {kindText(document.kind).title}
        </p>
        <div className="doctitle">
          <h1>{title}</h1>
          <div className="acts noprint">
            {!writing && (
              <Button small icon="print" onClick={() => window.print()}>
                {t('page.print')}
              </Button>
            )}
            {taken !== undefined && (
              <TakeAlong partnership={id} document={document.id} number={taken} proven={taken === inForce?.number} />
            )}
            {document.can.amend && (
              <Button small icon="pen" busy={busy} onClick={() => void amend()}>
                {t('page.amend')}
              </Button>
            )}
            {inForce && draft && !proposed && (
              <Link
                className={buttonClass(undefined, true)}
                to="/partnerships/$id/agree/$documentId"
                params={{ id, documentId: document.id }}
                search={(writing ? {} : { view: 'draft' }) as never}
              >
                {writing ? t('page.toInForce') : t('page.toDraft')}
              </Link>
            )}
          </div>
        </div>
        <p className="standing">{standingOf(t, document, partnership.parties, format).join(' ')}</p>
      </div>
      {writing && draft ? (
        <DraftView
          partnership={partnership}
          document={document}
          draft={draft}
          onGone={(left) => {
            if (left) setView({ view: '' });
            else void navigate({ to: '/partnerships/$id/agree', params: { id } });
          }}
        />
      ) : (
        <Agreed partnership={partnership} document={document} />
      )}
      <Versions partnership={partnership} document={document} />
    </>
  );
}

/** What binds, with what is proposed shown in its place, section by section. */
function Agreed({ partnership, document }: { partnership: Partnership; document: Document }) {
  const { t } = useTranslation('documents');
  const { inForce, proposed } = document;
  const before = useVersion(partnership.id, document.id, inForce?.number);
  const after = useVersion(partnership.id, document.id, proposed?.number);
  const changes = useDifferences(inForce ? before.data : undefined, after.data);
  const shown = inForce ? before : after;
  const notes = new Map(changes.map((change) => [change.section, t('text.changed')]));
  return (
    <>
      {inForce && <InForce partnership={partnership} document={document} version={inForce} />}
      {inForce && <StillToRead partnership={partnership.id} document={document} />}
      {proposed && (
        <Proposal
          partnership={partnership}
          document={document}
          version={proposed}
          text={after.data}
          changes={inForce ? changes : []}
        />
      )}
      <Loaded query={shown} lines={8}>
        {(text) => (
          <div className="sheetwrap">
            <Outline text={text} notes={notes} />
            <DocumentText
              text={text}
              label={t('text.label', { title: titleOf(document) })}
              place={{ partnership: partnership.id, document: document.id }}
              instead={(section, number) => {
                const change = changes.find((one) => one.section === section);
                if (change) return <Difference change={change} proposed number={number} />;
                // Each expectation in force is acknowledged where it stands.
                if (!inForce || section !== 'expectations') return undefined;
                return <Expectations partnership={partnership.id} document={document.id} text={text} />;
              }}
            />
          </div>
        )}
      </Loaded>
      {inForce && document.kind === 'relational-expectations' && (
        <CheckIns partnership={partnership.id} document={document.id} number={inForce.number} />
      )}
      <RemarksBeside
        partnership={partnership.id}
        document={document.id}
        sections={kindOf(document.kind).sections.map(({ key }) => ({
          key,
          title: shown.data?.headings[key]?.title ?? key,
        }))}
        parties={partnership.parties}
      />
    </>
  );
}
