import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import * as Y from 'yjs';
import type { RowsSection } from '../../domain/documents/kinds.ts';
import type { SectionText } from '../../domain/documents/texts/shape.ts';
import { rowsInOrder, rowsOf } from '../../domain/documents/ydoc.ts';
import type { Participant, Party } from '../../domain/partnerships/contract.ts';
import { addRow, moveRow, removeRow } from '../../domain/writing/rows.ts';
import { Button, buttonClass } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import type { DraftFiles } from '../documents/FileCell.tsx';
import { newKey } from '../platform/http.ts';
import { Cell } from './Cell.tsx';
import type { DraftLink } from './DraftLink.ts';

type Props = {
  link: DraftLink;
  section: RowsSection;
  title: string;
  readOnly: boolean;
  words: SectionText | undefined;
  parties: readonly Party[];
  people: readonly Participant[];
  files: DraftFiles;
};

/** A section of rows with typed fields. Ctrl/⌘ Z takes back what I did here, and nothing that others did. */
export function RowsPart({ link, section, title, readOnly, words, parties, people, files }: Props) {
  const { t } = useTranslation('writing');
  const list = useRef<HTMLOListElement>(null);
  const rows = rowsOf(link.doc, section.key);
  const seen = useRef(0);
  const version = useSyncExternalStore(
    useCallback(
      (changed: () => void) => {
        const count = () => {
          seen.current++;
          changed();
        };
        rows.observeDeep(count);
        return () => rows.unobserveDeep(count);
      },
      [rows],
    ),
    () => seen.current,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what changes of the rows.
  const order = useMemo(() => rowsInOrder(rows), [rows, version]);
  const undo = useMemo(() => new Y.UndoManager(rows, { trackedOrigins: new Set([rows]) }), [rows]);
  const change = (work: () => void) => link.doc.transact(work, rows);
  const keys = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) undo.redo();
    else undo.undo();
  };
  const move = (row: Y.Map<unknown>, step: -1 | 1) => {
    // A step of its own for undo, also right after typing.
    undo.stopCapturing();
    change(() => moveRow(rows, row, step));
    undo.stopCapturing();
  };
  const add = () => {
    undo.stopCapturing();
    change(() => addRow(rows, section, newKey()));
    requestAnimationFrame(() => {
      const controls = list.current?.lastElementChild?.querySelector<HTMLElement>('input, textarea, select');
      controls?.focus();
    });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that bubble from the fields inside.
    <div className="rows-part" onKeyDown={keys}>
      {order.length === 0 && <p className="dim">{t('rows.none')}</p>}
      <ol ref={list} className="draft-rows">
        {order.map((row, at) => {
          const name = t('rows.one', { section: title, number: at + 1 });
          return (
            <li key={String(row.get('id'))} className="draft-row">
              <fieldset disabled={readOnly}>
                <legend className="sm dim">{name}</legend>
                <div className="forms">
                  {section.fields.map((field) => (
                    <Cell
                      key={field.key}
                      row={row}
                      field={field}
                      label={words?.fields?.[field.key]?.label ?? field.key}
                      hint={words?.fields?.[field.key]?.hint}
                      choices={words?.choices}
                      parties={parties}
                      people={people}
                      files={files}
                      readOnly={readOnly}
                      change={change}
                    />
                  ))}
                </div>
                {!readOnly && (
                  <div className="acts">
                    <Step
                      label={t('rows.upOf', { row: name })}
                      icon="sortUp"
                      end={at === 0}
                      onStep={() => move(row, -1)}
                    >
                      {t('rows.up')}
                    </Step>
                    <Step
                      label={t('rows.downOf', { row: name })}
                      icon="sortDown"
                      end={at === order.length - 1}
                      onStep={() => move(row, 1)}
                    >
                      {t('rows.down')}
                    </Step>
                    <Button
                      small
                      kind="plain"
                      icon="cross"
                      aria-label={t('rows.removeOf', { row: name })}
                      onClick={() => {
                        undo.stopCapturing();
                        change(() => removeRow(rows, row));
                      }}
                    >
                      {t('rows.remove')}
                    </Button>
                  </div>
                )}
              </fieldset>
            </li>
          );
        })}
      </ol>
      {!readOnly && (
        <div className="acts">
          <Button small icon="plus" aria-label={t('rows.addTo', { section: title })} onClick={add}>
            {t('rows.add')}
          </Button>
          {undo.canUndo() && (
            <Button small kind="plain" onClick={() => undo.undo()}>
              {t('tool.undo')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** At the end it keeps its focus: a button that is switched off would drop it, and the next key with it. */
function Step(props: {
  label: string;
  icon: 'sortUp' | 'sortDown';
  end: boolean;
  onStep: () => void;
  children: ReactNode;
}) {
  const { label, icon, end, onStep, children } = props;
  return (
    <button
      type="button"
      className={buttonClass('plain', true)}
      aria-label={label}
      aria-disabled={end || undefined}
      onClick={() => !end && onStep()}
    >
      <Icon name={icon} />
      {children}
    </button>
  );
}
