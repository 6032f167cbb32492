import { calendarOperations } from './calendar.ts';
import type { Fixtures } from './fixture.ts';
import { liveOperations } from './live.ts';
import { partnershipOperations } from './partnerships.ts';
import { programmeOperations } from './programme.ts';
import { resultsOperations } from './results.ts';
import { surveyOperations } from './surveys.ts';

/** Every operation of the API with what the isolation test needs to call it. A new endpoint without an entry fails there. */
export const fixtures: Fixtures = {
  ...liveOperations,
  ...partnershipOperations,
  ...programmeOperations,
  ...surveyOperations,
  ...calendarOperations,
  ...resultsOperations,
};
