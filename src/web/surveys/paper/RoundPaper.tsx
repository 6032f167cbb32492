import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PaperCount } from '../../../domain/surveys/paper-contract.ts';
import { buttonClass } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Section } from '../../components/Section.tsx';

/** Paper in an open round, of my own party: how many sheets are out and back, the form, and the screen to enter them. */
export function RoundPaper({ id, roundId, paper }: { id: string; roundId: string; paper: PaperCount }) {
  const { t } = useTranslation('calendar');
  return (
    <Section title={t('paper.title')}>
      <ul className="l fetched">
        <li>
          <p className="two-ends">
            <span>{t('paper.people', { count: paper.people })}</span>
            <span>{t('paper.entered', { count: paper.entered, of: paper.people })}</span>
          </p>
          <progress value={paper.entered} max={paper.people} aria-label={t('paper.enteredLabel')} />
        </li>
      </ul>
      <div className="acts after">
        <Link to="/partnerships/$id/listen/$roundId/form" params={{ id, roundId }} className={buttonClass()}>
          <Icon name="print" />
          {t('paper.form')}
        </Link>
        <Link to="/partnerships/$id/listen/$roundId/sheets" params={{ id, roundId }} className={buttonClass()}>
          <Icon name="pen" />
          {t('paper.enter')}
        </Link>
      </div>
    </Section>
  );
}
