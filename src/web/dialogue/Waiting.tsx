import { useEffect, useRef, useState } from 'react';
import type { Dialogue, GivenAnswer } from '../../domain/dialogue/contract.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { TextArea } from '../components/Field.tsx';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { AnswerFields, ratedIn, saysNothing } from './AnswerForm.tsx';
import { consent, decline, giveAnswer, useTakeIn } from './api.ts';
import type { Own } from './useOwn.ts';

type Props = { partnership: string; dialogue: Dialogue; own: Own };

/** Before it opens: the rule, then agreeing or declining, then one's own answer. */
export function Waiting({ partnership, dialogue, own }: Props) {
  const { t, moment, list } = own;
  const takeIn = useTakeIn(partnership);
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const [declining, setDeclining] = useState(false);
  const agreed = !dialogue.can.consent;
  const missing = dialogue.people.filter((one) => !one.consentedAt).map((one) => one.name);
  const act = async (work: () => Promise<Dialogue>) => {
    setBusy(true);
    setFailure('');
    try {
      takeIn(await work());
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Section title={t('rule.title')}>
        <dl className="promise">
          {(['who', 'when', 'no', 'until'] as const).map((line) => (
            <div key={line}>
              <dt>{t(`rule.${line}`)}</dt>
              <dd>{t(`rule.${line}Text`, { when: moment(dialogue.closesAt) })}</dd>
            </div>
          ))}
        </dl>
      </Section>
      {dialogue.can.answer ? (
        <Answering partnership={partnership} dialogue={dialogue} own={own} />
      ) : (
        <Section title={t(agreed ? 'consent.waitingTitle' : 'consent.title')}>
          <div className="stack narrow">
            {agreed ? (
              <p role="status">{t('consent.waiting', { names: list(missing), count: missing.length })}</p>
            ) : (
              <>
                <p>{t('consent.text')}</p>
                <div className="acts">
                  <Button kind="primary" busy={busy} onClick={() => void act(() => consent(partnership, dialogue.id))}>
                    {t('consent.agree')}
                  </Button>
                  <Button onClick={() => setDeclining(true)}>{t('consent.decline')}</Button>
                </div>
              </>
            )}
            {failure && (
              <Note kind="error" alert>
                {failure}
              </Note>
            )}
          </div>
        </Section>
      )}
      {agreed && (
        <p className="sm noprint">
          <Button kind="plain" small onClick={() => setDeclining(true)}>
            {t('consent.withdraw')}
          </Button>
        </p>
      )}
      {declining && (
        <Declining
          own={own}
          agreed={agreed}
          busy={busy}
          failure={failure}
          onClose={() => setDeclining(false)}
          onDecline={(reason) => void act(() => decline(partnership, dialogue.id, reason))}
        />
      )}
    </>
  );
}

type DecliningProps = {
  own: Own;
  agreed: boolean;
  busy: boolean;
  failure: string;
  onClose: () => void;
  onDecline: (reason: string | null) => void;
};

function Declining({ own, agreed, busy, failure, onClose, onDecline }: DecliningProps) {
  const { t, language } = own;
  const [reason, setReason] = useState('');
  return (
    <Dialog title={t(agreed ? 'decline.withdrawTitle' : 'decline.title')} onClose={onClose}>
      <div className="stack" lang={language}>
        <p className="sm dim">{t('decline.text')}</p>
        <TextArea
          label={t('decline.reason')}
          note={t('optional')}
          hint={t('decline.reasonHint')}
          value={reason}
          onChange={setReason}
          maxLength={500}
          rows={3}
        />
        {failure && (
          <Note kind="error" alert>
            {failure}
          </Note>
        )}
        <div className="acts">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            kind="danger"
            busy={busy}
            onClick={() => onDecline(reason.trim() === '' ? null : reason.replace(/\s+/g, ' ').trim())}
          >
            {t(agreed ? 'decline.withdraw' : 'decline.decline')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

const EMPTY: GivenAnswer = { ratings: {}, comments: {} };
const PAUSE = 800;

/** My answer: kept while I write, seen by me alone; sent when I am done, and mine to change until the last has sent. */
function Answering({ partnership, dialogue, own }: Props) {
  const { t, list } = own;
  const takeIn = useTakeIn(partnership);
  const sent = dialogue.people.some((one) => one.me && one.sentAt !== null);
  const [editing, setEditing] = useState(!sent);
  const [answer, setAnswer] = useState(dialogue.mine ?? EMPTY);
  const [kept, setKept] = useState<'kept' | 'keeping' | 'not-kept' | null>(dialogue.mine && !sent ? 'kept' : null);
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const save = useInOrder((next: GivenAnswer, send: boolean) =>
    giveAnswer(partnership, dialogue.id, { ...next, send }),
  );
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  const change = (next: GivenAnswer) => {
    setAnswer(next);
    setFailure('');
    // What is sent stays sent until the change is sent.
    if (sent) return;
    setKept('keeping');
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      save(next, false).then(
        () => setKept('kept'),
        () => setKept('not-kept'),
      );
    }, PAUSE);
  };
  const send = async () => {
    clearTimeout(timer.current);
    setBusy(true);
    setFailure('');
    try {
      takeIn(await save(answer, true));
      setEditing(false);
      setKept(null);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };

  const missing = dialogue.people.filter((one) => !one.sentAt && !one.me).map((one) => one.name);
  if (!editing)
    return (
      <Section title={t('answer.sentTitle')}>
        <div className="stack narrow">
          <div role="status">
            <Note kind="ok">{t('answer.sent', { names: list(missing), count: missing.length })}</Note>
          </div>
          <div>
            <Button onClick={() => setEditing(true)}>{t('answer.change')}</Button>
          </div>
        </div>
      </Section>
    );
  const { instrument } = dialogue;
  return (
    <Section
      title={t('answer.title')}
      aside={t('answer.count', { count: ratedIn(answer), of: instrument.items.length })}
    >
      <form
        className="stack wide-gap"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p className="dim measure">{t('answer.named')}</p>
        <AnswerFields own={own} instrument={instrument} value={answer} onChange={change} />
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
            {t(sent ? 'answer.sendAgain' : 'answer.send')}
          </Button>
          {sent && (
            <Button kind="plain" onClick={() => setEditing(false)}>
              {t('cancel')}
            </Button>
          )}
          <span className="sm dim" role="status">
            {kept && t(`answer.${kept}`)}
          </span>
        </div>
      </form>
    </Section>
  );
}

/** One request after the other: a draft that arrives late would take back what was sent meanwhile. */
function useInOrder<A extends unknown[], R>(work: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  const before = useRef<Promise<unknown>>(Promise.resolve());
  return (...args) => {
    const now = before.current.then(() => work(...args));
    before.current = now.catch(() => undefined);
    return now;
  };
}
