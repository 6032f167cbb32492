import { useTranslation } from 'react-i18next';
import { isRows } from '../../../domain/documents/content.ts';
import type { Readable } from '../DocumentText.tsx';
import { partsOfDocument, useAcknowledge, useBriefing, useShare } from './api.ts';
import { ReadMark } from './PartCard.tsx';
import './briefing.css';

/** Expectations in force, each with how many people have acknowledged it, and whether I have. */
export function Expectations({
  partnership,
  document,
  text,
}: {
  partnership: string;
  document: string;
  text: Readable;
}) {
  const { t } = useTranslation('briefing');
  const briefing = useBriefing(partnership).data;
  const share = useShare(partnership).data;
  const acknowledge = useAcknowledge(partnership);
  const part = text.content['expectations'];
  const parts = briefing ? partsOfDocument(briefing, document) : [];
  return (
    <ol className="l expectations">
      {(isRows(part) ? part : []).map((row) => {
        const mine = parts.find((one) => one.row === row.id);
        const read = share?.expectations.find((one) => one.documentId === document && one.hash === mine?.hash);
        return (
          <li key={row.id}>
            <h3 className="joint">{`${row['expectation']}`}</h3>
            {row['looks-like'] && <p className="words">{`${row['looks-like']}`}</p>}
            <div className="acts">
              {mine && (
                <ReadMark part={mine} name={`${row['expectation']}`} onRead={(mark) => acknowledge(mine, mark)} />
              )}
              {share && read && (
                <span className="sm dim noprint">
                  {t('share.acknowledged', { read: read.people, count: share.people })}
                </span>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
