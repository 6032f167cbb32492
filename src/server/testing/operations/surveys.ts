import { bogus, type Place } from '../principals.ts';
import { type Fixtures, P } from './fixture.ts';

const SOON = { closesAt: '2026-11-20T17:00', timeZone: 'Europe/Oslo' };
const round = (at: Place) => ({ instrument: 'relational', partyIds: [at.partyId], ...SOON });
const closed = (at: Place) => ({ roundId: at.closedRoundId });

export const surveyOperations: Fixtures = {
  'GET /instruments': { who: 'person' },
  'GET /instruments/{key}': { who: 'person', path: () => ({ key: 'relational' }) },
  [`GET ${P}/rounds`]: { who: 'participant', query: () => ({ limit: '200' }) },
  [`POST ${P}/rounds`]: { who: 'speaker', body: round },
  [`POST ${P}/rounds/preview`]: { who: 'speaker', body: round },
  [`POST ${P}/rounds/import`]: {
    who: 'speaker',
    body: (at) => ({
      csv: 'party,trust\nNorth,4\n',
      instrument: 'relational',
      partyColumn: 'party',
      parties: [{ value: 'North', partyId: at.partyId }],
      closedOn: '2025-11-02',
      check: true,
    }),
  },
  [`GET ${P}/rounds/{roundId}`]: { who: 'participant' },
  [`PATCH ${P}/rounds/{roundId}`]: { who: 'speaker', body: () => ({ closesAt: '2026-12-20T17:00' }) },
  [`POST ${P}/rounds/{roundId}/close`]: { who: 'speaker' },
  [`POST ${P}/rounds/{roundId}/cancel`]: { who: 'speaker' },
  [`GET ${P}/rounds/{roundId}/my-link`]: { who: 'participant' },
  [`GET ${P}/rounds/{roundId}/invitees`]: { who: 'speaker', query: () => ({ limit: '200' }) },
  [`GET ${P}/rounds/{roundId}/results`]: { who: 'participant', path: closed },
  [`GET ${P}/rounds/{roundId}/items/{itemKey}`]: {
    who: 'participant',
    path: (at) => ({ ...closed(at), itemKey: 'trust' }),
    bare: true,
  },
  [`GET ${P}/rounds/{roundId}/room`]: { who: 'holder' },
  [`POST ${P}/rounds/{roundId}/room`]: { who: 'holder', body: () => ({ open: false }) },
  'POST /respond/rooms': { who: 'anyone', body: (at) => ({ round: at.roundId, room: bogus() }), secret: true },
  'POST /respond/seats': {
    who: 'anyone',
    body: (at) => ({ round: at.roundId, room: bogus(), group: 's1', token: bogus() }),
    secret: true,
  },
  'POST /respond/ballots': { who: 'anyone', body: (at) => ({ round: at.roundId, token: bogus() }), secret: true },
  'POST /respond/seals': {
    who: 'anyone',
    body: (at) => ({ round: at.roundId, token: bogus(), blinded: null }),
    secret: true,
  },
  'GET /respond/rounds/{roundId}/receipts': {
    who: 'anyone',
    path: closed,
    tellsApart: 'The id of a round is in its links only and cannot be guessed; whoever has one may see the list.',
  },
  'POST /respond/answers': {
    who: 'anyone',
    body: (at) => ({
      ballot: { round: at.roundId, stratum: 's1', serial: bogus(), proof: bogus() },
      ratings: { trust: 5 },
    }),
    secret: true,
    tellsApart:
      'The id of an open round is in its links only and cannot be guessed; who holds a broken ballot is told to open the link again.',
  },
};
