import { type Fixtures, P } from './fixture.ts';

const PART = `${P}/briefing/parts/{documentId}/{hash}`;
/** Words that nobody wrote. */
const unknown = () => ({ hash: '0'.repeat(64) });
const secret = () => ({ token: 'a'.repeat(43) });
const STOP = '/respond/briefings/{partnershipId}/{participantId}/{token}';

export const briefingOperations: Fixtures = {
  [`GET ${P}/briefing`]: { who: 'participant' },
  // Numbers alone.
  [`GET ${P}/briefing/share`]: { who: 'participant', bare: true },
  // By the database’s own look at who asks: nothing for whoever does not speak for a party there.
  [`GET ${P}/briefing/names`]: { who: 'speaker', bare: true },
  [`PUT ${PART}`]: { who: 'participant', path: unknown },
  [`DELETE ${PART}`]: { who: 'participant', path: unknown },
  [`GET ${P}/documents/{documentId}/check-ins`]: { who: 'participant', bare: true },
  [`POST ${P}/documents/{documentId}/check-in`]: { who: 'speaker' },
  [`GET ${STOP}`]: { who: 'anyone', path: secret },
  [`POST ${STOP}`]: { who: 'anyone', path: secret, secret: true },
};
