import { useState } from 'react';
import type { Reflection } from '../../domain/dialogue/contract.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { toast } from '../components/toast.ts';
import { deleteReflection, useReadReflectionsAgain } from './api.ts';
import type { Own } from './useOwn.ts';

/** One button for each of my reflections, to delete it for good. */
export function DeleteButtons({ own, reflections }: { own: Own; reflections: readonly Reflection[] }) {
  const { t, language, date, moment } = own;
  const again = useReadReflectionsAgain();
  const [asking, setAsking] = useState<Reflection | null>(null);
  const [busy, setBusy] = useState(false);
  const remove = async (one: Reflection) => {
    setBusy(true);
    try {
      await deleteReflection(one.id);
      await again();
      setAsking(null);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { kind: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div className="acts noprint">
        {reflections.map((one) => (
          <Button key={one.id} small kind="plain" onClick={() => setAsking(one)}>
            {t('reflection.delete', { day: date(one.at) })}
          </Button>
        ))}
      </div>
      {asking && (
        <Dialog title={t('reflection.deleteTitle')} onClose={() => setAsking(null)}>
          <div className="stack" lang={language}>
            <p className="sm dim">{t('reflection.deleteText', { when: moment(asking.at) })}</p>
            <div className="acts">
              <Button onClick={() => setAsking(null)} autoFocus>
                {t('common:action.cancel')}
              </Button>
              <Button kind="danger" busy={busy} onClick={() => void remove(asking)}>
                {t('reflection.deleteNow')}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
