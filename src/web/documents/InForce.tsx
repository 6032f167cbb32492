import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortHash } from '../../domain/documents/chain.ts';
import type { Document, VersionHead } from '../../domain/documents/contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Note } from '../components/Note.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { VersionShare } from '../writing/VersionShare.tsx';
import { Signs } from './Proposal.tsx';
import { Ratified } from './Ratified.tsx';
import { RatifyDialog } from './RatifyDialog.tsx';
import { StateBadge } from './StateBadge.tsx';

/** The version that binds: since when, by whose yes. A party that came in later joins it here. */
export function InForce({
  partnership,
  document,
  version,
}: {
  partnership: Partnership;
  document: Document;
  version: VersionHead;
}) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const mine = partnership.parties.find((party) => party.mine);
  const joins = mine !== undefined && version.waitingFor.includes(mine.id);
  return (
    <div className="inforce">
      <p className="acts">
        <StateBadge state="in-force" />
        <b>{t('inForce.version', { number: version.number })}</b>
        <span className="dim sm">
          {version.inForceAt &&
            t(version.partyIds.length === 2 ? 'inForce.both' : 'inForce.all', {
              count: version.partyIds.length,
              moment: format.moment(version.inForceAt),
            })}{' '}
          · <span className="nowrap">{t('inForce.sealed', { hash: shortHash(version.hash) })}</span>
        </span>
      </p>
      <Ratified version={version} parties={partnership.parties} signatories={document.signatories} />
      <VersionShare
        partnership={partnership.id}
        document={document.id}
        number={version.number}
        parties={partnership.parties.filter((party) => version.partyIds.includes(party.id))}
      />
      {joins && (
        <Note kind="warn">
          <p>
            <b>{t('inForce.notBound', { party: mine.name })}</b> {t('inForce.joinText')}
          </p>
          {document.can.ratify && !document.proposed ? (
            <Button kind="primary" icon="check" onClick={() => setOpen(true)}>
              {t('inForce.join', { number: version.number })}
            </Button>
          ) : (
            <Signs partnership={partnership} document={document} />
          )}
        </Note>
      )}
      {open && (
        <RatifyDialog partnership={partnership} document={document} version={version} onClose={() => setOpen(false)} />
      )}
    </div>
  );
}
