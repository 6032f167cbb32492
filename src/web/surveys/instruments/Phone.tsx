import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instrument } from '../../../domain/surveys/instrument.ts';
import { Button } from '../../components/Button.tsx';
import { SelectField } from '../../components/Field.tsx';
import { languageName } from './languages.ts';
import { PhoneFrame } from './PhoneFrame.tsx';

/** The preview beside the editor. It follows the field that is being written. */
export function Phone({ instrument, languages, step }: { instrument: Instrument; languages: string[]; step: number }) {
  const { t, i18n } = useTranslation('instruments');
  const [chosen, setChosen] = useState(languages[0] ?? 'en');
  const [again, setAgain] = useState(0);
  // The frame follows when there is a moment's rest.
  const shown = useDeferredValue(instrument);
  const language = languages.includes(chosen) ? chosen : (languages[0] ?? 'en');
  return (
    <aside className="phone-beside noprint" id="phone" aria-label={t('preview.frame')}>
      <div className="acts">
        {languages.length > 1 && (
          <SelectField
            label={t('preview.language')}
            value={language}
            onChange={setChosen}
            options={languages.map((value) => ({ value, label: languageName(value, i18n.language) }))}
          />
        )}
        <Button small kind="plain" onClick={() => setAgain(again + 1)}>
          {t('preview.again')}
        </Button>
      </div>
      <PhoneFrame instrument={shown} language={language} step={step} again={again} />
      <p className="xs dim">{t('preview.nothing')}</p>
    </aside>
  );
}
