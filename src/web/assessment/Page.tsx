/** @jsxImportSource preact */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { directionOf, firstLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '../../domain/common/languages.ts';
import { ITEMS, scoreOf } from '../../domain/programme/assessment.ts';
import { useSpoken } from '../platform/useSpoken.ts';
import type { Words } from './en.ts';
import { speak } from './language.ts';
import { fragmentOf, type Place, readPlace } from './place.ts';
import { Question } from './Question.tsx';
import { Result } from './Result.tsx';
import { Broken, Start } from './Start.tsx';
import { type Given, type StepProps, signedIn } from './steps.ts';

export function Page() {
  const [{ place, given }, go] = usePlace();
  const [asked, ask] = useState(() => ({ language: new URLSearchParams(location.search).get('lang') }));
  const [spoken, trouble] = useSpoken(speak, firstLanguage([asked.language, ...navigator.languages]), asked);
  useArrival(place, spoken !== null);

  useEffect(() => {
    if (!spoken) return;
    document.documentElement.lang = spoken.language;
    document.documentElement.dir = directionOf(spoken.language);
    document.title = `${titleOf(place, spoken.words)} · Entente`;
  }, [spoken, place]);

  const choose = (chosen: string) => {
    const address = new URL(location.href);
    address.searchParams.set('lang', chosen);
    history.replaceState(history.state, '', address);
    ask({ language: chosen });
  };

  if (!spoken) return null;
  const { words, language } = spoken;
  const step: StepProps = { words, language, go };
  return (
    <>
      <button class="skip" type="button" onClick={() => document.getElementById('main')?.focus()}>
        {words.skip}
      </button>
      <Header words={words} language={language} onLanguage={choose} />
      <main id="main" class="in" tabIndex={-1}>
        {trouble && (
          <p class="note warn" role="alert">
            {words.languageTrouble}
          </p>
        )}
        {place.step === 'start' && <Start {...step} />}
        {place.step === 'question' && <Question {...step} {...place} given={given} />}
        {place.step === 'result' && <Result {...step} answers={place.answers} />}
        {place.step === 'broken' && <Broken {...step} reason={place.reason} />}
      </main>
      <footer class="foot">
        <p class="in xs dim">{words.foot}</p>
      </footer>
    </>
  );
}

const read = () => ({
  place: readPlace(location.hash),
  given: (history.state as { given?: Given } | null)?.given,
});

/** The address is the state. Every step is an entry of the browser's history, so its way back works here. */
function usePlace() {
  const [seen, see] = useState(read);

  const go = useCallback((place: Place, given?: Given) => {
    history.pushState({ given }, '', location.pathname + location.search + fragmentOf(place));
    see({ place, given });
  }, []);

  useEffect(() => {
    const look = () => see(read());
    // A link pasted into the same tab changes the fragment only.
    addEventListener('popstate', look);
    addEventListener('hashchange', look);
    return () => {
      removeEventListener('popstate', look);
      removeEventListener('hashchange', look);
    };
  }, []);

  return [seen, go] as const;
}

/** The focus goes with the step, so that a screen reader reads it and the keys work. Not on arrival at a page to read. */
function useArrival(place: Place, there: boolean) {
  const first = useRef(true);
  const where = place.step === 'question' ? `question${place.index}` : place.step;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is what this waits for
  useEffect(() => {
    if (!there) return;
    const arrival = first.current;
    first.current = false;
    if (arrival && place.step !== 'question') return;
    document.getElementById('step')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [where, there]);
}

function titleOf(place: Place, words: Words): string {
  if (place.step === 'question') return words.questionOf(place.index + 1, ITEMS.length);
  if (place.step === 'result') return words.resultTitle(scoreOf(place.answers), ITEMS.length);
  return place.step === 'broken' ? words.broken[place.reason].title : words.title;
}

function Header({
  words,
  language,
  onLanguage,
}: {
  words: Words;
  language: Language;
  onLanguage: (language: string) => void;
}) {
  return (
    <header class="bar">
      <div class="in">
        <a class="brand" href="/">
          <svg viewBox="0 0 28 18" aria-hidden="true">
            <path d="M0 9h9M19 9h9" stroke="currentColor" stroke-width="2.4" />
            <circle cx="14" cy="9" r="5" fill="none" stroke="currentColor" stroke-width="2.4" />
            <circle cx="14" cy="9" r="1.7" fill="currentColor" />
          </svg>
          Entente
        </a>
        <nav class="noprint" aria-label={words.site}>
          <a href={signedIn ? '/' : '/sign-in'}>{signedIn ? words.open : words.signIn}</a>
          <label class="vh" for="lang">
            {words.language}
          </label>
          <select
            id="lang"
            class="inp"
            autocomplete="off"
            value={language}
            onChange={(event) => onLanguage(event.currentTarget.value)}
          >
            {LANGUAGES.map((each) => (
              <option key={each} value={each} lang={each}>
                {LANGUAGE_NAMES[each]}
              </option>
            ))}
          </select>
        </nav>
      </div>
    </header>
  );
}
