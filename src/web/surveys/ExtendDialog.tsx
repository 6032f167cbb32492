import { useTranslation } from 'react-i18next';
import type { Round } from '../../domain/surveys/contract.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { type Errors, useForm } from '../components/form.ts';
import { toast } from '../components/toast.ts';
import { useFormat } from '../platform/useFormat.ts';
import { extendRound, useRefreshRounds } from './api.ts';
import { ClosingFields, closingOf, closingTime, complete } from './ClosingFields.tsx';

/** A later closing time. Everybody keeps their link and what they answered. */
export function ExtendDialog({ id, round, onClose }: { id: string; round: Round; onClose: () => void }) {
  const { t } = useTranslation('surveys');
  const format = useFormat();
  const refresh = useRefreshRounds(id);
  const form = useForm({
    values: { closesAt: closingOf(round.closesAt, round.timeZone) },
    check: ({ closesAt }): Errors => (complete(closesAt) ? {} : { closesAt: t('closing.incomplete') }),
    send: async ({ closesAt }) => {
      const saved = await extendRound(id, round, { closesAt: closingTime(closesAt), timeZone: closesAt.timeZone });
      await refresh();
      toast(t('extend.done', { when: format.moment(saved.closesAt) }));
      onClose();
    },
  });
  return (
    <Dialog title={t('extend.title')} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void form.submit(event)} noValidate>
        <p className="sm dim">{t('extend.text')}</p>
        <div className="forms">
          <ClosingFields
            value={form.values.closesAt}
            onChange={(closesAt) => form.set({ closesAt })}
            earliest={format.today()}
            errors={{ day: form.errors.closesAt, timeZone: form.errors.timeZone }}
            ids={{ day: form.id('closesAt'), timeZone: form.id('timeZone') }}
          />
        </div>
        <FormNotes form={form} />
        <div className="acts">
          <Button kind="primary" type="submit" busy={form.busy}>
            {t('extend.save')}
          </Button>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
