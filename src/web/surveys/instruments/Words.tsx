import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../domain/common/languages.ts';
import { Field } from '../../components/Field.tsx';
import { useEditor } from './editor.ts';
import { languageName } from './languages.ts';

type Written = Readonly<Record<string, string>>;
interface Props {
  label: string;
  /** Of the text in the draft: problems are found by it, and fields are reached by it. */
  path: string;
  text: Written;
  onChange: (text: Record<string, string>) => void;
  hint?: string;
  note?: string;
  area?: boolean;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  onPaste?: (event: ClipboardEvent<HTMLInputElement>, language: string) => void;
  onFocus?: () => void;
}

/** One text in the languages being written, side by side. The first language carries the problems. */
export function Words({ label, path, text, onChange, hint, note, area, onKeyDown, onPaste, onFocus }: Props) {
  const { i18n } = useTranslation();
  const { shown, problem, idOf, off } = useEditor();
  return (
    <div className={shown.length > 1 ? 'word-pair two' : 'word-pair'}>
      {shown.map((language, at) => {
        const own = {
          className: 'inp joint',
          lang: language,
          dir: directionOf(language),
          value: text[language] ?? '',
          maxLength: 1000,
          autoComplete: 'off',
          readOnly: off,
          onFocus,
        };
        const put = (words: string) => onChange({ ...text, [language]: words });
        return (
          <Field
            key={language}
            id={idOf(path, language)}
            label={shown.length > 1 ? `${label} (${languageName(language, i18n.language)})` : label}
            hint={at === 0 ? hint : undefined}
            note={note}
            error={at === 0 ? problem(path) : undefined}
          >
            {(ids) =>
              area ? (
                <textarea rows={2} {...own} {...ids} onChange={(event) => put(event.currentTarget.value)} />
              ) : (
                <input
                  type="text"
                  {...own}
                  {...ids}
                  onChange={(event) => put(event.currentTarget.value)}
                  onKeyDown={onKeyDown}
                  onPaste={onPaste && ((event) => onPaste(event, language))}
                />
              )
            }
          </Field>
        );
      })}
    </div>
  );
}
