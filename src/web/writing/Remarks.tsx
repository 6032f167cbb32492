import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Party } from '../../domain/partnerships/contract.ts';
import type { Remark } from '../../domain/writing/contract.ts';
import { Button } from '../components/Button.tsx';
import { useRemarks } from './api.ts';
import { NewRemark } from './NewRemark.tsx';
import { RemarkCard } from './RemarkCard.tsx';
import './remarks.css';

type Props = {
  partnership: string;
  document: string;
  /** Null: the document as a whole. */
  section: string | null;
  title: string;
  parties: readonly Party[];
};

/** What people said of one section: what is open, what was settled, and a place to say something. */
export function RemarksOn(props: Props) {
  const { partnership, document, section, title } = props;
  const { t } = useTranslation('writing');
  const [writing, setWriting] = useState(false);
  const remarks = useRemarks(partnership, document).data?.items.filter((one) => one.section === section) ?? [];
  return (
    <div className="remarks-on">
      <RemarkList {...props} items={remarks} />
      {writing ? (
        <NewRemark {...props} onDone={() => setWriting(false)} />
      ) : (
        <Button
          small
          kind="plain"
          icon="bubble"
          aria-label={t('remarks.addTo', { section: title })}
          onClick={() => setWriting(true)}
        >
          {t('remarks.add')}
        </Button>
      )}
    </div>
  );
}

/** A challenge stays in sight with its answer; comments and suggestions step aside when they are settled. */
export function RemarkList({ items, ...place }: Omit<Props, 'section' | 'title'> & { items: readonly Remark[] }) {
  const { t } = useTranslation('writing');
  const shown = items.filter((one) => one.state === 'open' || one.kind === 'challenge');
  const settled = items.filter((one) => !shown.includes(one));
  const list = (some: readonly Remark[]) => (
    <ul className="remarks">
      {some.map((one) => (
        <li key={one.id}>
          <RemarkCard {...place} remark={one} />
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {shown.length > 0 && list(shown)}
      {settled.length > 0 && (
        <details>
          <summary className="sm">{t('remarks.settled', { count: settled.length })}</summary>
          {list(settled)}
        </details>
      )}
    </>
  );
}
