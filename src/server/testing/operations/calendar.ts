import { bogus, type Place } from '../principals.ts';
import { type Fixtures, P } from './fixture.ts';

const plan = (at: Place) => ({
  instrument: 'relational',
  startsOn: '2027-01-15',
  everyMonths: 6,
  time: '09:00',
  timeZone: 'Europe/Oslo',
  openDays: 14,
  partyIds: [at.partyId],
  roles: ['member'],
  k: 5,
});
const secret = () => ({ token: bogus() });

export const calendarOperations: Fixtures = {
  [`GET ${P}/plan`]: { who: 'participant' },
  [`POST ${P}/plan`]: { who: 'speaker', body: plan },
  [`POST ${P}/plan/preview`]: { who: 'speaker', body: plan },
  [`PATCH ${P}/plan/{planId}`]: { who: 'speaker', body: (at) => ({ paused: true, partyIds: [at.partyId] }) },
  [`DELETE ${P}/plan/{planId}`]: { who: 'speaker' },
  [`GET ${P}/paper`]: { who: 'speaker', query: () => ({ limit: '200' }) },
  [`POST ${P}/paper`]: {
    who: 'speaker',
    body: (at) => ({ participantId: at.participantId, paper: true }),
  },
  [`GET ${P}/rounds/{roundId}/form`]: { who: 'speaker' },
  [`POST ${P}/rounds/{roundId}/sheets`]: {
    who: 'speaker',
    body: () => ({ stack: bogus(), sheets: [{ ratings: new Array(15).fill(4), comments: ['', ''] }] }),
  },
  'GET /respond/reminders/{roundId}/{token}': { who: 'anyone', path: secret },
  'POST /respond/reminders/{roundId}/{token}': { who: 'anyone', path: secret, secret: true },
  'GET /outbox/reminders': { who: 'administrator' },
};
