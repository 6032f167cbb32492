import { type Fixtures, P } from './fixture.ts';

const ONE = `${P}/instruments/{instrumentId}`;

export const instrumentOperations: Fixtures = {
  [`GET ${P}/instruments`]: { who: 'participant' },
  [`POST ${P}/instruments`]: { who: 'speaker', body: () => ({ language: 'en', title: 'Pulse' }) },
  [`GET ${ONE}`]: { who: 'participant' },
  [`PATCH ${ONE}`]: { who: 'speaker', body: () => ({ retired: true }) },
  [`DELETE ${ONE}`]: { who: 'speaker' },
  [`GET ${ONE}/instrument.json`]: { who: 'participant' },
  [`GET ${ONE}/items.csv`]: { who: 'participant' },
};
