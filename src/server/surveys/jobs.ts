import type { Deps } from '../platform/api.ts';
import type { Post } from '../platform/mail.ts';
import { closeDueRounds, mixOpenRounds } from './actions.ts';
import { openPlannedRounds } from './plan-actions.ts';
import { remind } from './reminders.ts';

export function surveyJobs(deps: Deps, post: Post | undefined): void {
  deps.jobs.handle('close-rounds', () => closeDueRounds(deps.db, deps));
  deps.jobs.handle('open-planned', () => openPlannedRounds(deps.db, deps));
  deps.jobs.handle('remind', () => remind(deps.db, deps, post));
  deps.jobs.handle('mix-answers', () => mixOpenRounds(deps.db));
}
