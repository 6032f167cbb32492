import { bogus, type Place } from '../principals.ts';
import { type Fixtures, P } from './fixture.ts';

const closed = (at: Place) => ({ roundId: at.closedRoundId });
const R = `${P}/rounds/{roundId}`;

export const resultsOperations: Fixtures = {
  [`GET ${R}/results.csv`]: { who: 'participant', path: closed },
  [`GET ${R}/results.json`]: { who: 'participant', path: closed },
  [`GET ${R}/results.pdf`]: { who: 'participant', path: closed, query: () => ({ kind: 'summary' }) },
  [`GET ${R}/links`]: { who: 'speaker', path: closed },
  [`POST ${R}/links`]: {
    who: 'speaker',
    path: closed,
    body: () => ({ name: 'Mallory', endsOn: '2026-12-31', timeZone: 'Europe/Oslo' }),
  },
  [`POST ${R}/links/{linkId}/end`]: { who: 'speaker', path: closed },
  'POST /results/read': { who: 'anyone', body: () => ({ token: bogus() }), secret: true },
  'POST /results/read.pdf': { who: 'anyone', body: () => ({ token: bogus() }), secret: true },
};
