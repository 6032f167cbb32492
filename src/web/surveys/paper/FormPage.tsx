import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf, LANGUAGE_NAMES, LANGUAGES, type Language } from '../../../domain/common/languages.ts';
import type { PaperForm } from '../../../domain/surveys/paper-contract.ts';
import { stemWords } from '../../../domain/surveys/reading.ts';
import { keyOf, usesLetters } from '../../../domain/surveys/sheets.ts';
import { pointText, textIn } from '../../../domain/surveys/texts.ts';
import { Button } from '../../components/Button.tsx';
import { QrCode } from '../../components/CopyLink.tsx';
import { SelectField, TextField } from '../../components/Field.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { formatDate } from '../../platform/format.ts';
import { FORM_WORDS } from './formTexts.ts';
import { WithForm } from './WithForm.tsx';
import '../surveys.css';
import '../calendar.css';

/** The form of an open round, for printing: one page, in the language of whoever gets it. */
export default function FormPage() {
  const { id, roundId } = useParams({ from: '/inside/partnerships/$id/listen/$roundId/form' });
  const { t } = useTranslation('calendar');
  return (
    <WithForm id={id} roundId={roundId} title={t('form.title')}>
      {(found) => <Form id={id} roundId={roundId} form={found} />}
    </WithForm>
  );
}

function Form({ id, roundId, form }: { id: string; roundId: string; form: PaperForm }) {
  const { t } = useTranslation(['calendar', 'surveys']);
  const there = LANGUAGES.filter((language) => language in form.instrument.title);
  const languages: readonly Language[] = there.length > 0 ? there : ['en'];
  const [language, setLanguage] = useState<Language>(languages[0] ?? 'en');
  const [to, setTo] = useState('');
  return (
    <>
      <div className="noprint">
        <PageHead
          title={t('form.title')}
          context={form.partnership}
          back={
            <>
              <Link to="/partnerships/$id/listen" params={{ id }}>
                {t('surveys:listen')}
              </Link>{' '}
              /{' '}
              <Link to="/partnerships/$id/listen/$roundId" params={{ id, roundId }}>
                {t('form.round', { number: form.number })}
              </Link>
            </>
          }
          intro={<p>{t('form.intro', { count: form.paper.people })}</p>}
          actions={
            <Button kind="primary" icon="print" onClick={() => window.print()}>
              {t('form.print')}
            </Button>
          }
        />
        <div className="forms after">
          <SelectField
            label={t('form.language')}
            value={language}
            onChange={setLanguage}
            options={languages.map((each) => ({ value: each, label: LANGUAGE_NAMES[each] }))}
          />
          <TextField
            label={t('form.to')}
            note={t('common:optional')}
            hint={t('form.toHint')}
            maxLength={90}
            value={to}
            onChange={setTo}
          />
        </div>
      </div>
      <Sheet
        form={form}
        language={language}
        to={to.trim()}
        entry={`${window.location.origin}/partnerships/${id}/listen/${roundId}/sheets`}
      />
    </>
  );
}

interface SheetProps {
  form: PaperForm;
  language: Language;
  to: string;
  entry: string;
}

function Sheet({ form, language, to, entry }: SheetProps) {
  const { t } = useTranslation('calendar');
  const { instrument, k } = form;
  const words = FORM_WORDS[language];
  const { min, max, labels } = instrument.scale;
  const points = Array.from({ length: max - min + 1 }, (_, at) => min + at);
  const labelOf = (point: number) => labels[`${point}`] && textIn(labels[`${point}`] ?? {}, language);
  const when = formatDate(form.closesAt, language, form.timeZone);
  return (
    <article
      className="paper-form"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: on a small screen it scrolls, and has to be reached by keyboard
      tabIndex={0}
      lang={language}
      dir={directionOf(language)}
      aria-label={t('form.sheet')}
    >
      <header>
        <p className="of">{words.of(form.partnership, form.number)}</p>
        <h2 className="joint">
          {instrument.key === 'relational' ? words.heading : textIn(instrument.title, language)}
        </h2>
        <p>{words.how}</p>
      </header>
      <table className={points.length > 6 ? 'many' : undefined}>
        <thead>
          <tr>
            {instrument.stem ? (
              <th scope="col" className="joint">
                {stemWords(instrument, language)}
              </th>
            ) : (
              <td />
            )}
            {points.map((point) => (
              <th scope="col" key={point}>
                {labelOf(point) && <small>{labelOf(point)}</small>}
                <bdi dir="ltr">{pointText(point)}</bdi>
                {usesLetters(instrument.scale) && <small className="key">{keyOf(point, instrument.scale)}</small>}
              </th>
            ))}
            <th scope="col" className="cant">
              <small>{words.cantSay}</small>
            </th>
          </tr>
        </thead>
        <tbody>
          {instrument.items.map((item, at) => (
            <tr key={item.key}>
              <th scope="row" className="joint">
                <span className="nr">{at + 1}</span>
                {textIn(item.text, language)}
              </th>
              {[...points, 'x'].map((point) => (
                <td key={point} className={point === 'x' ? 'cant' : undefined}>
                  <i className="box" />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {instrument.questions.length > 0 && (
        <section className="own-words">
          <p>{words.words}</p>
          <div>
            {instrument.questions.map((question) => (
              <div key={question.key}>
                <p className="joint">{textIn(question.text, language)}</p>
                {['a', 'b', 'c', 'd'].map((line) => (
                  <i className="line" key={line} />
                ))}
              </div>
            ))}
          </div>
        </section>
      )}
      <footer>
        <div>
          <p className="return">
            <b>{words.back(when)}</b> <bdi>{to || words.handedOut}</bdi>
          </p>
          <ul>
            {words.promises(k).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
        <div className="entry">
          <QrCode text={entry} label={t('form.code')} />
          <small>{words.forEntry}</small>
        </div>
      </footer>
    </article>
  );
}
