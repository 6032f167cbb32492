import { parentPort } from 'node:worker_threads';
import { type Query, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Answer, Drawing, FirstView, Question } from '../../domain/common/first-view.ts';
import type { SharedResults } from '../../domain/results/contract.ts';
import { App } from '../App.tsx';
import { homeQuery, partnershipQuery } from '../partnerships/api.ts';
import { setDeviceTimeZone } from '../platform/format.ts';
import { ProblemError } from '../platform/http.ts';
import { startI18n } from '../platform/i18n.ts';
import { queries } from '../platform/query.ts';
import { installationQuery } from '../platform/session.ts';
import { titleDrawn } from '../platform/title.ts';
import { SharedView } from '../results/SharedView.tsx';
import { followUpQuery, reviewOfRoundQuery } from '../reviews/api.ts';
import { makeRouter } from '../routes.tsx';
import { resultsQuery, roundQuery } from '../surveys/api.ts';

/*
 * Draws first views on the server, in a thread of its own: one at a time, so that what the application keeps for its
 * one reader (queries, time zone, title) never meets that of another. It has no way to data but to ask for them over
 * the port that came with the drawing, where the server answers in that reader's name.
 */

const words = import.meta.glob<Record<string, unknown>>('../locales/en/*.json', { import: 'default', eager: true });
const started = startI18n(
  Object.fromEntries(Object.entries(words).map(([file, texts]) => [/(\w+)\.json$/.exec(file)?.[1] as string, texts])),
);

const PASSES = 4;
// A second try would come when it is somebody else's turn.
queries.setDefaultOptions({ queries: { ...queries.getDefaultOptions().queries, retry: false } });

parentPort?.on('message', ({ drawing, port }: { drawing: Drawing; port: MessagePort }) => {
  globalThis.fetch = asking(port);
  started
    .then(() => draw(drawing))
    .finally(() => queries.clear())
    .catch((error: Error) => {
      // Refused: the page itself says why.
      if (error instanceof ProblemError) return null;
      throw error;
    })
    .then(
      (made) => parentPort?.postMessage({ made }),
      (error: Error) => parentPort?.postMessage({ problem: error.stack ?? error.message }),
    );
});

async function draw(drawing: Drawing): Promise<FirstView> {
  queries.clear();
  setDeviceTimeZone(drawing.timeZone ?? undefined);
  return 'shared' in drawing ? drawShared(drawing) : drawRound(drawing);
}

function drawShared({ shared, timeZone }: Drawing & { shared: SharedResults }): FirstView {
  setDeviceTimeZone(timeZone ?? shared.results.round.timeZone);
  return seen(
    <QueryClientProvider client={queries}>
      <SharedView shared={shared} token="" />
    </QueryClientProvider>,
  );
}

/** The results of a round. One that is still open lives: nothing of it is worth seeing before it can. */
async function drawRound({ page, timeZone }: Drawing & { page: string }): Promise<FirstView> {
  const router = makeRouter(createMemoryHistory({ initialEntries: [page] }));
  await router.load();
  const { id, roundId }: { id?: string; roundId?: string } = router.state.matches.at(-1)?.params ?? {};
  if (!id || !roundId) return null;
  void queries.prefetchQuery(partnershipQuery(id));
  void queries.prefetchInfiniteQuery(homeQuery);
  const round = await queries.fetchQuery(roundQuery(id, roundId));
  if (round.state !== 'closed') return null;
  setDeviceTimeZone(timeZone ?? round.timeZone);
  await Promise.all([
    queries.fetchQuery(resultsQuery(id, roundId, new URLSearchParams(page.split('?')[1]).get('with') ?? '')),
    queries.prefetchQuery(followUpQuery(id, roundId)),
    queries.prefetchQuery(reviewOfRoundQuery(id, roundId)),
    queries.prefetchQuery(installationQuery),
  ]);
  // Drawing says whether anything else is asked for.
  for (let pass = 0; pass < PASSES; pass++) {
    const view = seen(<App router={router} />);
    const missing = queries.getQueryCache().findAll({ predicate: isMissing });
    if (missing.length === 0) return view;
    await Promise.all(missing.map((query) => query.fetch()));
  }
  return null;
}

const isMissing = ({ state, options }: Query) =>
  state.status === 'pending' && (options as { enabled?: boolean }).enabled !== false;

/** Styles in attributes are put on by first-2.js: the policy of the server allows none in the page itself. */
const seen = (node: ReactNode): FirstView => ({
  html: renderToStaticMarkup(node).replaceAll(' style="', ' data-css="'),
  title: titleDrawn(),
});

/** `fetch` for this drawing: a question over the port, for addresses of our own API alone. */
function asking(port: MessagePort): typeof fetch {
  const waiting = new Map<number, (answer: Answer) => void>();
  port.onmessage = ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.ask)?.(data);
    waiting.delete(data.ask);
  };
  let asked = 0;
  return async (address) => {
    const ask = ++asked;
    const { status, body } = await new Promise<Answer>((resolve) => {
      waiting.set(ask, resolve);
      port.postMessage({ ask, address: String(address) } satisfies Question);
    });
    return new Response(body || null, { status });
  };
}
