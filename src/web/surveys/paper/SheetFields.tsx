import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instrument } from '../../../domain/surveys/instrument.ts';
import { asStatement } from '../../../domain/surveys/reading.ts';
import { keyOf, readKeys } from '../../../domain/surveys/sheets.ts';
import { pointText, textIn } from '../../../domain/surveys/texts.ts';
import { Button } from '../../components/Button.tsx';
import { Field, TextArea } from '../../components/Field.tsx';
import { Section } from '../../components/Section.tsx';
import { useFormat } from '../../platform/useFormat.ts';
import { acceptedKeys, type Entry, jump, missing, note, type Shape, takeBack } from './entry.ts';

interface Props {
  instrument: Instrument;
  shape: Shape;
  entry: Entry;
  onEntry: (entry: Entry) => void;
  keysRef: RefObject<HTMLInputElement | null>;
}

/** One sheet: a line of keys, one for each item, and what was written. Enter goes on to the next. */
export function SheetFields({ instrument, shape, entry, onEntry, keysRef }: Props) {
  const { t } = useTranslation('calendar');
  const { language } = useFormat();
  const [error, setError] = useState<string | undefined>();
  const [told, tell] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const { typed, at, sheets, unsure } = entry;
  const { min, max } = shape.scale;
  const [firstKey, lastKey] = [keyOf(min, shape.scale), keyOf(max, shape.scale)];
  const here = typed.keys.length;

  const go = (next: Entry, words: string) => {
    setError(undefined);
    tell(words);
    onEntry(next);
    keysRef.current?.focus();
  };
  const next = () => {
    const lacks = missing(typed, shape);
    if (lacks) {
      setError(
        lacks === 'items'
          ? t('sheets.lacking', { count: shape.items - here })
          : t(lacks === 'surplus' ? 'sheets.surplus' : 'sheets.blank'),
      );
      keysRef.current?.focus();
      return;
    }
    const noted = note(entry, shape);
    go(noted, t('sheets.notedOne', { number: at + 1, count: noted.sheets.length }));
  };
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const empty = typed.keys === '';
    if (event.key === 'ArrowUp' && event.target === keysRef.current && at > 0) {
      event.preventDefault();
      go(jump(entry, at - 1, shape), t('sheets.opened', { number: at }));
    } else if (event.key === 'ArrowDown' && event.target === keysRef.current && at < sheets.length) {
      event.preventDefault();
      go(jump(entry, at + 1, shape), t('sheets.opened', { number: at + 2 }));
    } else if (event.key === 'Backspace' && event.target === keysRef.current && empty && at === sheets.length) {
      event.preventDefault();
      if (sheets.length > 0) go(takeBack(entry), t('sheets.tookBack', { number: sheets.length }));
    } else if (event.key === 'Enter' && event.target instanceof HTMLTextAreaElement && !event.shiftKey) {
      event.preventDefault();
      next();
    }
  };
  const values = [...typed.keys];
  return (
    <Section title={t('sheets.sheet', { number: at + 1 })} aside={at < sheets.length ? t('sheets.again') : undefined}>
      <form
        ref={form}
        className="one-sheet"
        onKeyDown={onKey}
        onSubmit={(event) => {
          event.preventDefault();
          next();
        }}
        noValidate
      >
        <div className="stack">
          <Field
            label={t('sheets.keys', { count: shape.items })}
            hint={t('sheets.keysHint', { min: firstKey, max: lastKey })}
            error={error}
          >
            {(control) => (
              <input
                {...control}
                ref={keysRef}
                className="inp key-line"
                // biome-ignore lint/a11y/noAutofocus: this page is for typing, and begins where typing begins
                autoFocus
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                inputMode="numeric"
                enterKeyHint="next"
                readOnly={unsure}
                size={shape.items + 1}
                value={typed.keys}
                onChange={(event) => {
                  const { keys, wrong } = acceptedKeys(event.currentTarget.value, shape);
                  const surplus = keys.length > shape.items ? t('sheets.surplus') : undefined;
                  setError(wrong === null ? surplus : t('sheets.wrong', { key: wrong }));
                  onEntry({ ...entry, typed: { ...typed, keys } });
                }}
              />
            )}
          </Field>
          {instrument.questions.map((question, index) => (
            <TextArea
              key={question.key}
              label={textIn(question.text, language)}
              note={t('common:optional')}
              rows={2}
              maxLength={2000}
              readOnly={unsure}
              value={typed.comments[index] ?? ''}
              onChange={(text) =>
                onEntry({ ...entry, typed: { ...typed, comments: typed.comments.with(index, text) } })
              }
            />
          ))}
          <div className="acts">
            <Button type="submit" kind={here === shape.items ? 'primary' : undefined} disabled={unsure}>
              {t('sheets.next')}
            </Button>
          </div>
          <p className="sm dim">{t('sheets.keyboard')}</p>
          <p className="vh" role="status">
            {told}
          </p>
        </div>
        <ol className="l typed-items" aria-label={t('sheets.items')}>
          {instrument.items.map((item, index) => (
            <li key={item.key} className={index === here ? 'here' : undefined}>
              <span>
                <span className="nr">{index + 1}</span> {asStatement(textIn(item.text, language), language)}
              </span>
              <b>{values[index] === undefined ? '' : shownKey(values[index], shape)}</b>
            </li>
          ))}
        </ol>
      </form>
    </Section>
  );
}

/** The answer a key stands for, as it is written on the sheet. */
function shownKey(key: string, { scale }: Shape): string {
  const [rating] = readKeys(key, scale).ratings;
  return rating == null ? '–' : pointText(rating);
}
