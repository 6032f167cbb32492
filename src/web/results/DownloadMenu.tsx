import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  asReportLanguage,
  REPORT_LANGUAGES,
  type ReportKind,
  type ReportLanguage,
} from '../../domain/results/words.ts';
import { Disclosure } from '../components/Disclosure.tsx';
import { SelectField } from '../components/Field.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { toast } from '../components/toast.ts';
import { LANGUAGE_NAMES } from '../platform/languages.ts';
import { useMe } from '../platform/session.ts';
import type { Files } from './api.ts';
import './results.css';

const LANGUAGES = REPORT_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));

/** Everything that can be taken along. Documents are made on request and say so while it lasts. */
export function DownloadMenu({ files }: { files: Files }) {
  const { t, i18n } = useTranslation('results');
  const me = useMe();
  const [language, setLanguage] = useState<ReportLanguage>(
    asReportLanguage(files.language ?? me?.language ?? i18n.resolvedLanguage),
  );
  const [making, setMaking] = useState<ReportKind | null>(null);

  const make = async (kind: ReportKind) => {
    setMaking(kind);
    try {
      await files.pdf(kind, language);
      toast(t('download.done'));
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { kind: 'error' });
    } finally {
      setMaking(null);
    }
  };

  return (
    <Disclosure label={t('download.title')} icon="download" small>
      {(close) => (
        <>
          <ul className="l downloads">
            {(['summary', 'full'] as const).map((kind) => (
              <li key={kind}>
                <button type="button" aria-busy={making === kind} onClick={() => !making && void make(kind)}>
                  <What icon="document" name={t(`download.${kind}`)} text={t(`download.${kind}Text`)} />
                </button>
              </li>
            ))}
          </ul>
          <SelectField
            label={t('download.language')}
            value={language}
            onChange={(chosen) => setLanguage(chosen)}
            options={LANGUAGES}
          />
          <ul className="l downloads">
            {files.csv && (
              <li>
                <a href={files.csv} download onClick={close}>
                  <What icon="download" name={t('download.csv')} text={t('download.csvText')} />
                </a>
              </li>
            )}
            {files.json && (
              <li>
                <a href={files.json} download onClick={close}>
                  <What icon="download" name={t('download.json')} text={t('download.jsonText')} />
                </a>
              </li>
            )}
            <li>
              <button
                type="button"
                onClick={() => {
                  close();
                  // The menu is gone from the page before the browser looks at it.
                  requestAnimationFrame(() => window.print());
                }}
              >
                <What icon="print" name={t('download.print')} text={t('download.printText')} />
              </button>
            </li>
          </ul>
          <span className="vh" role="status">
            {making && t('download.making')}
          </span>
        </>
      )}
    </Disclosure>
  );
}

const What = ({ icon, name, text }: { icon: IconName; name: string; text: string }) => (
  <>
    <Icon name={icon} />
    <span>
      <b>{name}</b>
      <span className="xs dim">{text}</span>
    </span>
  </>
);
