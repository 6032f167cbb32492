import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Party } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Section } from '../components/Section.tsx';
import { useRemarks } from './api.ts';
import { NewRemark } from './NewRemark.tsx';
import { RemarkList } from './Remarks.tsx';
import './remarks.css';

type Props = {
  partnership: string;
  document: string;
  /** In the order of the text. */
  sections: readonly { key: string; title: string }[];
  parties: readonly Party[];
};

/** What is said beside a text that is proposed or in force: dissents with their answers, and what is still open. */
export function RemarksBeside(props: Props) {
  const { partnership, document, sections } = props;
  const { t } = useTranslation('writing');
  const [writing, setWriting] = useState(false);
  const remarks = useRemarks(partnership, document).data?.items ?? [];
  const places = [...sections, { key: null, title: t('remarks.whole') }];
  const said = places
    .map((place) => ({ ...place, items: remarks.filter((one) => one.section === place.key) }))
    .filter(({ items }) => items.length > 0);
  return (
    <Section title={t('remarks.beside')}>
      <div className="remarks-on">
        {said.length === 0 && <p className="dim">{t('remarks.none')}</p>}
        {said.map(({ key, title, items }) => (
          <section key={key ?? ''} aria-label={title}>
            <h3>{title}</h3>
            <RemarkList {...props} items={items} />
          </section>
        ))}
        {writing ? (
          <NewRemark {...props} section={null} title={t('remarks.whole')} onDone={() => setWriting(false)} />
        ) : (
          <Button small icon="bubble" onClick={() => setWriting(true)}>
            {t('remarks.add')}
          </Button>
        )}
      </div>
    </Section>
  );
}
