/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { directionOf, LANGUAGE_NAMES, LANGUAGES } from '../../domain/common/languages.ts';
import type { RoomLink } from '../../domain/surveys/room.ts';
import { useSpoken } from '../platform/useSpoken.ts';
import { Cancelled, Closed, Done, NoBallot, Notice } from './Ends.tsx';
import { How } from './How.tsx';
import { chooseLanguage, momentWithDay, type Spoken, speak } from './language.ts';
import type { Link } from './link.ts';
import { fromKept, fromServer, type View } from './load.ts';
import { Globe, Info } from './pictures.tsx';
import { Found } from './Receipt.tsx';
import { Room } from './Room.tsx';
import { Survey } from './Survey.tsx';
import type { Store } from './store.ts';

const RETRY = 15_000;
const HOW = '/r/how';

interface PageProps {
  link: Link | null;
  store: Store | null;
  /** The code of a room instead of a link. */
  room?: RoomLink | null;
}

export function Page({ link, store, room }: PageProps) {
  const [view, look] = useView(link, store);
  const reply = 'reply' in view ? view.reply : null;
  const [asked, ask] = useState(() => ({ language: new URLSearchParams(location.search).get('lang') }));
  const wanted = chooseLanguage([asked.language, reply?.language, ...navigator.languages]);
  const [spoken, trouble] = useSpoken(speak, wanted, asked);

  useEffect(() => {
    if (!spoken) return;
    document.documentElement.lang = spoken.language;
    document.documentElement.dir = directionOf(spoken.language);
    document.title = reply ? spoken.words.pageTitle(reply.partnership) : 'Entente';
  }, [spoken, reply]);

  const chooseAndRemember = (chosen: string) => {
    const address = new URL(location.href);
    address.searchParams.set('lang', chosen);
    history.replaceState(null, '', address);
    ask({ language: chosen });
  };

  return (
    <>
      {spoken && (
        <button class="skip" type="button" onClick={() => document.getElementById('main')?.focus()}>
          {spoken.words.skip}
        </button>
      )}
      <Header spoken={spoken} onLanguage={chooseAndRemember} />
      {reply?.sample && spoken && <p class="sm sample">{spoken.words.sample}</p>}
      <main id="main" tabIndex={-1}>
        {spoken && trouble && (
          <p class="note warn" role="alert">
            <Info />
            <span>{spoken.words.languageTrouble}</span>
          </p>
        )}
        {!spoken ? (
          <Loading text="" />
        ) : location.pathname === HOW ? (
          <How words={spoken.words} />
        ) : room ? (
          <Room link={room} {...spoken} />
        ) : (
          <Content view={view} link={link} store={store} {...spoken} onRetry={look} />
        )}
      </main>
    </>
  );
}

function useView(link: Link | null, store: Store | null): [View, () => void] {
  const [view, setView] = useState<View>({ kind: link ? 'loading' : 'unknown' });

  const look = useCallback(() => {
    if (!link || !store) return;
    void fromServer(link, store).then((seen) => setView((shown) => (staysWith(shown, seen) ? shown : seen)));
  }, [link, store]);

  useEffect(() => {
    if (!store) return;
    void store.read().then((kept) => {
      setView(fromKept(kept));
      // An answer on its way is not overtaken by a question about the round: its own reply says what became of it.
      // What was sent sealed may be looked for once the round has closed.
      if (kept?.done ? kept.receipt : !kept?.frozen) look();
    });
  }, [store, look]);

  const stuck = view.kind === 'offline' || view.kind === 'trouble';
  useEffect(() => {
    if (!stuck) return;
    const timer = setInterval(look, RETRY);
    addEventListener('online', look);
    return () => {
      clearInterval(timer);
      removeEventListener('online', look);
    };
  }, [stuck, look]);

  return [view, look];
}

/** With the questions on the device, neither a lost connection nor the same questions again take the page away. */
function staysWith(shown: View, seen: View): boolean {
  const going = shown.kind === 'survey' || shown.kind === 'done';
  return going && ['offline', 'trouble', 'survey', 'done'].includes(seen.kind);
}

interface ContentProps extends Spoken {
  view: View;
  link: Link | null;
  store: Store | null;
  onRetry: () => void;
}

function Content({ view, link, store, language, words, onRetry }: ContentProps) {
  switch (view.kind) {
    case 'loading':
      return <Loading text={words.loading} />;
    case 'unknown':
      return <Notice title={words.unknownTitle} text={[words.unknownText]} />;
    case 'key':
    case 'insecure':
      return <NoBallot words={words} why={view.kind} />;
    case 'receipt':
      return link && <Found words={words} round={link.round} reply={view.reply} receipt={view.receipt} />;
    case 'expired':
      return <Notice title={words.expiredTitle} text={[words.expiredText]} />;
    case 'offline':
    case 'trouble': {
      const offline = view.kind === 'offline';
      return (
        <Notice
          title={offline ? words.offlineTitle : words.troubleTitle}
          text={[offline ? words.offlineText : words.troubleText]}
          action={{ label: words.tryNow, onClick: onRetry }}
        />
      );
    }
    case 'closed':
      return (
        <Closed words={words} reply={view.reply} late={view.late} when={momentWithDay(view.reply.closesAt, language)} />
      );
    case 'cancelled':
      return <Cancelled words={words} reply={view.reply} />;
    case 'done':
      return (
        <Done words={words} reply={view.reply} language={language} how={view.how} tally={null} receipt={view.receipt} />
      );
    case 'survey':
      return (
        store &&
        link && (
          <Survey link={link} reply={view.reply} kept={view.kept} store={store} language={language} words={words} />
        )
      );
  }
}

/** Nothing for a moment, then the shape of the page. */
function Loading({ text }: { text: string }) {
  return (
    <Sheet>
      <div class="shape" role="status">
        <p class="vh">{text}</p>
        <i />
        <i />
        <i />
        <i />
      </div>
    </Sheet>
  );
}

const Sheet = ({ children }: { children: ComponentChildren }) => <section class="step">{children}</section>;

function Header({ spoken, onLanguage }: { spoken: Spoken | null; onLanguage: (language: string) => void }) {
  return (
    <header class="bar">
      <span class="brand">
        <svg viewBox="0 0 28 18" aria-hidden="true">
          <path d="M0 9h9M19 9h9" stroke="currentColor" stroke-width="2.4" />
          <circle cx="14" cy="9" r="5" fill="none" stroke="currentColor" stroke-width="2.4" />
          <circle cx="14" cy="9" r="1.7" fill="currentColor" />
        </svg>
        Entente
      </span>
      {spoken && (
        <div class="lang">
          <Globe />
          <label class="vh" for="lang">
            {spoken.words.language}
          </label>
          <select
            id="lang"
            autocomplete="off"
            value={spoken.language}
            onChange={(event) => onLanguage(event.currentTarget.value)}
          >
            {LANGUAGES.map((each) => (
              <option key={each} value={each} lang={each}>
                {LANGUAGE_NAMES[each]}
              </option>
            ))}
          </select>
        </div>
      )}
    </header>
  );
}
