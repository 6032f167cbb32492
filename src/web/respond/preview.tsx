/** @jsxImportSource preact */
import { render } from 'preact';
import '../theme/fonts.css';
import '../theme/tokens.css';
import '../theme/base.css';
import './respond.css';
import { directionOf } from '../../domain/common/languages.ts';
import type { BallotReply } from '../../domain/surveys/contract.ts';
import { chooseLanguage, speak } from './language.ts';
import type { Link } from './link.ts';
import { Survey } from './Survey.tsx';
import type { Kept, Store } from './store.ts';

/** What the application tells the frame: the round as it would be, in which language, and where to begin. */
export interface Shown {
  reply: BallotReply;
  language: string;
  step: number;
  /** What the frame is called: the page around it has a main part of its own. */
  label: string;
}

/**
 * The page behind an invitation in a frame of the application, with questions that nobody is asked yet. The parts are
 * the real ones; there is no ballot, nothing is kept and nothing is sent.
 */
const pretending = (step: number): { kept: Kept; store: Store } => {
  const kept = (reply: BallotReply): Kept => ({ reply, draft: { step }, frozen: null, done: null, until: 0 });
  const store: Store = {
    durable: true,
    read: async () => undefined,
    // What is about to be sent counts as sent.
    change: async (next) => {
      const changed = next(undefined);
      return changed && { ...changed, frozen: null, done: 'sent' };
    },
  };
  return { kept: kept(null as never), store };
};

const NOWHERE: Link = { round: '', token: '', key: null };
const root = document.getElementById('root');
let shown = 0;

addEventListener('message', async ({ origin, source, data }: MessageEvent<Shown>) => {
  if (origin !== location.origin || source !== parent || !root || !data?.reply) return;
  const language = chooseLanguage([data.language]);
  const turn = ++shown;
  const words = await speak(language);
  // Something else was to be shown while the words were on their way.
  if (turn !== shown) return;
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  const { kept, store } = pretending(data.step);
  render(
    <main id="main" tabIndex={-1} aria-label={data.label} key={turn}>
      <Survey
        link={NOWHERE}
        reply={data.reply}
        kept={{ ...kept, reply: data.reply }}
        store={store}
        language={language}
        words={words}
      />
    </main>,
    root,
  );
});
parent.postMessage('entente:preview', location.origin);
