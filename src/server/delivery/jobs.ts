import type { Deps } from '../platform/api.ts';
import { remindOwners } from './actions.ts';

export function deliveryJobs(deps: Deps): void {
  deps.jobs.handle('remind-owners', () => remindOwners(deps.db, deps));
}
