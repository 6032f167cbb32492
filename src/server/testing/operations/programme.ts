import { answersOf } from '../../../domain/programme/assessment.ts';
import type { Fixtures } from './fixture.ts';

const ONE = '/programmes/{programmeId}';

export const programmeOperations: Fixtures = {
  'GET /programmes': { who: 'person' },
  'POST /programmes': { who: 'person', body: () => ({ organisation: 'Another organisation' }) },
  [`GET ${ONE}`]: { who: 'programme' },
  [`PATCH ${ONE}`]: { who: 'programme', body: () => ({ organisation: 'Taken over' }) },
  [`GET ${ONE}/assessments`]: { who: 'programme' },
  [`POST ${ONE}/assessments`]: {
    who: 'programme',
    body: () => ({ answers: answersOf(() => 'yes'), takenOn: '2026-11-01' }),
  },
  [`DELETE ${ONE}/assessments/{assessmentId}`]: { who: 'programme' },
  [`POST ${ONE}/assessments/{assessmentId}/restore`]: { who: 'programme' },
};
