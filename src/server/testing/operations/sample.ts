import { type Fixtures, P } from './fixture.ts';

export const sampleOperations: Fixtures = {
  'POST /sample': { who: 'person' },
  [`DELETE ${P}/sample`]: { who: 'participant' },
};
