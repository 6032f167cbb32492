import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { toast } from '../components/toast.ts';
import { post, remove } from '../platform/http.ts';
import { forget } from '../platform/recent.ts';

/** Opens my sample, made on the spot if there is none, and goes there. */
export function useOpenSample() {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useBusy(async () => {
    const { id } = await post<Partnership>('/sample');
    await client.invalidateQueries({ queryKey: ['partnerships'] });
    await navigate({ to: '/partnerships/$id', params: { id } });
  });
}

/** Removes it with everything in it, and leaves for the list. */
export function useRemoveSample(id: string) {
  const { t } = useTranslation('sample');
  const navigate = useNavigate();
  const client = useQueryClient();
  return useBusy(async () => {
    await remove(`/partnerships/${id}/sample`);
    forget(id);
    await navigate({ to: '/partnerships' });
    client.removeQueries({ queryKey: ['partnership', id] });
    await Promise.all([
      client.invalidateQueries({ queryKey: ['partnerships'] }),
      client.invalidateQueries({ queryKey: ['home'] }),
    ]);
    toast(t('removed'));
  });
}

/** One at a time; what is refused is said in a toast. */
function useBusy(work: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const run = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { kind: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return { busy, run: () => void run() };
}
