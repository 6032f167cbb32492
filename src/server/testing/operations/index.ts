import { dialogueOperations } from './dialogue.ts';
import type { Fixtures } from './fixture.ts';
import { partnershipOperations } from './partnerships.ts';
import { surveyOperations } from './surveys.ts';

/** Every operation of the API with what the isolation test needs to call it. A new endpoint without an entry fails there. */
export const fixtures: Fixtures = {
  ...partnershipOperations,
  ...surveyOperations,
  ...dialogueOperations,
};
