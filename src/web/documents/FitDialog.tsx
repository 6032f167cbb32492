import { useTranslation } from 'react-i18next';
import type { Fit, FitChange, Needs } from '../../domain/documents/needs-contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { ChoiceField, SelectField, TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { orNull, useForm } from '../components/form.ts';
import { toast } from '../components/toast.ts';
import { useVersioned } from '../components/useVersioned.tsx';
import { addFit, changeFit, removeFit, useRefreshNeeds, type Visible, visible } from './needs-api.ts';
import { Why } from './parts.tsx';

/** Null: to be chosen. */
export type Pair = { needId: string | null; strengthId: string | null };
type Values = { needId: string; strengthId: string; fits: 'yes' | 'no'; note: string };

/** What people say about a need and a strength. */
export function FitDialog({
  partnership,
  needs,
  pair,
  onClose,
}: {
  partnership: Partnership;
  needs: Needs;
  pair: Pair;
  onClose: () => void;
}) {
  const { t } = useTranslation('needs');
  const refresh = useRefreshNeeds(partnership.id);
  const shared = visible(needs.shared);
  const same = (one: { needId: string; strengthId: string }) =>
    one.needId === pair.needId && one.strengthId === pair.strengthId;
  const fit = needs.fits.find(same);
  const suggestion = needs.suggestions.find(same);
  const done = async () => {
    onClose();
    await refresh();
  };
  const versioned = useVersioned<Fit, FitChange>({
    record: fit ?? ({ version: 0 } as Fit),
    send: (change) => changeFit(partnership.id, fit as Fit, change),
    compare: (current, change) => [
      ...(change.fits !== current.fits
        ? [
            {
              label: t('fit.ask'),
              theirs: t(current.fits ? 'fit.yes' : 'fit.no'),
              mine: t(change.fits ? 'fit.yes' : 'fit.no'),
            },
          ]
        : []),
      ...((change.note ?? null) !== current.note
        ? [{ label: t('fit.note'), theirs: current.note ?? '', mine: change.note ?? '' }]
        : []),
    ],
    onSaved: () => void done(),
    onKept: () => void done(),
  });
  const form = useForm<Values>({
    values: {
      needId: pair.needId ?? '',
      strengthId: pair.strengthId ?? '',
      fits: fit?.fits === false ? 'no' : 'yes',
      note: fit?.note ?? '',
    },
    check: (values) => ({
      ...(values.needId ? {} : { needId: t('fit.chooseNeed') }),
      ...(values.strengthId ? {} : { strengthId: t('fit.chooseStrength') }),
    }),
    send: async (values) => {
      const said = { fits: values.fits === 'yes', note: orNull(values.note) };
      if (fit) return versioned.save(said);
      await addFit(partnership.id, { needId: values.needId, strengthId: values.strengthId, ...said });
      await done();
    },
  });
  const { values } = form;
  const need = shared.find((item) => item.id === values.needId);
  const strength = shared.find((item) => item.id === values.strengthId);
  const named = (item: Visible) =>
    `${partnership.parties.find((party) => party.id === item.partyId)?.name ?? ''}: ${item.text}`;
  const options = (items: readonly Visible[]) => [
    { value: '', label: t('fit.choose') },
    ...items.map((item) => ({ value: item.id, label: named(item) })),
  ];
  const takeBack = async () => {
    await removeFit(partnership.id, fit as Fit).catch((error: Error) => toast(error.message, { kind: 'error' }));
    await done();
  };
  return (
    <Dialog title={t('fit.dialog')} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        {pair.needId && need && strength ? (
          <dl className="facts">
            <div>
              <dt>{t('one.need')}</dt>
              <dd className="words">{named(need)}</dd>
            </div>
            <div>
              <dt>{t('one.strength')}</dt>
              <dd className="words">{named(strength)}</dd>
            </div>
          </dl>
        ) : (
          <>
            <SelectField
              label={t('one.need')}
              id={form.id('needId')}
              error={form.errors['needId']}
              value={values.needId}
              onChange={(needId) => form.set({ needId, strengthId: '' })}
              options={options(shared.filter((item) => item.kind === 'need'))}
            />
            <SelectField
              label={t('one.strength')}
              id={form.id('strengthId')}
              error={form.errors['strengthId']}
              value={values.strengthId}
              onChange={(strengthId) => form.set({ strengthId })}
              options={options(shared.filter((item) => item.kind === 'strength' && item.partyId !== need?.partyId))}
            />
          </>
        )}
        {suggestion && <Why suggestion={suggestion} />}
        {needs.can.write ? (
          <>
            <ChoiceField
              legend={t('fit.ask')}
              value={values.fits}
              onChange={(fits) => form.set({ fits })}
              options={[
                { value: 'yes', label: t('fit.yes') },
                { value: 'no', label: t('fit.no') },
              ]}
              columns
            />
            <TextField
              label={t('fit.note')}
              note={t('common:optional')}
              value={values.note}
              maxLength={300}
              onChange={(note) => form.set({ note })}
            />
            <FormNotes form={form} labels={{ needId: t('one.need'), strengthId: t('one.strength') }} />
            <div className="acts">
              <Button kind="primary" type="submit" busy={form.busy}>
                {t('common:action.save')}
              </Button>
              {fit && <Button onClick={() => void takeBack()}>{t('fit.takeBack')}</Button>}
              <Button kind="plain" onClick={onClose}>
                {t('common:action.cancel')}
              </Button>
            </div>
          </>
        ) : (
          fit && (
            <p>
              {t(fit.fits ? 'fit.yes' : 'fit.no')}. {fit.note} {t('fit.by', { name: fit.by.name })}
            </p>
          )
        )}
      </form>
      {versioned.dialog}
    </Dialog>
  );
}
