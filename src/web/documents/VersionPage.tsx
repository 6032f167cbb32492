import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inGroups } from '../../domain/documents/chain.ts';
import type { DocumentVersion } from '../../domain/documents/contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { CheckField } from '../components/Field.tsx';
import { Note } from '../components/Note.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { usePartnership } from '../partnerships/api.ts';
import { useTitle } from '../platform/title.ts';
import { useFormat } from '../platform/useFormat.ts';
import { useDocument, useVersion } from './api.ts';
import { Difference } from './Difference.tsx';
import { DocumentText } from './DocumentText.tsx';
import { Outline } from './Outline.tsx';
import { Ratified } from './Ratified.tsx';
import { StateBadge } from './StateBadge.tsx';
import { titleOf } from './standing.ts';
import { TakeAlong } from './TakeAlong.tsx';
import { useDifferences } from './useDifferences.ts';
import './documents.css';

/** One version as it was proposed, word for word, and what it changed. */
export default function VersionPage() {
  const { id, documentId, number } = useParams({ from: '/inside/partnerships/$id/agree/$documentId/versions/$number' });
  const partnership = usePartnership(id).data;
  const version = useVersion(id, documentId, Number(number));
  if (!partnership) return null;
  return (
    <Loaded query={version} lines={8}>
      {(found) => <Page partnership={partnership} documentId={documentId} version={found} />}
    </Loaded>
  );
}

function Page({
  partnership,
  documentId,
  version,
}: {
  partnership: Partnership;
  documentId: string;
  version: DocumentVersion;
}) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const { id } = partnership;
  const document = useDocument(id, documentId).data;
  const base = useVersion(id, documentId, version.base);
  const [compare, setCompare] = useState(false);
  const changes = useDifferences(base.data, version);
  const title = t('version.title', { title: version.title, number: version.number });
  useTitle(title, partnership.name);
  return (
    <>
      <div className="dochead">
        <p className="sm crumbs">
          <Link to="/partnerships/$id/agree" params={{ id }}>
            {t('list.title')}
          </Link>{' '}
          /{' '}
          <Link to="/partnerships/$id/agree/$documentId" params={{ id, documentId }}>
            {document ? titleOf(document) : version.title}
          </Link>
        </p>
        <div className="doctitle">
          <h1>{title}</h1>
          <div className="acts noprint">
            <Button small icon="print" onClick={() => window.print()}>
              {t('page.print')}
            </Button>
            <TakeAlong partnership={id} document={documentId} number={version.number} proven={version.chain !== null} />
          </div>
        </div>
        <p className="acts">
          <StateBadge state={version.state} />
          <span>
            {t('version.by', { name: version.proposedBy.name, date: format.date(version.proposedAt) })}{' '}
            {version.note && <q className="note-text">{version.note}</q>}
          </span>
        </p>
        {version.reason && (
          <Note kind="warn">{t('versions.declined', { name: version.settledBy?.name, reason: version.reason })}</Note>
        )}
        <div className="inforce">
          <Ratified version={version} parties={partnership.parties} signatories={document?.signatories ?? []} />
        </div>
        <p className="sm dim hash">
          {t('version.hash', { hash: inGroups(version.hash) })}
          {version.chain && (
            <>
              <br />
              {t('version.chain', { position: version.chain.position, hash: inGroups(version.chain.hash) })}
            </>
          )}
        </p>
        {version.base !== null && (
          <div className="noprint">
            <CheckField
              label={t('version.compare', { number: version.base, count: changes.length })}
              checked={compare}
              onChange={setCompare}
            />
          </div>
        )}
      </div>
      <div className="sheetwrap">
        <Outline text={version} />
        <DocumentText
          text={version}
          label={title}
          place={{ partnership: id, document: documentId }}
          instead={(section, number) => {
            const change = compare ? changes.find((one) => one.section === section) : undefined;
            return change && <Difference change={change} proposed={false} number={number} />;
          }}
        />
      </div>
    </>
  );
}
