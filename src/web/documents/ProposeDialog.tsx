import { useTranslation } from 'react-i18next';
import type { Document, Draft } from '../../domain/documents/contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Dialog } from '../components/Dialog.tsx';
import { TextArea, TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { orNull, useForm } from '../components/form.ts';
import { Note } from '../components/Note.tsx';
import { toast } from '../components/toast.ts';
import { ProblemError } from '../platform/http.ts';
import { useFormat } from '../platform/useFormat.ts';
import { daysAhead } from '../surveys/rounds.ts';
import { proposeDocument, useTakeIn } from './api.ts';
import { Foot } from './SmallDialogs.tsx';
import { partyIn } from './standing.ts';

/** The text freezes: who is asked, until when, and what changed. */
export function ProposeDialog({
  partnership,
  document,
  draft,
  onClose,
}: {
  partnership: Partnership;
  document: Document;
  draft: Draft;
  onClose: () => void;
}) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const takeIn = useTakeIn(partnership.id);
  const stops = draft.findings.filter((finding) => finding.stops);
  const today = format.today();
  const form = useForm({
    values: { note: '', expiresOn: daysAhead(today, 21) },
    check: ({ expiresOn }): Record<string, string> => (expiresOn > today ? {} : { expiresOn: t('propose.late') }),
    send: async ({ note, expiresOn }, key) => {
      const wish = { hash: draft.hash, note: orNull(note), expiresOn, timeZone: format.timeZone };
      try {
        takeIn(await proposeDocument(partnership.id, document.id, wish, key));
      } catch (error) {
        // Somebody wrote in it meanwhile: read it again before it is frozen.
        const now = error instanceof ProblemError && error.status === 412 ? error.current<Document>() : null;
        if (!now) throw error;
        takeIn(now);
        toast(t('propose.changed'), { kind: 'error' });
        return onClose();
      }
      toast(t('propose.done'));
      onClose();
    },
  });
  return (
    <Dialog title={t('propose.title', { title: document.title })} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        {stops.length > 0 ? (
          <Note kind="warn">
            <p>
              <b>{t('draft.stops', { count: stops.length })}</b>
            </p>
            <ul className="findings">
              {stops.map((finding) => (
                <li key={`${finding.section}${finding.row}${finding.message}`}>{finding.message}</li>
              ))}
            </ul>
          </Note>
        ) : (
          <p>{t('propose.text')}</p>
        )}
        <div>
          <h3>{t('propose.asked')}</h3>
          <ul className="findings">
            {document.signatories.map((one) => (
              <li key={one.partyId}>
                <b>{partyIn(partnership.parties, one.partyId)}</b>:{' '}
                {one.people.length > 0
                  ? t(`ratified.as.${one.role}`, { name: format.list(one.people.map((person) => person.name)) })
                  : t(`ratified.nobody.${one.role}`)}
              </li>
            ))}
          </ul>
        </div>
        <TextArea
          label={t('propose.note')}
          note={t('common:optional')}
          hint={t(draft.base === null ? 'propose.noteHint' : 'propose.noteHintChange')}
          id={form.id('note')}
          error={form.errors['note']}
          value={form.values.note}
          onChange={(note) => form.set({ note })}
          rows={3}
          maxLength={1000}
        />
        <TextField
          label={t('propose.expires')}
          hint={t('propose.expiresHint')}
          type="date"
          id={form.id('expiresOn')}
          error={form.errors['expiresOn']}
          value={form.values.expiresOn}
          onChange={(expiresOn) => form.set({ expiresOn })}
        />
        <FormNotes form={form} labels={{ expiresOn: t('propose.expires') }} />
        <Foot action={t('propose.confirm')} busy={form.busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
