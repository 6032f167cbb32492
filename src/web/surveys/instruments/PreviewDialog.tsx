import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { SelectField } from '../../components/Field.tsx';
import { Loaded } from '../../components/Skeleton.tsx';
import { type Offered, useWholeInstrument } from './api.ts';
import { languageName } from './languages.ts';
import { PhoneFrame } from './PhoneFrame.tsx';

interface Props {
  card: Offered;
  partnership: string;
  onClose: () => void;
}

/** A look at what respondents will see. */
export function PreviewDialog({ card, partnership, onClose }: Props) {
  const { t, i18n } = useTranslation(['instruments', 'common']);
  const whole = useWholeInstrument(partnership, card);
  const [language, setLanguage] = useState(card.languages[0] ?? 'en');
  const [again, setAgain] = useState(0);
  return (
    <Dialog title={card.title} onClose={onClose}>
      <div className="phone-dialog">
        <p className="sm dim">{t('preview.nothing')}</p>
        <div className="acts">
          {card.languages.length > 1 && (
            <SelectField
              label={t('preview.language')}
              value={language}
              onChange={setLanguage}
              options={card.languages.map((value) => ({ value, label: languageName(value, i18n.language) }))}
            />
          )}
          <Button small kind="plain" onClick={() => setAgain(again + 1)}>
            {t('preview.again')}
          </Button>
        </div>
        <Loaded query={whole} lines={8}>
          {(instrument) => <PhoneFrame instrument={instrument} language={language} again={again} />}
        </Loaded>
      </div>
    </Dialog>
  );
}
