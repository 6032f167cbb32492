import { useTranslation } from 'react-i18next';
import type { ItemTheme } from '../../domain/documents/needs.ts';
import type { Needs, SharedItem } from '../../domain/documents/needs-contract.ts';
import { useFormat } from '../platform/useFormat.ts';

/** What an item is about, as whoever wrote it chose. */
export function Themes({ themes }: { themes: readonly ItemTheme[] }) {
  const { t } = useTranslation('needs');
  if (themes.length === 0) return null;
  return (
    <span className="topics">
      {themes.map((theme) => (
        <span className="topic" key={theme}>
          {t(`theme.${theme}`)}
        </span>
      ))}
    </span>
  );
}

/** How it was worded before, for whoever wants to know. */
export function Earlier({ item }: { item: SharedItem }) {
  const { t } = useTranslation('needs');
  const format = useFormat();
  if (item.before.length === 0) return null;
  return (
    <details className="sm">
      <summary>{t('before.title', { count: item.before.length })}</summary>
      <ul className="l">
        {item.before.map(({ text, until }) => (
          <li key={until}>
            <span className="dim">{t('before.until', { day: format.date(until, 'medium') })}</span>{' '}
            <span className="words">{text}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Why two are suggested to each other: "Both about capacity. Both say “terminals”." */
export function Why({ suggestion: { themes, words } }: { suggestion: Needs['suggestions'][number] }) {
  const { t } = useTranslation('needs');
  const format = useFormat();
  const said = words.map(({ need, strength }) =>
    need.toLowerCase() === strength.toLowerCase() ? `“${need}”` : `“${need}” / “${strength}”`,
  );
  return (
    <p className="sm dim">
      {themes.length > 0 && t('why.themes', { themes: format.list(themes.map((theme) => t(`theme.${theme}`))) })}{' '}
      {said.length > 0 && t('why.words', { words: format.list(said) })}
    </p>
  );
}
