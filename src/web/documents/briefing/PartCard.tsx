import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BriefingDocument, BriefingEntry } from '../../../domain/documents/briefing-contract.ts';
import { isRows } from '../../../domain/documents/content.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { toast } from '../../components/toast.ts';
import { useFormat } from '../../platform/useFormat.ts';
import { PartText } from '../DocumentText.tsx';

/** The place of a part on its page. */
export const placeOf = ({ documentId, section, row }: BriefingEntry): string =>
  `part-${documentId}-${section}${row === null ? '' : `-${row}`}`;

/** One part: its words, what changed in them, and that I have read it. */
export function PartCard({
  part,
  document,
  partnership,
  onRead,
}: {
  part: BriefingEntry;
  document: BriefingDocument;
  partnership: string;
  onRead: (read: boolean) => Promise<void>;
}) {
  const place = placeOf(part);
  const [row] = isRows(part.content) ? part.content : [];
  const single = part.row !== null && row;
  return (
    <article className={part.acknowledgedAt ? 'bpart read' : 'bpart'} aria-labelledby={place}>
      <h3 id={place} tabIndex={-1} lang={document.language} className={single ? 'joint' : undefined}>
        {single ? `${row['expectation']}` : (document.headings[part.section]?.title ?? part.section)}
      </h3>
      {single ? (
        row['looks-like'] && (
          <p className="words" lang={document.language}>
            <span className="xs dim">
              {document.headings[part.section]?.fields?.['looks-like']}
              <br />
            </span>
            {`${row['looks-like']}`}
          </p>
        )
      ) : (
        <PartText
          text={{ ...document, content: { [part.section]: part.content } }}
          section={part.section}
          place={{ partnership, document: document.id }}
        />
      )}
      {part.change && <Change change={part.change} />}
      <ReadMark
        part={part}
        name={single ? `${row['expectation']}` : (document.headings[part.section]?.title ?? '')}
        onRead={onRead}
      />
    </article>
  );
}

function Change({ change: { number, pieces } }: { change: NonNullable<BriefingEntry['change']> }) {
  const { t } = useTranslation('briefing');
  return (
    <div className="prop changed">
      <header>
        <b>{t('part.changed', { number })}</b>
      </header>
      <div className="diff">
        {pieces.map(({ kind, text }, index) => {
          const Tag = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span';
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text that does not change
          return <Tag key={index}>{text}</Tag>;
        })}
      </div>
    </div>
  );
}

/** “I have read this”, or since when, with a way back. */
export function ReadMark({
  part,
  name,
  onRead,
}: {
  part: BriefingEntry;
  name: string;
  onRead: (read: boolean) => Promise<void>;
}) {
  const { t } = useTranslation('briefing');
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const say = async (read: boolean) => {
    setBusy(true);
    try {
      await onRead(read);
    } catch (error) {
      toast((error as Error).message, { kind: 'error' });
    } finally {
      setBusy(false);
    }
  };
  if (!part.acknowledgedAt)
    return (
      <p className="readmark noprint">
        <Button icon="check" busy={busy} onClick={() => void say(true)}>
          {t('part.read')}
          <span className="vh">: {name}</span>
        </Button>
      </p>
    );
  return (
    <p className="readmark sm">
      <span className="done">
        <Icon name="check" /> {t('part.readOn', { date: format.date(part.acknowledgedAt) })}
      </span>{' '}
      <Button className="noprint" kind="plain" small busy={busy} onClick={() => void say(false)}>
        {t('part.undo')}
        <span className="vh">: {name}</span>
      </Button>
    </p>
  );
}
