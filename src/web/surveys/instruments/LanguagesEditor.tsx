import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../../domain/common/languages.ts';
import { completeness } from '../../../domain/surveys/draft.ts';
import { Button } from '../../components/Button.tsx';
import { SelectField } from '../../components/Field.tsx';
import { Section } from '../../components/Section.tsx';
import { useFormat } from '../../platform/useFormat.ts';
import { withoutLanguage } from './editing.ts';
import { useEditor } from './editor.ts';
import { languageName, OFFERED } from './languages.ts';

interface Props {
  beside: string;
  onBeside: (language: string) => void;
}

/** The languages, how complete each is, and which one is written beside the first. */
export function LanguagesEditor({ beside, onBeside }: Props) {
  const { t, i18n } = useTranslation('instruments');
  const { draft, edit, editWithUndo, off } = useEditor();
  const { list } = useFormat();
  const [first = 'en', ...others] = draft.languages;
  const name = (code: string) => languageName(code, i18n.language);
  const more = OFFERED.filter((code) => !draft.languages.includes(code));
  return (
    <Section title={t('languages.title')}>
      <div className="stack">
        <p className="sm dim narrow">{t('languages.pages', { languages: list(LANGUAGES.map(name)) })}</p>
        <ul className="l rows completeness">
          {completeness(draft).map(({ language, written, of }) => (
            <li key={language}>
              <span>
                {name(language)}
                {language === first && <span className="dim"> {t('languages.first')}</span>}
              </span>
              <progress value={written} max={of} aria-label={t('languages.progress', { language: name(language) })} />
              <span className="sm dim">{t('languages.written', { count: written, of })}</span>
              {!off && language !== first && (
                <Button
                  kind="plain"
                  small
                  aria-label={t('languages.removeOf', { language: name(language) })}
                  onClick={() => {
                    editWithUndo(
                      withoutLanguage(draft, language),
                      t('languages.removed', { language: name(language) }),
                    );
                    if (beside === language) onBeside('');
                  }}
                >
                  {t('move.removeIt')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <div className="forms">
          {others.length > 0 && (
            <SelectField
              label={t('languages.beside')}
              value={beside}
              onChange={onBeside}
              options={[
                { value: '', label: t('languages.alone', { language: name(first) }) },
                ...others.map((value) => ({ value, label: name(value) })),
              ]}
            />
          )}
          {!off && (
            <SelectField
              label={t('languages.add')}
              value=""
              onChange={(code) => {
                if (code === '') return;
                edit({ ...draft, languages: [...draft.languages, code] });
                onBeside(code);
              }}
              options={[
                { value: '', label: t('languages.choose') },
                ...more.map((value): { value: string; label: string } => ({ value, label: name(value) })),
              ]}
            />
          )}
        </div>
      </div>
    </Section>
  );
}
