import { newId } from '../../platform/id.ts';
import { type Fixtures, P } from './fixture.ts';

export const liveOperations: Fixtures = {
  'GET /live': { who: 'person', query: () => ({ after: newId() }) },
  [`GET ${P}/live`]: { who: 'participant', query: () => ({ after: newId() }) },
};
