import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minutesFor } from '../../../domain/surveys/pace.ts';
import { Button } from '../../components/Button.tsx';
import type { Offered } from './api.ts';
import { PreviewDialog } from './PreviewDialog.tsx';
import './instruments.css';

interface Props {
  offered: readonly Offered[];
  partnership: string;
  value: string;
  onChange: (key: string) => void;
  id?: string;
}

/** Which questions a round asks: each instrument with what it is for, how long it takes, and a look at it. */
export function InstrumentChoice({ offered, partnership, value, onChange, id }: Props) {
  const { t } = useTranslation(['instruments', 'surveys']);
  const [shown, show] = useState<Offered | null>(null);
  return (
    <fieldset className="field">
      <legend className="lab">{t('choice.legend')}</legend>
      <ul className="l instrument-choice">
        {offered.map((card, at) => (
          <li key={card.key}>
            <label className="check">
              <input
                type="radio"
                name="instrument"
                id={at === 0 ? id : undefined}
                value={card.key}
                checked={card.key === value}
                onChange={() => onChange(card.key)}
              />
              <span>
                {card.title}
                <span className="hint">
                  {card.about && `${card.about} `}
                  {t('choice.size', {
                    items: t('surveys:count.items', { count: card.items }),
                    time: t('choice.minutes', { count: minutesFor(card) }),
                  })}
                </span>
              </span>
            </label>
            <Button
              kind="plain"
              small
              onClick={() => show(card)}
              aria-label={t('choice.previewOf', { title: card.title })}
            >
              {t('choice.preview')}
            </Button>
          </li>
        ))}
      </ul>
      <p className="sm">
        <Link to="/partnerships/$id/listen/instruments" params={{ id: partnership }}>
          {t('choice.own')}
        </Link>
      </p>
      {shown && <PreviewDialog card={shown} partnership={partnership} onClose={() => show(null)} />}
    </fieldset>
  );
}
