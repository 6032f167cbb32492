import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import * as Y from 'yjs';
import type { Field as Kind } from '../../domain/documents/kinds.ts';
import { LETTERS } from '../../domain/documents/words.ts';
import type { Participant, Party } from '../../domain/partnerships/contract.ts';
import { rewrite } from '../../domain/writing/rows.ts';
import { Field, SelectField, TextField } from '../components/Field.tsx';
import { type DraftFiles, FileCell } from '../documents/FileCell.tsx';

type Props = {
  row: Y.Map<unknown>;
  field: Kind;
  label: string;
  hint: string | undefined;
  choices: Record<string, string> | undefined;
  parties: readonly Party[];
  people: readonly Participant[];
  files: DraftFiles;
  readOnly: boolean;
  change: (work: () => void) => void;
};

/** One field of a row: several may type in its text at once; everything else is whoever chose last. */
export function Cell(props: Props) {
  const { row, field, label, hint, choices, parties, people, files, readOnly, change } = props;
  const { t } = useTranslation('writing');
  const { key, type } = field;
  const common = { label, hint, note: field.required ? undefined : t('optional') };
  const value = row.get(key);
  const set = (next: string) => change(() => (next === '' ? row.delete(key) : row.set(key, next)));
  const none = { value: '', label: t('choose') };
  switch (type) {
    case 'line':
    case 'paragraph':
      return (
        <Field {...common}>
          {(ids) => <SharedText ids={ids} row={row} name={key} long={type === 'paragraph'} change={change} />}
        </Field>
      );
    case 'date':
      return <TextField {...common} type="date" value={typeof value === 'string' ? value : ''} onChange={set} />;
    case 'number':
      return (
        <TextField
          {...common}
          type="number"
          value={typeof value === 'number' ? String(value) : ''}
          onChange={(next) => change(() => (next === '' ? row.delete(key) : row.set(key, Number(next))))}
        />
      );
    case 'file':
      return (
        <FileCell
          {...common}
          value={typeof value === 'string' ? value : undefined}
          place={files}
          readOnly={readOnly}
          onChange={(file) =>
            change(() => {
              if (!file) return row.delete(key);
              row.set(key, file.id);
              // A line without a title takes that of its file.
              const title = row.get('title');
              if (title instanceof Y.Text && title.length === 0) title.insert(0, file.name.replace(/\.[^.]*$/, ''));
            })
          }
        />
      );
    case 'letters':
      return <Letters {...props} />;
    default: {
      const options =
        type === 'party'
          ? parties.map((one) => ({ value: one.id, label: one.name }))
          : type === 'participant'
            ? people.map((one) => ({ value: one.id, label: personLabel(one, parties) }))
            : (field.choices ?? []).map((one) => ({ value: one, label: choices?.[one] ?? one }));
      const now = typeof value === 'string' ? value : '';
      // Somebody who has left meanwhile still stands there, until another is chosen.
      const gone = now !== '' && !options.some((one) => one.value === now);
      return (
        <SelectField
          {...common}
          value={now}
          onChange={set}
          options={[none, ...options, ...(gone ? [{ value: now, label: t('gone') }] : [])]}
        />
      );
    }
  }
}

const personLabel = (one: Participant, parties: readonly Party[]): string => {
  const party = parties.find(({ id }) => id === one.partyId);
  return party ? `${one.name} (${party.name})` : one.name;
};

type Ids = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

function SharedText({
  ids,
  row,
  name,
  long,
  change,
}: {
  ids: Ids;
  row: Y.Map<unknown>;
  name: string;
  long: boolean;
  change: Props['change'];
}) {
  const text = row.get(name);
  const shared = text instanceof Y.Text ? text : undefined;
  const value = shared ? shared.toString() : typeof text === 'string' ? text : '';
  const control = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  /** Where my caret stands in the shared text, whatever others put before it. */
  const caret = useRef<[Y.RelativePosition, Y.RelativePosition] | null>(null);
  const remember = () => {
    const { selectionStart, selectionEnd } = control.current ?? {};
    caret.current =
      shared && typeof selectionStart === 'number'
        ? [
            Y.createRelativePositionFromTypeIndex(shared, selectionStart, -1),
            Y.createRelativePositionFromTypeIndex(shared, selectionEnd ?? selectionStart, -1),
          ]
        : null;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: after every change of the text, mine or another's.
  useLayoutEffect(() => {
    const element = control.current;
    if (!element || document.activeElement !== element || !caret.current || !shared?.doc) return;
    const [start, end] = caret.current.map(
      (one) => Y.createAbsolutePositionFromRelativePosition(one, shared.doc as Y.Doc)?.index,
    );
    if (start !== undefined && (start !== element.selectionStart || end !== element.selectionEnd))
      element.setSelectionRange(start, end ?? start);
  }, [value]);
  const attributes = {
    ...ids,
    ref: control,
    className: 'inp',
    value,
    onChange: (event: { currentTarget: { value: string } }) => {
      const now = event.currentTarget.value;
      change(() => {
        if (shared) rewrite(shared, now);
        else row.set(name, new Y.Text(now));
      });
      remember();
    },
    onSelect: remember,
  };
  return long ? <textarea rows={2} {...attributes} /> : <input type="text" {...attributes} />;
}

/** For each party, and for people who are named, one of R, A, C, I. */
function Letters({ row, field, label, hint, parties, people, change }: Props) {
  const { t } = useTranslation('writing');
  const prefix = `${field.key}:`;
  const letterOf = (id: string) => String(row.get(prefix + id) ?? '');
  const named = people.filter((one) => letterOf(one.id) !== '');
  const options = [
    { value: '', label: '–' },
    ...LETTERS.map((one) => ({ value: one as string, label: t(`letter.${one}`) })),
  ];
  const who = [
    ...parties.map((one) => ({ id: one.id, name: one.name })),
    ...named.map((one) => ({ id: one.id, name: personLabel(one, parties) })),
  ];
  const others = people.filter((one) => letterOf(one.id) === '');
  return (
    <fieldset className="letters">
      <legend className="lab">{label}</legend>
      {hint && <span className="hint">{hint}</span>}
      <div className="forms">
        {who.map(({ id, name }) => (
          <SelectField
            key={id}
            label={name}
            value={letterOf(id)}
            options={options}
            onChange={(next) => change(() => (next === '' ? row.delete(prefix + id) : row.set(prefix + id, next)))}
          />
        ))}
        {others.length > 0 && (
          <SelectField
            label={t('letter.person')}
            value=""
            options={[
              { value: '', label: t('choose') },
              ...others.map((one) => ({ value: one.id, label: personLabel(one, parties) })),
            ]}
            onChange={(id) => id && change(() => row.set(prefix + id, 'R'))}
          />
        )}
      </div>
    </fieldset>
  );
}
