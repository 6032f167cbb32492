import { useTranslation } from 'react-i18next';
import type { Results } from '../../../domain/surveys/contract.ts';
import { lowestThemes } from '../../../domain/surveys/profile.ts';
import { textIn } from '../../../domain/surveys/texts.ts';
import { useFormat } from '../../platform/useFormat.ts';
import { GroupName, type Sides } from '../parties.tsx';
import './instruments.css';

/** The lowest theme of everybody and of each group that may be shown, with what the instrument proposes for it. */
export function Lowest({ results, sides }: { results: Results; sides: Sides }) {
  const { t } = useTranslation(['instruments', 'surveys']);
  const { language, list } = useFormat();
  const { instrument, snapshot } = results;
  const themes = new Map(instrument.themes.map((theme) => [theme.key, theme]));
  if (!instrument.themes.some((theme) => theme.lowest)) return null;
  const groups = lowestThemes(snapshot);
  if (groups.length === 0) return null;
  const name = (key: string) => textIn(themes.get(key)?.text ?? {}, language);
  const proposed = [...new Set(groups.flatMap((group) => (group.themes.length > 2 ? [] : group.themes)))];
  return (
    <div className="lowest-of">
      <dl>
        {groups.map((group) => (
          <div key={group.parties.join()}>
            <dt>
              {group.parties.length === 0 ? t('surveys:results.everyone') : <GroupName sides={sides(group.parties)} />}
            </dt>
            <dd>
              {group.themes.length > 2 ? (
                t('lowest.level')
              ) : (
                <>
                  {t('lowest.is')} <b className="joint">{list(group.themes.map(name))}</b>
                  {group.themes.length > 1 && ` ${t('lowest.close')}`}
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {proposed.map((key) => {
        const text = themes.get(key)?.lowest;
        return (
          text && (
            <p key={key} className="sm">
              <b>{name(key)}.</b> {textIn(text, language)}
            </p>
          )
        );
      })}
      {instrument.key === 'attributes' && <p className="sm dim">{t('lowest.apart')}</p>}
    </div>
  );
}
