/** @jsxImportSource preact */
import { render } from 'preact';
import '../theme/fonts.css';
import '../theme/tokens.css';
import '../theme/base.css';
import './respond.css';
import type { BallotReply } from '../../domain/surveys/contract.ts';
import { CATALOGUES, chooseLanguage } from './language.ts';
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

const root = document.getElementById('root');
let shown = 0;

addEventListener('message', ({ origin, source, data }: MessageEvent<Shown>) => {
  if (origin !== location.origin || source !== parent || !root || !data?.reply) return;
  const language = chooseLanguage([data.language]);
  document.documentElement.lang = language;
  document.documentElement.dir = CATALOGUES[language].direction;
  const { kept, store } = pretending(data.step);
  render(
    <main id="main" tabIndex={-1} aria-label={data.label} key={++shown}>
      <Survey reply={data.reply} kept={{ ...kept, reply: data.reply }} store={store} language={language} />
    </main>,
    root,
  );
});
parent.postMessage('entente:preview', location.origin);
