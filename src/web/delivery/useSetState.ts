import { useTranslation } from 'react-i18next';
import type { Action } from '../../domain/delivery/contract.ts';
import type { ActionState } from '../../domain/delivery/words.ts';
import { toast } from '../components/toast.ts';
import { changeAction, useRefreshActions } from './api.ts';

/** Done, dropped, open again: with one press, and back with one more. */
export function useSetState(partnership: string) {
  const { t } = useTranslation('delivery');
  const refresh = useRefreshActions(partnership);
  return async function set(action: Action, state: ActionState, undone = false): Promise<void> {
    try {
      const changed = await changeAction(partnership, action.id, { state }, action.version);
      if (!undone) toast(t(`now.${state}`, { action: action.text }), { undo: () => set(changed, action.state, true) });
    } catch (error) {
      toast((error as Error).message, { kind: 'error' });
    } finally {
      await refresh();
    }
  };
}
