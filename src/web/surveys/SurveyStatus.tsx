import { useTranslation } from 'react-i18next';
import type { Status } from '../../domain/surveys/snapshot-contract.ts';

/** Silhouettes that stay apart in print and without colour: flag, diamond, peak. */
const SIGNS: Record<Status, string> = {
  discuss: 'M4 18V2h12.5l-3.2 4.5 3.2 4.5H6.2v7z',
  worth: 'M10 1.2 18.8 10 10 18.8 1.2 10zM10 4.4v11.2L15.6 10z',
  strength: 'M10 2.5 19 17.5H1z',
};

export function StatusSign({ status }: { status: Status }) {
  return (
    <svg className="ic solid" viewBox="0 0 20 20" aria-hidden="true">
      <path fillRule="evenodd" d={SIGNS[status]} />
    </svg>
  );
}

/** Status of a survey result: silhouette, word and hue together. `children` replaces the word. */
export function SurveyStatus({ status, children }: { status: Status; children?: React.ReactNode }) {
  const { t } = useTranslation('surveys');
  return (
    <span className={`st ${status}`}>
      <StatusSign status={status} />
      {children ?? t(`status.${status}`)}
    </span>
  );
}
