import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';

interface Props {
  /** Read with each button: "Item 3". */
  name: string;
  at: number;
  of: number;
  idOf: (where: 'up' | 'down') => string;
  onMove: (by: number, where: 'up' | 'down') => void;
  onRemove: () => void;
}

/** One place up, one down, and out: large enough for a finger, and each says what it moves. */
export function MoveButtons({ name, at, of, idOf, onMove, onRemove }: Props) {
  const { t } = useTranslation('instruments');
  return (
    <span className="moves">
      <Button
        kind="plain"
        small
        icon="sortUp"
        id={idOf('up')}
        disabled={at === 0}
        aria-label={t('move.up', { name })}
        onClick={() => onMove(-1, 'up')}
      >
        <span className="vh">{t('move.up', { name })}</span>
      </Button>
      <Button
        kind="plain"
        small
        icon="sortDown"
        id={idOf('down')}
        disabled={at === of - 1}
        aria-label={t('move.down', { name })}
        onClick={() => onMove(1, 'down')}
      >
        <span className="vh">{t('move.down', { name })}</span>
      </Button>
      <Button kind="plain" small aria-label={t('move.remove', { name })} onClick={onRemove}>
        {t('move.removeIt')}
      </Button>
    </span>
  );
}
