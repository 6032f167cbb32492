import type { Deps } from '../platform/api.ts';
import { remindReaders } from './briefing/letters.ts';
import { sweepFiles } from './files/actions.ts';
import { expireProposals } from './proposals.ts';

export function documentJobs(deps: Deps): void {
  deps.jobs.handle('expire-proposals', () => expireProposals(deps.db, deps));
  deps.jobs.handle('sweep-files', (data) => sweepFiles(deps, data));
  deps.jobs.handle('remind-readers', () => remindReaders(deps.db, deps));
}
