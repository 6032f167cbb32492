import type { Deps } from '../platform/api.ts';
import { closeDueRounds, mixOpenRounds } from './actions.ts';

export function surveyJobs(deps: Deps): void {
  deps.jobs.handle('close-rounds', () => closeDueRounds(deps.db, deps));
  deps.jobs.handle('mix-answers', () => mixOpenRounds(deps.db));
}
