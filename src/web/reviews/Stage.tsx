import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review } from '../../domain/reviews/contract.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { useTitle } from '../platform/title.ts';
import { AgendaSteps } from './AgendaSteps.tsx';
import type { Session } from './api.ts';
import { Captured } from './Captured.tsx';
import { ItemView } from './ItemView.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { Timer } from './Timer.tsx';
import { useKeys, useKeysWanted, useSession } from './useSession.ts';
import { useRoundTitle } from './words.ts';
import './reviews.css';

/** The session on a screen in the room: one item at a time, what was said about it beside it. */
export function Stage({
  session,
  review,
  mark,
  end,
}: {
  session: Session;
  review: Review;
  mark?: ReactNode;
  end: ReactNode;
}) {
  const { t } = useTranslation('reviews');
  const title = useRoundTitle()(review.round);
  const { move, refresh } = useSession(session, review);
  const [own, setOwn] = useState<string | null>(null);
  const [together, setTogether] = useState(true);
  const [help, setHelp] = useState(false);
  const [keysOn, setKeysOn] = useKeysWanted();
  const fields = useRef<HTMLDivElement>(null);
  useTitle(t('title'), review.partnership.name);

  const keys = review.agenda.map((item) => item.key);
  const shown = own && keys.includes(own) ? own : review.currentItem;
  const at = keys.indexOf(shown);
  const item = review.agenda[at];
  const runs = review.state === 'running';
  const leads = review.can.lead && together && runs;

  const go = (key: string | undefined) => {
    if (!key) return;
    if (leads) {
      setOwn(null);
      void move({ currentItem: key });
    } else setOwn(key === review.currentItem ? null : key);
  };
  const focus = (what: string) => () => fields.current?.querySelector<HTMLElement>(`[data-key="${what}"]`)?.focus();
  const timer = () => void move({ timer: review.runningSince ? 'stop' : 'start' });
  const acts = {
    arrowright: () => go(keys[at + 1]),
    arrowleft: () => go(keys[at - 1]),
    t: review.can.lead && runs ? timer : undefined,
    n: review.can.capture ? focus('n') : undefined,
    a: review.can.capture ? focus('a') : undefined,
    c: review.can.capture ? focus('c') : undefined,
    f: () => void fullScreen(),
    '?': () => setHelp(true),
  };
  useKeys(acts, keysOn);
  // Somebody else moved on: whoever looked at that very item follows again.
  useEffect(() => {
    if (own === review.currentItem) setOwn(null);
  }, [own, review.currentItem]);

  if (!item) return null;
  return (
    <div className="session">
      <a className="skip" href="#main">
        {t('common:skip')}
      </a>
      <header className="pbar">
        <p>
          <span className="joint">{review.partnership.name}</span>
          {mark}
          <span className="dim">{t('of', { round: title })}</span>
        </p>
        <div className="end">
          <AgendaSteps review={review} shown={shown} onGo={go} />
          {end}
        </div>
      </header>
      <main className="stage" id="main" tabIndex={-1}>
        <ItemView review={review} item={item} at={at} />
        <div className="right" ref={fields}>
          <StateNote review={review} onContinue={() => void move({ state: 'running' })} />
          <Timer review={review} shown={shown} onTimer={(act) => void move({ timer: act })} />
          {own && own !== review.currentItem && (
            <p className="apart-note" role="status">
              {t('apart')}{' '}
              <button type="button" className="linklike" onClick={() => setOwn(null)}>
                {t('follow')}
              </button>
            </p>
          )}
          <Captured key={item.key} session={session} review={review} item={item} onChanged={refresh} />
        </div>
      </main>
      <footer className="keys">
        <KeyHints leads={review.can.lead} captures={review.can.capture} />
        <Button small kind="plain" className="kb" onClick={() => setHelp(true)}>
          <kbd>?</kbd> {t('keys.all')}
        </Button>
        <label className="check kb">
          <input type="checkbox" checked={keysOn} onChange={(event) => setKeysOn(event.currentTarget.checked)} />
          {t('keys.on')}
        </label>
        {review.can.lead && runs && (
          <label className="check">
            <input type="checkbox" checked={together} onChange={(event) => setTogether(event.currentTarget.checked)} />
            {t('together')}
          </label>
        )}
        <span className="end">
          <Icon name="check" /> {t('same')}
        </span>
      </footer>
      {help && <KeysDialog onClose={() => setHelp(false)} />}
    </div>
  );
}

async function fullScreen(): Promise<void> {
  // Some browsers and some frames refuse; then the page stays as it is.
  if (document.fullscreenElement) await document.exitFullscreen().catch(() => {});
  else await document.documentElement.requestFullscreen?.().catch(() => {});
}

function KeyHints({ leads, captures }: { leads: boolean; captures: boolean }) {
  const { t } = useTranslation('reviews');
  const hints: [string[], string][] = [
    [['←', '→'], t('keys.item')],
    ...(leads ? ([[['T'], t('keys.timer')]] as [string[], string][]) : []),
    ...(captures
      ? ([
          [['N'], t('keys.note')],
          [['A'], t('keys.action')],
          [['C'], t('keys.celebration')],
        ] as [string[], string][])
      : []),
  ];
  return hints.map(([keys, words]) => (
    <span className="kb" key={words}>
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}{' '}
      {words}
    </span>
  ));
}

function StateNote({ review, onContinue }: { review: Review; onContinue: () => void }) {
  const { t } = useTranslation('reviews');
  if (review.state === 'running') return null;
  return (
    <div className="note" role="status">
      <Icon name={review.state === 'paused' ? 'clock' : 'check'} />
      <div className="stack tight">
        <p>{t(`stands.${review.state}`)}</p>
        {review.can.end && (
          <div>
            <Button small onClick={onContinue}>
              {t(`resume.${review.state}`)}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
