import { useBlocker } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type InstrumentDraft, previewOf, problemsOf } from '../../../domain/surveys/draft.ts';
import type { OwnInstrument, OwnInstrumentChange } from '../../../domain/surveys/draft-contract.ts';
import { Confirm } from '../../components/Dialog.tsx';
import { Note } from '../../components/Note.tsx';
import { toast } from '../../components/toast.ts';
import { useVersioned } from '../../components/useVersioned.tsx';
import { changeOwn, useTakeIn } from './api.ts';
import { type Editor, EditorContext } from './editor.ts';
import { ItemsEditor } from './ItemsEditor.tsx';
import { LanguagesEditor } from './LanguagesEditor.tsx';
import { HeadEditor, ListEditor, ScaleEditor } from './PartsEditor.tsx';
import { Phone } from './Phone.tsx';
import { Standing } from './Standing.tsx';
import { titleOf } from './titles.ts';

interface Props {
  partnership: string;
  instrument: OwnInstrument;
  onGone: () => void;
}

const same = (one: InstrumentDraft, other: InstrumentDraft) => JSON.stringify(one) === JSON.stringify(other);

export function InstrumentEditor({ partnership, instrument, onGone }: Props) {
  const { t } = useTranslation('instruments');
  const takeIn = useTakeIn(partnership);
  const [draft, setDraft] = useState(instrument.draft);
  /** The text that the server has, as far as this page knows. */
  const [saved, setSaved] = useState(instrument.draft);
  const [beside, setBeside] = useState(instrument.draft.languages[1] ?? '');
  const [step, setStep] = useState(0);
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const wanted = useRef<string | null>(null);
  /** What was last sent: whoever goes on writing meanwhile keeps what they write. */
  const sent = useRef(draft);
  /** What is said when it has arrived: after a clash, that is when the person has chosen. */
  const said = useRef('');
  /** The version whose text is before one's eyes, when it came from others. */
  const adopted = useRef(instrument.version);
  const off = !instrument.can.change;
  const dirty = !same(draft, saved);
  const problems = useMemo(() => problemsOf(draft), [draft]);
  const shownNow = useMemo(() => previewOf(draft), [draft]);
  const [first = 'en'] = draft.languages;
  const shown = beside && beside !== first && draft.languages.includes(beside) ? [first, beside] : [first];
  const blocker = useBlocker({
    shouldBlockFn: () => dirty,
    withResolver: true,
    enableBeforeUnload: () => dirty,
  });

  // Others' changes are shown as soon as nothing of one's own would be lost.
  useEffect(() => {
    if (dirty || same(saved, instrument.draft)) return;
    adopted.current = instrument.version;
    setDraft(instrument.draft);
    setSaved(instrument.draft);
  }, [instrument, saved, dirty]);

  const versioned = useVersioned<OwnInstrument, OwnInstrumentChange>({
    record: instrument,
    send: (change, version) => changeOwn(partnership, instrument.id, change, Math.max(version, adopted.current)),
    compare: (current, change) => {
      const mine = change.draft;
      if (!mine || same(mine, current.draft)) return [];
      const words = (one: InstrumentDraft) =>
        `${titleOf(one)}: ${one.items.map((item) => item.text[one.languages[0] ?? 'en'] ?? '').join(' · ')}`;
      return [{ label: t('own.text'), theirs: words(current.draft), mine: words(mine) }];
    },
    onSaved: (record) => {
      toast(said.current);
      setSaved(record.draft);
      setDraft((now) => (now === sent.current ? record.draft : now));
      void takeIn(record);
    },
    onKept: (record) => {
      setSaved(record.draft);
      setDraft(record.draft);
      void takeIn(record);
    },
  });
  const save = async (change: OwnInstrumentChange, words: string) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    sent.current = draft;
    said.current = words;
    try {
      await versioned.save({ ...(dirty ? { draft } : {}), ...change });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };

  const idOf = (path: string, language?: string) =>
    `w-${path.replaceAll(/[^\w-]/g, '_')}${language && language !== first ? `-${language}` : ''}`;
  const focus = (path: string) => {
    wanted.current = idOf(path);
  };
  // After the drawing that brought the field about.
  useEffect(() => {
    if (wanted.current === null) return;
    const field = document.getElementById(wanted.current);
    wanted.current = null;
    // A button at an end cannot be pressed any more: its neighbour takes the focus.
    if (field instanceof HTMLButtonElement && field.disabled)
      (field.nextElementSibling ?? field.previousElementSibling)?.querySelector?.('button') ??
        (field.parentElement?.querySelector('button:not(:disabled)') as HTMLElement | null)?.focus();
    else field?.focus();
  });
  const editor: Editor = {
    draft,
    edit: setDraft,
    editWithUndo: (next, said) => {
      const before = draft;
      setDraft(next);
      toast(said, { undo: () => setDraft(before) });
    },
    shown,
    problem: (path) => (asked ? problems.find((one) => one.path === path)?.reason : undefined),
    idOf,
    focus,
    look: setStep,
    off,
  };
  const publish = () => {
    setAsked(true);
    const [problem] = problems;
    if (problem) {
      requestAnimationFrame(() => document.getElementById(idOf(problem.path))?.focus());
      return;
    }
    void save({ usable: true }, t('own.nowUsable'));
  };

  return (
    <EditorContext value={editor}>
      <Standing
        partnership={partnership}
        instrument={instrument}
        dirty={dirty}
        busy={busy}
        problems={asked ? problems : []}
        onSave={() => void save({ draft }, t('own.saved'))}
        onUsable={publish}
        onRetire={(retired) => void save({ retired }, t(retired ? 'own.retired' : 'own.restored'))}
        onGone={onGone}
        idOf={idOf}
      />
      {failure && (
        <Note kind="error" alert>
          {failure}
        </Note>
      )}
      <p className="sm to-phone noprint">
        <a href="#phone">{t('preview.below')}</a>
      </p>
      <div className="writing">
        <div className="written-parts">
          <HeadEditor />
          <ItemsEditor />
          <ScaleEditor />
          <ListEditor part="themes" />
          <ListEditor part="questions" />
          <LanguagesEditor beside={beside} onBeside={setBeside} />
        </div>
        <Phone instrument={shownNow} languages={draft.languages} step={step} />
      </div>
      {versioned.dialog}
      {blocker.status === 'blocked' && (
        <Confirm
          title={t('own.leaveTitle')}
          action={t('own.leave')}
          onConfirm={() => blocker.proceed()}
          onClose={() => blocker.reset()}
        >
          <p>{t('own.leaveText')}</p>
        </Confirm>
      )}
    </EditorContext>
  );
}
