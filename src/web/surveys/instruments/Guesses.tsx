import { useTranslation } from 'react-i18next';
import type { Results } from '../../../domain/surveys/contract.ts';
import { itemWords } from '../../../domain/surveys/reading.ts';
import type { Guess, ItemResult } from '../../../domain/surveys/snapshot-contract.ts';
import { Section } from '../../components/Section.tsx';
import { useFormat } from '../../platform/useFormat.ts';
import { GroupName, type Sides, shortName } from '../parties.tsx';
import './instruments.css';

/** What each side guessed of the others beside what they answered, item by item, the widest apart first. */
export function Guesses({ results, sides }: { results: Results; sides: Sides }) {
  const { t } = useTranslation(['instruments', 'surveys']);
  const { snapshot } = results;
  if (!snapshot.items.some((item) => item.guesses)) return null;
  const groups = new Map<string, { by: string[]; rows: { key: string; guess: Guess }[] }>();
  for (const { key, guesses = [] } of snapshot.items)
    for (const guess of guesses) {
      const group = groups.get(guess.by.join()) ?? { by: guess.by, rows: [] };
      group.rows.push({ key, guess });
      groups.set(guess.by.join(), group);
    }
  return (
    <Section title={t('guess.title')}>
      <p className="sm dim narrow">{t('guess.how')}</p>
      {groups.size === 0 && <p>{t('guess.none')}</p>}
      <div className="guessing">
        {[...groups.values()].map((group) => (
          <Direction key={group.by.join()} results={results} sides={sides} {...group} />
        ))}
      </div>
    </Section>
  );
}

interface Props {
  results: Results;
  sides: Sides;
  by: string[];
  rows: { key: string; guess: Guess }[];
}

function Direction({ results, sides, by, rows }: Props) {
  const { t } = useTranslation(['instruments', 'surveys']);
  const { language } = useFormat();
  const about = sides(rows[0]?.guess.about ?? []);
  const sorted = rows.toSorted((one, other) => (other.guess.gap.value ?? -1) - (one.guess.gap.value ?? -1));
  return (
    <div>
      <h3>
        <GroupName sides={sides(by)} />
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t('guess.table')}>
        <table className="rt">
          <caption className="sm dim">
            {t('guess.by', {
              by: sides(by)
                .map((side) => side.name)
                .join(' + '),
              about: about.map((side) => side.name).join(' + '),
            })}
            . {t('guess.caption')}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('guess.item')}</th>
              <th scope="col" className="num">
                {t('guess.guessed')}
              </th>
              <th scope="col" className="num">
                {t('guess.said')} <span className="dim">{about.map((side) => shortName(side.name)).join(' + ')}</span>
              </th>
              <th scope="col">{t('guess.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(({ key, guess }) => (
              <tr key={key}>
                <th scope="row" className="joint">
                  {itemWords(results.instrument, key, language)}
                </th>
                <td className="num">
                  <bdi dir="ltr">{guess.shown}</bdi>{' '}
                  <span className="xs dim block">{t('guess.n', { count: guess.n })}</span>
                </td>
                <td className="num">
                  <bdi dir="ltr">{guess.actual.shown}</bdi>
                </td>
                <td className={guess.gap.label === 'notable' ? undefined : 'dim'}>
                  {t(`guess.${guess.gap.direction}`, { gap: guess.gap.shown ?? '' })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** The same of one item, as a sentence for each side. */
export function GuessWords({ item, sides }: { item: ItemResult; sides: Sides }) {
  const { t } = useTranslation('instruments');
  const name = (ids: readonly string[]) =>
    sides(ids)
      .map((side) => side.name)
      .join(' + ');
  return item.guesses?.map(({ by, about, shown, actual, gap }) => (
    <p key={by.join()} className="sm">
      {t('guess.sentence', { by: name(by), about: name(about), guessed: shown, said: actual.shown })}{' '}
      {t(`guess.${gap.direction}`, { gap: gap.shown ?? '' })}.
    </p>
  ));
}
