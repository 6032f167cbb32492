import { useTranslation } from 'react-i18next';
import type { Results } from '../../../domain/surveys/contract.ts';
import { pyramidOf } from '../../../domain/surveys/pyramid.ts';
import { shortWords } from '../../../domain/surveys/reading.ts';
import type { ThemeResult } from '../../../domain/surveys/snapshot-contract.ts';
import { textIn } from '../../../domain/surveys/texts.ts';
import { Section } from '../../components/Section.tsx';
import { useFormat } from '../../platform/useFormat.ts';
import { Lowest } from '../instruments/Lowest.tsx';
import { Pyramid } from '../instruments/Pyramid.tsx';
import { GroupName, type Sides } from '../parties.tsx';
import { SurveyStatus } from '../SurveyStatus.tsx';
import { Radar } from './Radar.tsx';

/** Items taken together. A reading aid: the grouping is ours, and the items stay what was asked. */
export function Themes({ results, sides }: { results: Results; sides: Sides }) {
  const { t } = useTranslation('surveys');
  const { snapshot, instrument } = results;
  if (snapshot.themes.length === 0) return null;
  const ours = instrument.key === 'relational';
  const pyramid = pyramidOf(instrument);
  return (
    <Section title={t('themes.title')}>
      <p className="sm dim narrow">{t(ours ? 'themes.ours' : 'themes.theirs')}</p>
      {pyramid && <Pyramid rows={pyramid} results={results} />}
      <Lowest results={results} sides={sides} />
      <ul className="l themes">
        {snapshot.themes.map((theme) => (
          <Theme key={theme.key} theme={theme} results={results} sides={sides} />
        ))}
      </ul>
      <Radar results={results} sides={sides} />
    </Section>
  );
}

/** An item within a list: statements that begin with a name of their own keep their letters. */
const listed = (instrument: Results['instrument'], key: string, language: string): string => {
  const words = shortWords(instrument, key, language);
  return instrument.stem ? words.toLocaleLowerCase(language) : words;
};

function Theme({ theme, results, sides }: { theme: ThemeResult; results: Results; sides: Sides }) {
  const { t } = useTranslation('surveys');
  const { language, list } = useFormat();
  const { instrument } = results;
  const title = textIn(instrument.themes.find((each) => each.key === theme.key)?.text ?? {}, language);
  const items = theme.items.map((key) => listed(instrument, key, language));
  return (
    <li>
      <h3>{title}</h3>
      <p className="xs dim">{list(items)}</p>
      {theme.total ? (
        <p className="line">
          <b className="fig">
            <bdi dir="ltr">{theme.total.shown}</bdi>
          </b>
          {theme.status && <SurveyStatus status={theme.status} />}
        </p>
      ) : (
        <p className="sm dim">{t('table.notShown')}</p>
      )}
      {theme.cells.length > 1 && (
        <ul className="l by">
          {theme.cells.map((cell) => (
            <li key={cell.parties.join()}>
              <GroupName sides={sides(cell.parties)} short />
              <bdi dir="ltr">{cell.shown}</bdi>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
