import { useState } from 'react';
import type { GivenAnswer, Reflection } from '../../domain/dialogue/contract.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import { Button } from '../components/Button.tsx';
import { SelectField } from '../components/Field.tsx';
import { Note } from '../components/Note.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Section } from '../components/Section.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { toast } from '../components/toast.ts';
import { usePartnerships } from '../partnerships/api.ts';
import { useAddressState } from '../platform/addressState.ts';
import { newKey } from '../platform/http.ts';
import { AnswerFields, ratedIn, saysNothing } from './AnswerForm.tsx';
import { keepReflection, useInstrument, useReadReflectionsAgain, useReflections } from './api.ts';
import { Earlier } from './Earlier.tsx';
import { type Own, useOwn } from './useOwn.ts';
import './dialogue.css';

const VIEW = { about: '' };
const ASKED = 'relational';

/** The same items answered for oneself: kept for one person, shown to nobody else, compared with one's own earlier ones. */
export default function ReflectionsPage() {
  const own = useOwn();
  const { t, language } = own;
  const reflections = useReflections();
  const instrument = useInstrument(ASKED);
  const partnerships = usePartnerships().data ?? [];
  const [view, setView] = useAddressState(VIEW);
  const past = reflections.data ?? [];
  // Also those about partnerships that I have left.
  const names = new Map([
    ...past.flatMap((one): [string, string][] => (one.about ? [[one.about, one.aboutName ?? '']] : [])),
    ...partnerships.map((one): [string, string] => [one.id, one.name]),
  ]);
  const mine = past.filter((one) => (one.about ?? '') === view.about);
  const may = view.about === '' || partnerships.some((one) => one.id === view.about);
  return (
    <main id="main" className="in main" tabIndex={-1} lang={language} dir={own.direction}>
      <PageHead
        title={t('reflection.title')}
        intro={
          <>
            <p>{t('reflection.intro')}</p>
            <p>
              <b>{t('reflection.private')}</b> {t('reflection.privateText')}
            </p>
          </>
        }
      />
      <div className="stack narrow noprint">
        <SelectField
          label={t('reflection.about')}
          value={view.about}
          onChange={(about) => setView({ about })}
          options={[
            { value: '', label: t('reflection.aboutNone') },
            ...[...names].map(([value, label]) => ({ value, label })),
          ]}
        />
      </div>
      <Loaded query={reflections}>{() => mine.length > 0 && <Earlier own={own} reflections={mine} />}</Loaded>
      {may && (
        <Loaded query={instrument} lines={10}>
          {(found) => <Answering key={view.about} own={own} instrument={found} about={view.about} before={mine[0]} />}
        </Loaded>
      )}
    </main>
  );
}

const EMPTY: GivenAnswer = { ratings: {}, comments: {} };

type Props = { own: Own; instrument: Instrument; about: string; before: Reflection | undefined };

function Answering({ own, instrument, about, before }: Props) {
  const { t } = own;
  const again = useReadReflectionsAgain();
  // Answering begins with a click when there is something to look at above.
  const [begun, setBegun] = useState(!before);
  const [answer, setAnswer] = useState(EMPTY);
  const [key, setKey] = useState(newKey);
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const keep = async () => {
    setBusy(true);
    setFailure('');
    try {
      await keepReflection({ instrument: instrument.key, about: about || null, ...answer }, key);
      await again();
      toast(t('reflection.kept'));
      setAnswer(EMPTY);
      setKey(newKey());
      setBegun(false);
      document.getElementById('main')?.focus();
      scrollTo(0, 0);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  if (!begun)
    return (
      <div className="noprint">
        <Button kind="primary" onClick={() => setBegun(true)}>
          {t('reflection.again')}
        </Button>
      </div>
    );
  return (
    <Section
      title={t('reflection.answer')}
      aside={t('answer.count', { count: ratedIn(answer), of: instrument.items.length })}
    >
      <form
        className="stack wide-gap"
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <AnswerFields
          own={own}
          instrument={instrument}
          value={answer}
          onChange={(next) => {
            setAnswer(next);
            setKey(newKey());
          }}
        />
        {failure && (
          <Note kind="error" alert>
            {failure}
          </Note>
        )}
        <div className="acts">
          <Button
            type="submit"
            kind="primary"
            busy={busy}
            unavailable={saysNothing(answer) ? t('answer.nothing') : null}
          >
            {t('reflection.keep')}
          </Button>
          <span className="sm dim">{t('reflection.notYet')}</span>
        </div>
      </form>
    </Section>
  );
}
