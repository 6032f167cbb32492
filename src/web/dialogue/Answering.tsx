import { useState } from 'react';
import type { GivenAnswer, Reflection } from '../../domain/dialogue/contract.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import { Button } from '../components/Button.tsx';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { toast } from '../components/toast.ts';
import { newKey } from '../platform/http.ts';
import { AnswerFields, ratedIn, saysNothing } from './AnswerForm.tsx';
import { keepReflection, useReadReflectionsAgain } from './api.ts';
import type { Own } from './useOwn.ts';

const EMPTY: GivenAnswer = { ratings: {}, comments: {} };

type Props = { own: Own; instrument: Instrument; about: string; before: Reflection | undefined };

/** Answering for oneself: nothing is stored before one says so, and what is kept is for oneself alone. */
export function Answering({ own, instrument, about, before }: Props) {
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
