import { briefingOperations } from './briefing.ts';
import { calendarOperations } from './calendar.ts';
import { dialogueOperations } from './dialogue.ts';
import { documentOperations } from './documents.ts';
import type { Fixtures } from './fixture.ts';
import { instrumentOperations } from './instruments.ts';
import { liveOperations } from './live.ts';
import { needsOperations } from './needs.ts';
import { partingOperations } from './parting.ts';
import { partnershipOperations } from './partnerships.ts';
import { programmeOperations } from './programme.ts';
import { resultsOperations } from './results.ts';
import { reviewOperations } from './reviews.ts';
import { sampleOperations } from './sample.ts';
import { surveyOperations } from './surveys.ts';
import { writingOperations } from './writing.ts';

/** Every operation of the API with what the isolation test needs to call it. A new endpoint without an entry fails there. */
export const fixtures: Fixtures = {
  ...liveOperations,
  ...partnershipOperations,
  ...partingOperations,
  ...programmeOperations,
  ...reviewOperations,
  ...sampleOperations,
  ...instrumentOperations,
  ...surveyOperations,
  ...calendarOperations,
  ...resultsOperations,
  ...dialogueOperations,
  ...documentOperations,
  ...briefingOperations,
  ...needsOperations,
  ...writingOperations,
};
