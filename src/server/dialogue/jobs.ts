import type { Deps } from '../platform/api.ts';
import { endDueDialogues } from './actions.ts';

export function dialogueJobs(deps: Deps): void {
  deps.jobs.handle('end-dialogues', () => endDueDialogues(deps.db, deps));
}
