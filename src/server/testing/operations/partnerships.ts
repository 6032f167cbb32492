import { bogus } from '../principals.ts';
import { type Fixtures, P } from './fixture.ts';

export const partnershipOperations: Fixtures = {
  'GET /installation': { who: 'anyone' },
  'GET /me': { who: 'person' },
  'PATCH /me': { who: 'person', body: () => ({ language: 'de' }) },
  'GET /home': { who: 'person' },
  'GET /partnerships': { who: 'person', query: () => ({ limit: '200' }) },
  'POST /partnerships': {
    who: 'person',
    body: () => ({
      name: 'Another one',
      kind: 'other',
      mine: { organisation: 'Mine', role: 'lead' },
      others: [{ organisation: 'Theirs', people: [] }],
    }),
  },
  [`GET ${P}`]: { who: 'participant' },
  [`PATCH ${P}`]: { who: 'speaker', body: () => ({ name: 'Taken over' }) },
  [`POST ${P}/parties`]: { who: 'speaker', body: () => ({ organisation: 'Third', people: [] }) },
  [`PATCH ${P}/parties/{partyId}`]: { who: 'party', body: () => ({ place: 'Elsewhere' }) },
  [`GET ${P}/record`]: { who: 'participant', query: () => ({ limit: '200' }) },
  'POST /invitations/look-up': { who: 'anyone', body: () => ({ token: bogus() }), secret: true },
  'POST /invitations/accept': { who: 'person', body: () => ({ token: bogus() }), secret: true },
  [`GET ${P}/participants`]: {
    who: 'participant',
    query: (at) => ({ limit: '200', current: 'all', partyId: at.partyId }),
  },
  [`POST ${P}/participants`]: {
    who: 'party',
    body: (at) => ({ partyId: at.partyId, name: 'Mallory', role: 'lead', email: 'mallory@example.org' }),
  },
  [`PATCH ${P}/participants/{participantId}`]: { who: 'party', body: () => ({ role: 'lead', email: null }) },
  [`POST ${P}/participants/{participantId}/invitation`]: { who: 'party' },
  [`DELETE ${P}/participants/{participantId}/invitation`]: { who: 'party' },
  [`POST ${P}/participants/import`]: {
    who: 'party',
    // A second time the same people would be known already, whatever the ids.
    body: (at) => ({
      partyId: at.partyId,
      csv: 'name,email\nMallory,mallory@example.org\n',
      check: true,
      importId: at.importId,
    }),
  },
  [`GET ${P}/participants/imports/{importId}`]: { who: 'own' },
  [`GET ${P}/participants/template.csv`]: { who: 'participant' },
  [`GET ${P}/participants/export.csv`]: { who: 'participant' },
  'GET /outbox': { who: 'administrator', query: () => ({ limit: '200' }) },
  'GET /outbox/{mailId}': { who: 'administrator' },
};
