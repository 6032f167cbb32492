import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ITEMS_MOST } from '../../../domain/surveys/draft.ts';
import { Button } from '../../components/Button.tsx';
import { CheckField, SelectField, TextField } from '../../components/Field.tsx';
import { Section } from '../../components/Section.tsx';
import { add, isFull, move, putInTheme, remove, rename, set, themeOf } from './editing.ts';
import { useEditor } from './editor.ts';
import { ListFile } from './ListFile.tsx';
import { MoveButtons } from './MoveButtons.tsx';
import { Words } from './Words.tsx';

/** The short name of an item. It is what the row is known by, so it is taken over when the field is left. */
function KeyField({ at }: { at: number }) {
  const { t } = useTranslation('instruments');
  const { draft, edit, off, problem, idOf } = useEditor();
  const key = draft.items[at]?.key ?? '';
  const [typed, type] = useState(key);
  return (
    <TextField
      label={t('items.key')}
      hint={t('items.keyHint')}
      id={idOf(`items.${at}.key`)}
      error={problem(`items.${at}.key`)}
      value={typed}
      maxLength={60}
      spellCheck={false}
      readOnly={off}
      onChange={type}
      onBlur={() => typed.trim() !== '' && typed.trim() !== key && edit(rename(draft, at, typed.trim()))}
    />
  );
}

/** The items. Enter goes on with a new one, Alt and an arrow key moves one, several pasted lines are several items. */
export function ItemsEditor() {
  const { t } = useTranslation(['instruments', 'common']);
  const { draft, edit, editWithUndo, focus, look, off, problem, idOf } = useEditor();
  const [first = 'en'] = draft.languages;
  const full = isFull(draft, 'items');

  const addAfter = (at: number) => {
    if (full) return;
    edit(add(draft, 'items', at));
    focus(`items.${at + 1}.text`);
  };
  const takeOut = (at: number) => {
    editWithUndo(remove(draft, 'items', at), t('items.removed', { number: at + 1 }));
    focus(draft.items.length > 1 ? `items.${Math.max(0, at - 1)}.text` : 'items.add');
  };
  const shift = (at: number, by: number, where: string) => {
    const moved = move(draft, 'items', at, by);
    if (moved === draft) return;
    edit(moved);
    focus(`items.${at + by}.${where}`);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>, at: number) => {
    if (off || event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      addAfter(at);
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      shift(at, event.key === 'ArrowUp' ? -1 : 1, 'text');
    } else if (event.key === 'Backspace' && Object.values(draft.items[at]?.text ?? {}).join('') === '') {
      event.preventDefault();
      takeOut(at);
    }
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>, at: number, language: string) => {
    const lines = event.clipboardData
      .getData('text')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean);
    if (off || lines.length < 2) return;
    event.preventDefault();
    const [head = '', ...rest] = lines;
    const here = set(draft, 'items', at, { text: { ...draft.items[at]?.text, [language]: head } });
    editWithUndo(
      add(
        here,
        'items',
        at,
        rest.map((line) => ({ [language]: line })),
      ),
      t('items.pasted', { count: lines.length }),
    );
  };

  return (
    <Section title={t('items.title')} aside={t('items.count', { count: draft.items.length, most: ITEMS_MOST })}>
      {!off && <p className="sm dim narrow">{t('items.how')}</p>}
      <ol className="l written-items">
        {draft.items.map((item, at) => (
          <li key={item.key}>
            <Words
              label={t('items.item', { number: at + 1 })}
              path={`items.${at}.text`}
              text={item.text}
              onChange={(text) => edit(set(draft, 'items', at, { text }))}
              onKeyDown={(event) => onKey(event, at)}
              onPaste={(event, language) => onPaste(event, at, language)}
              onFocus={() => look(at + 1)}
            />
            <div className="of-item">
              <CheckField
                label={t('items.reversed')}
                checked={item.reversed}
                disabled={off}
                onChange={(reversed) => edit(set(draft, 'items', at, { reversed }))}
              />
              {!off && (
                <MoveButtons
                  name={t('items.item', { number: at + 1 })}
                  at={at}
                  of={draft.items.length}
                  idOf={(where) => idOf(`items.${at}.${where}`)}
                  onMove={(by, where) => shift(at, by, where)}
                  onRemove={() => takeOut(at)}
                />
              )}
            </div>
            <details>
              <summary className="sm">{t('items.more')}</summary>
              <div className="stack">
                <div className="forms">
                  {draft.themes.length > 0 && (
                    <SelectField
                      label={t('items.theme')}
                      value={themeOf(draft, item.key)}
                      disabled={off}
                      onChange={(theme) => edit(putInTheme(draft, item.key, theme))}
                      options={[
                        { value: '', label: t('items.noTheme') },
                        ...draft.themes.map((theme, place) => ({
                          value: theme.key,
                          label: theme.text[first] || t('themes.theme', { number: place + 1 }),
                        })),
                      ]}
                    />
                  )}
                  <KeyField at={at} />
                </div>
                <Words
                  label={t('items.short')}
                  note={t('common:optional')}
                  hint={t('items.shortHint')}
                  path={`items.${at}.short`}
                  text={item.short}
                  onChange={(short) => edit(set(draft, 'items', at, { short }))}
                />
              </div>
            </details>
          </li>
        ))}
      </ol>
      {problem('items') && <p className="err">{problem('items')}</p>}
      {!off && (
        <div className="acts">
          <Button
            icon="plus"
            id={idOf('items.add')}
            unavailable={full ? t('items.full', { most: ITEMS_MOST }) : null}
            onClick={() => addAfter(draft.items.length - 1)}
          >
            {t('items.add')}
          </Button>
          <ListFile />
        </div>
      )}
    </Section>
  );
}
