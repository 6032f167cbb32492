import { type Fixtures, P } from './fixture.ts';

export const partingOperations: Fixtures = {
  // What is in it for whom is tested where it is unpacked: parting/copy.test.ts.
  [`POST ${P}/copy`]: { who: 'speaker', body: () => ({ timeZone: 'Europe/Oslo' }), varies: true },
};
