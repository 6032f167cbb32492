import { useTranslation } from 'react-i18next';
import type { Participant } from '../../domain/partnerships/contract.ts';
import { toast } from '../components/toast.ts';
import { today } from '../platform/format.ts';
import { changeParticipant, useRefresh } from './api.ts';

/** Ends a person's time here, or brings them back; each with its undo. `end` throws what the server refuses. */
export function useEndOrReturn(partnershipId: string) {
  const { t } = useTranslation('partnerships');
  const refresh = useRefresh(partnershipId);

  const change = async (person: Participant, leftOn: string | null): Promise<Participant> => {
    const saved = await changeParticipant(partnershipId, person.id, { leftOn }, person.version);
    void refresh();
    return saved;
  };
  const quietly = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { kind: 'error' });
    }
  };
  // The server counts days in UTC, and refuses one that lies ahead everywhere.
  const end = async (person: Participant): Promise<void> => {
    const [, last] = [today('UTC'), person.joinedOn].sort();
    const saved = await change(person, last ?? person.joinedOn);
    toast(t('people.ended', { name: person.name }), { undo: () => quietly(() => change(saved, null)) });
  };
  const bringBack = (person: Participant): Promise<void> =>
    quietly(async () => {
      const saved = await change(person, null);
      toast(t('people.back', { name: person.name }), { undo: () => quietly(() => change(saved, person.leftOn)) });
    });
  return { end, bringBack };
}
