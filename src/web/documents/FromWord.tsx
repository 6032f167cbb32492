import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ForeignText } from '../../domain/documents/contract.ts';
import { beginningOf, suggestSection, takesText } from '../../domain/documents/foreign.ts';
import { kindOf } from '../../domain/documents/kinds.ts';
import { kindText } from '../../domain/documents/texts/index.ts';
import type { DocumentKind } from '../../domain/documents/words.ts';
import { Field, SelectField } from '../components/Field.tsx';
import { Note } from '../components/Note.tsx';
import { readWord } from './api.ts';

/** What was read from a file, and for each of its parts the section it goes to ('' : nowhere). */
export type Foreign = { name: string; text: ForeignText; goesTo: string[] };

interface Props {
  partnership: string;
  kind: DocumentKind;
  foreign: Foreign | null;
  onRead: (foreign: Foreign | null) => void;
  id: string;
  error?: string | undefined;
}

const LARGEST = 5_000_000;

/** A Word file becomes the beginning of a draft: its headings are laid onto sections, and a person looks at each. */
export function FromWord({ partnership, kind, foreign, onRead, id, error }: Props) {
  const { t } = useTranslation('documents');
  const [problem, setProblem] = useState<string>();
  const [reading, setReading] = useState(false);
  const words = kindText(kind);
  const choose = async (file: File | undefined) => {
    onRead(null);
    setProblem(undefined);
    if (!file) return;
    if (file.size > LARGEST) return setProblem(t('word.tooLarge'));
    setReading(true);
    try {
      const text = await readWord(partnership, await base64Of(file));
      if (text.parts.length === 0) return setProblem(t('word.nothing'));
      const goesTo = text.parts.map(({ heading }) => suggestSection(kindOf(kind), words, heading) ?? '');
      onRead({ name: file.name, text, goesTo });
    } catch (failure) {
      setProblem((failure as Error).message);
    } finally {
      setReading(false);
    }
  };
  return (
    <div className="fromword">
      <Field label={t('word.file')} hint={t('word.hint')} error={problem ?? error} id={id}>
        {(ids) => (
          <input
            {...ids}
            className="inp"
            type="file"
            accept=".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      <p role="status" className="sm dim">
        {reading && t('word.reading')}
        {foreign && t('word.read', { count: foreign.text.parts.length, name: foreign.name })}
      </p>
      {foreign && (
        <>
          <ol className="l foreign">
            {foreign.text.parts.map((part, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of a file stay in its order
              <li key={at}>
                <div>
                  <b>{part.heading ?? t('word.before')}</b>
                  <p className="sm dim">{beginningOf(part)}</p>
                </div>
                <SelectField
                  label={t('word.goes')}
                  value={foreign.goesTo[at] ?? ''}
                  onChange={(section) => onRead({ ...foreign, goesTo: foreign.goesTo.with(at, section) })}
                  options={[
                    { value: '', label: t('word.out') },
                    ...kindOf(kind)
                      .sections.filter(takesText)
                      .map(({ key }) => ({ value: key, label: words.sections[key]?.title ?? key })),
                  ]}
                />
              </li>
            ))}
          </ol>
          {foreign.goesTo.every((section) => section === '') && <Note>{t('word.allOut')}</Note>}
        </>
      )}
    </div>
  );
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}
