import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Document, DocumentVersion, VersionHead } from '../../domain/documents/contract.ts';
import type { SectionDifference } from '../../domain/documents/difference.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Confirm } from '../components/Dialog.tsx';
import { toast } from '../components/toast.ts';
import { useFormat } from '../platform/useFormat.ts';
import { VersionShare } from '../writing/VersionShare.tsx';
import { remindSignatories, useTakeIn, withdrawVersion } from './api.ts';
import { Ratified } from './Ratified.tsx';
import { RatifyDialog } from './RatifyDialog.tsx';
import { DeclineDialog, SignatoryDialog } from './SmallDialogs.tsx';
import { StateBadge } from './StateBadge.tsx';
import { partyIn } from './standing.ts';

/** What is proposed: whose yes it has, what it changes, and what I can do about it. */
export function Proposal({
  partnership,
  document,
  version,
  text,
  changes,
}: {
  partnership: Partnership;
  document: Document;
  version: VersionHead;
  text: DocumentVersion | undefined;
  changes: readonly SectionDifference[];
}) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const takeIn = useTakeIn(partnership.id);
  const [open, setOpen] = useState<'ratify' | 'decline' | 'withdraw' | null>(null);
  const [busy, setBusy] = useState(false);
  const { can } = document;
  const close = () => setOpen(null);
  const waiting = version.waitingFor.filter((id) => id !== partnership.parties.find((party) => party.mine)?.id);
  const names = format.list(waiting.map((id) => partyIn(partnership.parties, id)));
  const speaks = can.chooseSignatory;
  const withdraw = async () => {
    setBusy(true);
    try {
      takeIn(await withdrawVersion(partnership.id, document.id, version.number));
      toast(t('withdraw.done', { number: version.number }));
    } catch (error) {
      toast((error as Error).message, { kind: 'error' });
    } finally {
      setBusy(false);
      close();
    }
  };
  const remind = async () => {
    setBusy(true);
    try {
      const { told } = await remindSignatories(partnership.id, document.id, version.number);
      toast(t('remind.done', { count: told }));
    } catch (error) {
      toast((error as Error).message, { kind: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="prop whole" aria-labelledby="h-proposed">
      <header>
        <StateBadge state="proposed" />
        <h2 id="h-proposed">{t('proposal.title', { number: version.number })}</h2>
        <span className="dim">
          {t('proposal.until', {
            moment: format.moment(
              new Date(Date.parse(version.expiresAt) - 60_000).toISOString(),
              'long',
              version.timeZone,
            ),
          })}
        </span>
      </header>
      <div className="stack">
        <Ratified version={version} parties={partnership.parties} signatories={document.signatories} />
        <VersionShare
          partnership={partnership.id}
          document={document.id}
          number={version.number}
          parties={partnership.parties.filter((party) => version.partyIds.includes(party.id))}
        />
        <p>
          {t('proposal.by', {
            name: version.proposedBy.name,
            party: partyIn(partnership.parties, version.proposedBy.partyId),
            date: format.date(version.proposedAt),
          })}{' '}
          {version.note && <q className="note-text">{version.note}</q>}{' '}
          {document.inForce ? t('proposal.binding', { number: document.inForce.number }) : t('proposal.nothing')}
        </p>
        {document.inForce && document.inForce.title !== version.title && (
          <p>
            {t('proposal.titleChange')} <del>{document.inForce.title}</del> <ins>{version.title}</ins>
          </p>
        )}
        {changes.length > 0 && text && (
          <p>
            {t('proposal.changes', { count: changes.length })}{' '}
            {changes.map((change, index) => (
              <span key={change.section}>
                {index > 0 && ', '}
                <a href={`#s-${change.section}`}>{text.headings[change.section]?.title}</a>
              </span>
            ))}
          </p>
        )}
        <p className="sm dim noprint">{t('proposal.rule')}</p>
        <div className="acts noprint">
          {can.ratify && (
            <Button kind="primary" icon="check" onClick={() => setOpen('ratify')}>
              {t('proposal.ratify', { number: version.number })}
            </Button>
          )}
          {can.decline && <Button onClick={() => setOpen('decline')}>{t('proposal.decline')}</Button>}
          {speaks && waiting.length > 0 && (
            <Button busy={busy} onClick={() => void remind()}>
              {t('proposal.remind', { parties: names })}
            </Button>
          )}
          {can.withdraw && (
            <Button kind="plain" onClick={() => setOpen('withdraw')}>
              {t('proposal.withdraw')}
            </Button>
          )}
        </div>
        <Signs partnership={partnership} document={document} />
      </div>
      {open === 'ratify' && (
        <RatifyDialog partnership={partnership} document={document} version={version} onClose={close} />
      )}
      {open === 'decline' && (
        <DeclineDialog partnership={partnership.id} document={document} number={version.number} onClose={close} />
      )}
      {open === 'withdraw' && (
        <Confirm
          title={t('withdraw.title', { number: version.number })}
          action={t('withdraw.confirm')}
          busy={busy}
          onClose={close}
          onConfirm={() => void withdraw()}
        >
          <p>{t('withdraw.text')}</p>
        </Confirm>
      )}
    </section>
  );
}

/** Who signs for my party, and the way to change it. */
export function Signs({ partnership, document }: { partnership: Partnership; document: Document }) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const mine = partnership.parties.find((party) => party.mine);
  const signs = document.signatories.find((one) => one.partyId === mine?.id);
  if (!mine || !signs) return null;
  return (
    <p className="sm dim acts noprint">
      <span>
        {signs.people.length > 0
          ? t(`signs.${signs.role}`, { party: mine.name, name: format.list(signs.people.map((one) => one.name)) })
          : t(`signs.nobody.${signs.role}`, { party: mine.name })}
      </span>
      {document.can.chooseSignatory && (
        <Button kind="plain" small onClick={() => setOpen(true)}>
          {t('signs.change')}
        </Button>
      )}
      {open && (
        <SignatoryDialog
          partnership={partnership.id}
          document={document}
          role={signs.role}
          onClose={() => setOpen(false)}
        />
      )}
    </p>
  );
}
