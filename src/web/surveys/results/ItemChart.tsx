import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Results } from '../../../domain/surveys/contract.ts';
import { bandsOf, mergedGroups, place } from '../../../domain/surveys/picture.ts';
import { cutDigits, isReversed } from '../../../domain/surveys/reading.ts';
import type { ItemResult } from '../../../domain/surveys/snapshot-contract.ts';
import { pointText } from '../../../domain/surveys/texts.ts';
import { Icon } from '../../components/Icon.tsx';
import { Turn } from '../../components/Turn.tsx';
import { useFormat } from '../../platform/useFormat.ts';
import { ItemFollowUp, ItemMark } from '../../reviews/FollowUp.tsx';
import { type Sides, shortName } from '../parties.tsx';
import { monthOf } from '../rounds.ts';
import { StatusSign, SurveyStatus } from '../SurveyStatus.tsx';
import { DotPlot, Legend } from './DotPlot.tsx';
import { ItemDetails } from './ItemDetails.tsx';
import { Spark } from './Spark.tsx';
import { changeWords, flaggedCells, isDivided, itemWords } from './words.ts';

interface Props {
  results: Results;
  sides: Sides;
  more?: ((itemKey: string) => ReactNode) | undefined;
}

/** So many rows are put on the page at a time. */
const PIECE = 2;
const inPieces = (items: ItemResult[]) =>
  Array.from({ length: Math.ceil(items.length / PIECE) }, (_, i) => items.slice(i * PIECE, (i + 1) * PIECE));

/** Every item on the scale, grouped by what to do about it, lowest first. */
export function ItemChart({ results, sides, more }: Props) {
  const { t } = useTranslation(['surveys', 'instruments']);
  const format = useFormat();
  const { snapshot, comparison } = results;
  const { scale, thresholds } = snapshot;
  const [discuss, strength] = [place(thresholds.discuss, scale), place(thresholds.strength, scale)];
  const points = Array.from({ length: scale.max - scale.min + 1 }, (_, at) => scale.min + at);
  const zones = [
    {
      status: 'discuss',
      at: discuss / 2,
      range: `≤ ${format.number(thresholds.discuss, cutDigits(thresholds.discuss))}`,
    },
    { status: 'worth', at: (discuss + strength) / 2, range: '' },
    {
      status: 'strength',
      at: (strength + 100) / 2,
      range: `≥ ${format.number(thresholds.strength, cutDigits(thresholds.strength))}`,
    },
  ] as const;
  let at = 0;
  const pieces = bandsOf(snapshot.items).map((band) => {
    at += band.items.length;
    return { ...band, at: at - band.items.length };
  });
  const style = { '--discuss-at': `${discuss}%`, '--strength-at': `${strength}%` } as React.CSSProperties;
  return (
    <div className={comparison ? 'chart' : 'chart first'} style={style}>
      <div className="chead">
        <div className="h1">
          <Legend
            sides={sides(snapshot.parties)}
            merged={mergedGroups(snapshot.items).map(sides)}
            together={t('party.asOne')}
          />
        </div>
        <div className="axis" aria-hidden="true">
          {zones.map((zone) => (
            <span key={zone.status} className={`z ${zone.status}`} style={{ insetInlineStart: `${zone.at}%` }}>
              {t(`status.${zone.status}`)}
              <br />
              {zone.range}
            </span>
          ))}
          {points.map((point) => (
            <span key={point} style={{ insetInlineStart: `${place(point, scale)}%` }}>
              {pointText(point)}
            </span>
          ))}
        </div>
        <span className="h3">{t('results.everyone')}</span>
        {comparison && (
          <span className="h4">
            {t('results.since', { day: monthOf(comparison.closedAt, format.language, format.timeZone) })}
          </span>
        )}
      </div>
      {pieces.map((band) => (
        <Turn key={band.status ?? 'none'} at={band.at}>
          <section aria-labelledby={`band-${band.status}`}>
            <h3 className="band" id={`band-${band.status}`}>
              {band.status ? <SurveyStatus status={band.status} /> : t('results.notShown')}{' '}
              <span className="dim">{t('count.items', { count: band.items.length })}</span>
            </h3>
            <ol className="l">
              {inPieces(band.items).map((items, i) => (
                <Turn key={items[0]?.key} at={band.at + i * PIECE}>
                  {items.map((item) => (
                    <Row key={item.key} item={item} results={results} sides={sides} more={more} />
                  ))}
                </Turn>
              ))}
            </ol>
          </section>
        </Turn>
      ))}
    </div>
  );
}

function Row({ item, results, sides, more }: Props & { item: ItemResult }) {
  const { t } = useTranslation(['surveys', 'instruments']);
  const { language } = useFormat();
  const [open, setOpen] = useState(false);
  const { snapshot, instrument, comparison, trend } = results;
  const { total } = item;
  const change = comparison?.items.find((each) => each.key === item.key)?.change;
  const words = changeWords(change, t);
  const values = trend.map((round) => round.items.find((each) => each.key === item.key)?.value ?? null);
  const panel = `more-${item.key}`;
  return (
    <li className="it">
      <div className="q">
        <button type="button" aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>
          <span className="joint">{itemWords(instrument, item.key, language)}</span>
          <Icon name="down" />
        </button>
        {isReversed(instrument, item.key) && <span className="turned xs dim">{t('instruments:turned.mark')}</span>}
        <ItemMark itemKey={item.key} />
        {isDivided(item) && <span className="badge">{t('agreement.divided')}</span>}
      </div>
      <div className="pl">
        <DotPlot item={item} scale={snapshot.scale} sides={sides} together={t('party.asOne')} />
        {!total && <p className="sm dim why">{t('results.because', { reason: item.reason ?? '' })}</p>}
      </div>
      <div className="tot">
        {total && (
          <b>
            <span className="vh">{t('results.everyone')}: </span>
            <bdi dir="ltr">{total.shown}</bdi>
          </b>
        )}
        {flaggedCells(item).map((cell) => (
          <span key={cell.parties.join()} className="st discuss xs">
            <StatusSign status="discuss" />
            <span>
              {sides(cell.parties)
                .map((side) => shortName(side.name))
                .join(' + ')}{' '}
              <bdi dir="ltr">{cell.shown}</bdi>
            </span>
          </span>
        ))}
      </div>
      {comparison && (
        <div className="tr">
          <Spark values={values} snapshot={snapshot} />
          {words && (
            <span className="xs dim">
              <bdi dir="ltr">{words}</bdi>
            </span>
          )}
        </div>
      )}
      <div className="more" id={panel} hidden={!open}>
        {open && (
          <>
            <ItemDetails item={item} results={results} sides={sides} change={change} />
            <ItemFollowUp itemKey={item.key} />
            {more && <p className="sm">{more(item.key)}</p>}
          </>
        )}
      </div>
    </li>
  );
}
