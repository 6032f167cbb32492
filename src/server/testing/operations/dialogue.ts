import { type Fixtures, P } from './fixture.ts';

export const dialogueOperations: Fixtures = {
  [`GET ${P}/dialogues`]: { who: 'participant', query: () => ({ limit: '200' }) },
  [`POST ${P}/dialogues`]: {
    who: 'speaker',
    body: (at) => ({
      instrument: 'relational',
      participantIds: [at.leadId, at.otherLeadId],
      closesAt: '2026-11-20T17:00',
      timeZone: 'Europe/Oslo',
    }),
  },
  [`GET ${P}/dialogues/{dialogueId}`]: { who: 'named' },
  [`POST ${P}/dialogues/{dialogueId}/consent`]: { who: 'named' },
  [`PUT ${P}/dialogues/{dialogueId}/answer`]: { who: 'named', body: () => ({ ratings: { trust: 5 }, send: true }) },
  [`POST ${P}/dialogues/{dialogueId}/decline`]: { who: 'named', body: () => ({ reason: 'Not now' }) },
  'GET /reflections': { who: 'person', query: (at) => ({ limit: '200', about: at.partnershipId }) },
  'POST /reflections': {
    who: 'person',
    body: (at) => ({ instrument: 'relational', about: at.partnershipId, ratings: { trust: 3 } }),
  },
  'DELETE /reflections/{reflectionId}': { who: 'person' },
};
