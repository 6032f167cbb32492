import { newId } from '../../platform/id.ts';
import { bogus, type Place } from '../principals.ts';
import { type Fixtures, P } from './fixture.ts';

const closed = (at: Place) => ({ roundId: at.closedRoundId });
const text = 'Said by somebody else';
const action = (at: Place) => ({ text, ownerId: at.participantId, dueOn: '2026-12-01' });
/** Nobody here holds a guest link; guests have a test of their own: reviews/guests.test.ts. */
const guest = { who: 'guest', secret: true } as const;
const G = '/guest/reviews/{reviewId}';

export const reviewOperations: Fixtures = {
  [`GET ${P}/rounds/{roundId}/review`]: { who: 'participant', path: closed },
  [`POST ${P}/rounds/{roundId}/review`]: { who: 'holder', path: closed, body: () => ({}) },
  [`GET ${P}/rounds/{roundId}/follow-up`]: { who: 'participant', path: closed, bare: true },
  [`GET ${P}/reviews/{reviewId}`]: { who: 'participant' },
  [`PATCH ${P}/reviews/{reviewId}`]: { who: 'holder', body: () => ({ timer: 'start' }) },
  [`POST ${P}/reviews/{reviewId}/entries`]: { who: 'worker', body: () => ({ kind: 'celebration', text }) },
  [`PATCH ${P}/reviews/{reviewId}/entries/{entryId}`]: { who: 'author', body: () => ({ text }) },
  [`DELETE ${P}/reviews/{reviewId}/entries/{entryId}`]: { who: 'author' },
  [`POST ${P}/reviews/{reviewId}/actions`]: { who: 'worker', body: action },
  [`PATCH ${P}/reviews/{reviewId}/actions/{actionId}`]: { who: 'holder', body: action },
  [`GET ${P}/reviews/{reviewId}/guests`]: { who: 'speaker' },
  [`POST ${P}/reviews/{reviewId}/guests`]: { who: 'speaker', body: () => ({ name: 'Mallory' }) },
  [`DELETE ${P}/reviews/{reviewId}/guests/{guestId}`]: { who: 'speaker' },
  [`GET ${P}/actions`]: { who: 'participant', query: () => ({ limit: '200' }) },
  [`POST ${P}/actions`]: { who: 'worker', body: action },
  [`PATCH ${P}/actions/{actionId}`]: { who: 'holder', body: action },
  'POST /guest/enter': { who: 'anyone', body: () => ({ token: bogus() }), secret: true },
  [`GET ${G}`]: guest,
  [`PATCH ${G}`]: { ...guest, body: () => ({ timer: 'start' }) },
  [`GET ${G}/live`]: { ...guest, query: () => ({ after: newId() }) },
  [`POST ${G}/entries`]: { ...guest, body: () => ({ kind: 'celebration', text }) },
  [`PATCH ${G}/entries/{entryId}`]: { ...guest, body: () => ({ text }) },
  [`DELETE ${G}/entries/{entryId}`]: guest,
  [`POST ${G}/actions`]: { ...guest, body: action },
  [`PATCH ${G}/actions/{actionId}`]: { ...guest, body: action },
};
