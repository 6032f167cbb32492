import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import type { LinkState } from './DraftLink.ts';

/** Whether what I wrote is safe, in a word and a sentence. Read out when it changes for the worse, and back. */
export function LineState({ state, onAgain }: { state: LinkState; onAgain: () => void }) {
  const { t } = useTranslation('writing');
  if (state.ended)
    return (
      <Note kind="warn" alert>
        <p>{t(`ended.${state.ended}`)}</p>
        {state.ended !== 'missing' && (
          <Button small onClick={onAgain}>
            {t('again')}
          </Button>
        )}
      </Note>
    );
  const word = wordOf(state);
  return (
    <p className={`line-state ${word}`} role="status">
      <Icon name={ICONS[word]} />
      <span>
        <b>{t(`line.${word}`)}</b> <span className="dim">{t(`lineMeans.${word}`)}</span>
      </span>
    </p>
  );
}

const ICONS = {
  opening: 'clock',
  saved: 'check',
  saving: 'clock',
  offline: 'offline',
  here: 'warn',
  resting: 'lock',
} as const;

function wordOf({ line, pending, device, mode }: LinkState): keyof typeof ICONS {
  if (line === 'opening') return 'opening';
  if (line === 'off') return device ? 'offline' : 'here';
  if (mode === 'read') return 'resting';
  return pending ? 'saving' : 'saved';
}
