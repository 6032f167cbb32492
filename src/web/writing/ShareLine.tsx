import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Party } from '../../domain/partnerships/contract.ts';
import { jointlyDeveloped, type Share } from '../../domain/writing/shares.ts';
import { markClass, PartyMark } from '../partnerships/PartyMark.tsx';
import { useFormat } from '../platform/useFormat.ts';
import './shares.css';

type Of = { share: Share; parties: readonly Pick<Party, 'id' | 'name' | 'mark'>[] };

/**
 * Of a whole document: who wrote how much, and whether that makes it jointly developed. `settled`: nothing can be added
 * any more, so nothing is missing either.
 */
export function WholeShare({ share, parties, settled }: Of & { settled?: boolean }) {
  const { t } = useTranslation('writing');
  if (share.characters === 0) return null;
  const joint = jointlyDeveloped(
    share,
    parties.map(({ id }) => id),
  );
  return (
    <div className="share-whole">
      <ShareLine share={share} parties={parties} whole />
      {(joint || !settled) && (
        <p className="sm">
          <b>{t(joint ? 'share.joint' : 'share.notJoint')}</b>{' '}
          <span className="dim">
            {t('share.jointMeans', { count: parties.length, part: Math.round(50 / parties.length) })}
          </span>
        </p>
      )}
    </div>
  );
}

/** A line in the parties’ colours, and the same in words. */
export function ShareLine({ share, parties, whole }: Of & { whole?: boolean }) {
  const { t } = useTranslation('writing');
  const { number } = useFormat();
  const parts = parties
    .map((party) => ({ party, count: share.byParty[party.id] ?? 0 }))
    .filter(({ count }) => count > 0);
  const rest = share.characters - parts.reduce((sum, { count }) => sum + count, 0);
  const percent = (count: number) => `${number(Math.round((100 * count) / share.characters), 0)} %`;
  const bars = [
    ...parts.map(({ party, count }) => ({ sign: markClass(party.mark) as string, count })),
    { sign: 'none', count: rest },
  ];
  return (
    <div className="share">
      <svg className="share-line" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        {bars.map(({ sign, count }, at) => {
          const before = bars.slice(0, at).reduce((sum, one) => sum + one.count, 0);
          const [x, width] = [before, count].map((part) => (100 * part) / share.characters);
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the line is what it is.
          return <rect key={at} className={`by-${sign}`} x={x} width={width} height="1" />;
        })}
      </svg>
      <p className="sm share-words">
        <span className="dim">{t(whole ? 'share.whole' : 'share.section')}</span>
        {parts.map(({ party, count }) => (
          <Fragment key={party.id}>
            {' '}
            <span className="pt">
              <PartyMark party={party} size="sm" />
              <span>{t('share.party', { party: party.name, percent: percent(count) })}</span>
            </span>
          </Fragment>
        ))}
        {rest > 0 && <span> {t('share.rest', { percent: percent(rest) })}</span>}
      </p>
    </div>
  );
}
