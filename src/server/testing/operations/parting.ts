import { PASSWORD } from '../costly.ts';
import { type Fixtures, P } from './fixture.ts';

export const partingOperations: Fixtures = {
  // What is in it for whom is tested where it is unpacked: parting/copy.test.ts.
  [`POST ${P}/copy`]: { who: 'speaker', body: () => ({ timeZone: 'Europe/Oslo' }), varies: true },
  [`GET ${P}/parting`]: { who: 'participant' },
  // Nobody who may: both leads have announced nothing, and a party without a sponsor is spoken for by its lead.
  [`PUT ${P}/parting`]: {
    who: 'speaker',
    body: () => ({ leavesOn: '2026-12-31', timeZone: 'Europe/Oslo', words: 'Goodbye', password: PASSWORD }),
  },
  [`DELETE ${P}/parting`]: { who: 'speaker' },
  // Whoever is here has not left, and whoever left did so before their party.
  'POST /left/{partnershipId}/copy': { who: 'own', secret: true },
};
