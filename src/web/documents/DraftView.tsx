import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Document, Draft } from '../../domain/documents/contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Confirm } from '../components/Dialog.tsx';
import { Note } from '../components/Note.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { toast } from '../components/toast.ts';
import { useFormat } from '../platform/useFormat.ts';
import { dropDraft, shareDocument, useTakeIn } from './api.ts';
import { Signs } from './Proposal.tsx';
import { ProposeDialog } from './ProposeDialog.tsx';
import { RemoveDialog, RenameDialog } from './SmallDialogs.tsx';
import { SpareFiles } from './SpareFiles.tsx';
import { StateBadge } from './StateBadge.tsx';
import { partyIn } from './standing.ts';

/** The editor comes with what it needs to write together; reading what is in force does not wait for it. */
const DraftEditor = lazy(() => import('../writing/DraftEditor.tsx'));

type Open = 'propose' | 'rename' | 'remove' | 'share' | 'drop' | null;

/** What is being written: whose it is, what is still missing, and the way to propose it. */
export function DraftView({
  partnership,
  document,
  draft,
  onGone,
}: {
  partnership: Partnership;
  document: Document;
  draft: Draft;
  /** After the draft was given up or thrown away. */
  onGone: (document: Document | null) => void;
}) {
  const { t } = useTranslation(['documents', 'files']);
  const format = useFormat();
  const takeIn = useTakeIn(partnership.id);
  const [open, setOpen] = useState<Open>(null);
  const [busy, setBusy] = useState(false);
  const { can } = document;
  const mine = document.sharedAt === null;
  const stops = draft.findings.filter((finding) => finding.stops);
  const looks = draft.findings.filter((finding) => !finding.stops);
  const act = async (work: () => Promise<Document>, done: string, after?: (made: Document) => void) => {
    setBusy(true);
    try {
      const made = await work();
      takeIn(made);
      setOpen(null);
      toast(done);
      after?.(made);
    } catch (error) {
      setOpen(null);
      toast((error as Error).message, { kind: 'error' });
    } finally {
      setBusy(false);
    }
  };
  const others = format.list(
    partnership.parties.filter((party) => party.state === 'in' && !party.mine).map((party) => party.name),
  );
  return (
    <>
      <section className="draftbar" aria-label={t('draft.label')}>
        <p className="acts">
          <StateBadge state={mine ? 'mine' : 'draft'} />
          <span>
            {document.proposed
              ? t('draft.rests')
              : mine
                ? t('draft.mine', { party: partyIn(partnership.parties, document.startedBy.partyId) })
                : draft.base !== null
                  ? t('draft.amends', { number: draft.base, date: format.moment(draft.writtenAt) })
                  : t('draft.ours', { date: format.moment(draft.writtenAt) })}
          </span>
        </p>
        <div className="acts noprint">
          {can.share && (
            <Button
              kind="primary"
              onClick={() => setOpen('share')}
              unavailable={others === '' ? t('draft.alone') : null}
            >
              {t('draft.share')}
            </Button>
          )}
          {can.propose && (
            <Button kind="primary" icon="check" onClick={() => setOpen('propose')}>
              {t('draft.propose')}
            </Button>
          )}
          {can.rename && <Button onClick={() => setOpen('rename')}>{t('draft.rename')}</Button>}
          {can.dropDraft && (
            <Button kind="plain" onClick={() => setOpen('drop')}>
              {t('draft.drop')}
            </Button>
          )}
          {can.remove && (
            <Button kind="plain" onClick={() => setOpen('remove')}>
              {t('draft.remove')}
            </Button>
          )}
        </div>
        {can.propose && <Signs partnership={partnership} document={document} />}
      </section>
      {(stops.length > 0 || looks.length > 0) && (
        <Note kind={stops.length > 0 ? 'warn' : 'info'}>
          <p>
            <b>
              {stops.length > 0 ? t('draft.stops', { count: stops.length }) : t('draft.looks', { count: looks.length })}
            </b>
          </p>
          <ul className="findings">
            {[...stops, ...looks].map((finding) => (
              <li key={`${finding.section}${finding.row}${finding.message}`}>
                {finding.section ? <a href={`#s-${finding.section}`}>{finding.message}</a> : finding.message}
              </li>
            ))}
          </ul>
        </Note>
      )}
      <Suspense fallback={<Skeleton lines={8} />}>
        <DraftEditor partnership={partnership.id} document={document} />
      </Suspense>
      <SpareFiles partnership={partnership.id} document={document} />
      {open === 'propose' && (
        <ProposeDialog partnership={partnership} document={document} draft={draft} onClose={() => setOpen(null)} />
      )}
      {open === 'rename' && (
        <RenameDialog partnership={partnership.id} document={document} onClose={() => setOpen(null)} />
      )}
      {open === 'remove' && (
        <RemoveDialog
          partnership={partnership.id}
          document={document}
          onClose={() => setOpen(null)}
          onDone={() => onGone(null)}
        />
      )}
      {open === 'share' && (
        <Confirm
          title={t('share.title', { parties: others })}
          action={t('share.confirm')}
          busy={busy}
          onClose={() => setOpen(null)}
          onConfirm={() =>
            void act(() => shareDocument(partnership.id, document.id), t('share.done', { parties: others }))
          }
        >
          <p>{t('share.text', { parties: others })}</p>
          {document.files.some(({ named }) => named === null) && <p>{t('files:spare.mine')}</p>}
        </Confirm>
      )}
      {open === 'drop' && (
        <Confirm
          title={t('drop.title')}
          action={t('drop.confirm')}
          busy={busy}
          onClose={() => setOpen(null)}
          onConfirm={() => void act(() => dropDraft(partnership.id, document.id), t('drop.done'), onGone)}
        >
          <p>{t('drop.text', { number: draft.base })}</p>
        </Confirm>
      )}
    </>
  );
}
