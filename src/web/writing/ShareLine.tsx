import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import type { Kind, Section } from '../../domain/documents/kinds.ts';
import type { Party } from '../../domain/partnerships/contract.ts';
import { type Authors, addShares, jointlyDeveloped, type Share } from '../../domain/writing/authorship.ts';
import { shareIn, sharesIn } from '../../domain/writing/drafts.ts';
import { markClass, PartyMark } from '../partnerships/PartyMark.tsx';
import { useFormat } from '../platform/useFormat.ts';

type Of = { doc: Y.Doc; authors: Authors; parties: readonly Party[] };

/** Counting reads the whole text; a moment after the last keystroke is soon enough. */
const PAUSE_MS = 600;

function useShare(doc: Y.Doc, count: () => Share): Share {
  const [, again] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => again((before) => before + 1), PAUSE_MS);
    };
    doc.on('update', soon);
    return () => {
      doc.off('update', soon);
      clearTimeout(timer);
    };
  }, [doc]);
  return count();
}

/** Who wrote how much of one section. */
export function SectionShare({ section, doc, authors, parties }: Of & { section: Section }) {
  const share = useShare(doc, () => shareIn(section, doc, authors));
  return share.characters === 0 ? null : <ShareLine share={share} parties={parties} />;
}

/** The same of the whole document, and whether that makes it jointly developed. */
export function DocumentShare({ kind, doc, authors, parties }: Of & { kind: Kind }) {
  const { t } = useTranslation('writing');
  const share = useShare(doc, () => addShares(Object.values(sharesIn(kind, doc, authors))));
  if (share.characters === 0) return null;
  const joint = jointlyDeveloped(
    share,
    parties.map(({ id }) => id),
  );
  return (
    <div className="share-whole">
      <ShareLine share={share} parties={parties} whole />
      <p className="sm">
        <b>{t(joint ? 'share.joint' : 'share.notJoint')}</b>{' '}
        <span className="dim">
          {t('share.jointMeans', { count: parties.length, part: Math.round(50 / parties.length) })}
        </span>
      </p>
    </div>
  );
}

/** A line in the parties' colours and patterns, and the same in words. */
export function ShareLine({
  share,
  parties,
  whole,
}: {
  share: Share;
  parties: readonly Pick<Party, 'id' | 'name' | 'mark'>[];
  whole?: boolean;
}) {
  const { t } = useTranslation('writing');
  const { number, list } = useFormat();
  const parts = parties
    .map((party) => ({ party, count: share.byParty[party.id] ?? 0 }))
    .filter(({ count }) => count > 0);
  const rest = share.characters - parts.reduce((sum, { count }) => sum + count, 0);
  const percent = (count: number) => `${number(Math.round((100 * count) / share.characters), 0)} %`;
  const words = [
    ...parts.map(({ party, count }) => t('share.party', { party: party.name, percent: percent(count) })),
    ...(rest > 0 ? [t('share.rest', { percent: percent(rest) })] : []),
  ];
  return (
    <div className="share">
      <svg className="share-line" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        {[
          ...parts.map(({ party, count }) => ({ mark: markClass(party.mark) as string, count })),
          { mark: 'none', count: rest },
        ].map(({ mark, count }, index, all) => {
          const before = all.slice(0, index).reduce((sum, one) => sum + one.count, 0);
          return (
            <rect
              key={mark}
              className={`by-${mark}`}
              x={(100 * before) / share.characters}
              width={(100 * count) / share.characters}
              height="1"
            />
          );
        })}
      </svg>
      <p className="sm share-words">
        <span className="dim">{t(whole ? 'share.whole' : 'share.section')}</span> {list(words)}
        {parts.map(({ party }) => (
          <PartyMark key={party.id} party={party} size="sm" />
        ))}
      </p>
    </div>
  );
}
