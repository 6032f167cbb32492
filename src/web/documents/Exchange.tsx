import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ITEM_KINDS, type ItemKind } from '../../domain/documents/needs.ts';
import type { Needs, OwnItem } from '../../domain/documents/needs-contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { CheckField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { Section } from '../components/Section.tsx';
import { toast } from '../components/toast.ts';
import { useFormat } from '../platform/useFormat.ts';
import { endOffer, offerItems, useRefreshNeeds } from './needs-api.ts';

/** "We show ours when you show yours": nothing is seen before every party has offered, then everything at once. */
export function Exchange({ partnership, needs }: { partnership: Partnership; needs: Needs }) {
  const { t } = useTranslation('needs');
  const [offering, offer] = useState<ItemKind | null>(null);
  return (
    <Section title={t('exchange.title')}>
      <p className="sm dim narrow">{t('exchange.text')}</p>
      <ul className="l rows after">
        {ITEM_KINDS.map((kind) => (
          <Row key={kind} kind={kind} partnership={partnership} needs={needs} onOffer={() => offer(kind)} />
        ))}
      </ul>
      {offering && (
        <OfferDialog
          partnership={partnership.id}
          kind={offering}
          items={needs.own.filter((item) => item.kind === offering && !item.sharedId)}
          onClose={() => offer(null)}
        />
      )}
    </Section>
  );
}

function Row({
  kind,
  partnership,
  needs,
  onOffer,
}: {
  kind: ItemKind;
  partnership: Partnership;
  needs: Needs;
  onOffer: () => void;
}) {
  const { t } = useTranslation('needs');
  const format = useFormat();
  const refresh = useRefreshNeeds(partnership.id);
  const parties = partnership.parties.filter((party) => party.state === 'in');
  const offers = needs.offers.filter((one) => one.kind === kind);
  const ready = parties.filter((party) => offers.some((one) => one.partyId === party.id));
  const mine = ready.some((party) => party.mine);
  const count = needs.own.filter((item) => item.kind === kind && item.offered).length;
  const waiting = parties.filter((party) => !ready.includes(party) && !party.mine).map((party) => party.name);
  const ours = needs.own.some((item) => item.kind === kind && !item.sharedId);
  const end = async () => {
    await endOffer(partnership.id, kind).then(
      () => toast(t('exchange.ended')),
      (error: Error) => toast(error.message, { kind: 'error' }),
    );
    await refresh();
  };
  const others = ready.filter((party) => !party.mine);
  return (
    <li className="offer">
      <div>
        <h3>{t(`kind.${kind}`)}</h3>
        <p className="sm">
          {others.length > 0 &&
            t('exchange.ready', {
              parties: format.list(others.map((party) => party.name)),
              count: others.length,
              kinds: t(`all.${kind}`),
            })}{' '}
          {mine
            ? t('exchange.ours', { count, parties: format.list(waiting) })
            : others.length > 0
              ? t('exchange.yourTurn')
              : t('exchange.none')}{' '}
          {!mine && !ours && t('exchange.nothing')}
        </p>
      </div>
      {needs.can.share && (
        <div className="acts noprint">
          {(mine || ours) && (
            <Button small kind={others.length > 0 && !mine ? 'primary' : undefined} onClick={onOffer}>
              {t(mine ? 'exchange.change' : 'exchange.offer')}
              <span className="vh">: {t(`kind.${kind}`)}</span>
            </Button>
          )}
          {mine && (
            <Button small kind="plain" onClick={() => void end()}>
              {t('exchange.end')}
              <span className="vh">: {t(`kind.${kind}`)}</span>
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

function OfferDialog({
  partnership,
  kind,
  items,
  onClose,
}: {
  partnership: string;
  kind: ItemKind;
  items: readonly OwnItem[];
  onClose: () => void;
}) {
  const { t } = useTranslation('needs');
  const refresh = useRefreshNeeds(partnership);
  const before = items.filter((item) => item.offered);
  const form = useForm({
    values: { itemIds: (before.length > 0 ? before : items).map((item) => item.id) },
    check: ({ itemIds }): Record<string, string> => (itemIds.length === 0 ? { itemIds: t('exchange.choose') } : {}),
    send: async ({ itemIds }, key) => {
      const { offers } = await offerItems(partnership, kind, itemIds, key);
      toast(t(offers.some((one) => one.kind === kind) ? 'exchange.offered' : 'exchange.made'));
      onClose();
      await refresh();
    },
  });
  const { itemIds } = form.values;
  return (
    <Dialog title={t('exchange.dialog', { kinds: t(`all.${kind}`) })} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        <p className="sm dim">{t('exchange.rule')}</p>
        <fieldset className="field" aria-describedby={form.errors['itemIds'] ? form.id('error') : undefined}>
          <legend className="lab">{t('exchange.which')}</legend>
          <div className="choices">
            {items.map((item, at) => (
              <CheckField
                key={item.id}
                id={at === 0 ? form.id('itemIds') : undefined}
                label={<span className="words">{item.text}</span>}
                checked={itemIds.includes(item.id)}
                onChange={(on) =>
                  form.set({ itemIds: on ? [...itemIds, item.id] : itemIds.filter((each) => each !== item.id) })
                }
              />
            ))}
          </div>
          {form.errors['itemIds'] && (
            <p className="err" id={form.id('error')}>
              {form.errors['itemIds']}
            </p>
          )}
        </fieldset>
        <FormNotes form={form} labels={{ itemIds: t('exchange.which') }} />
        <div className="acts">
          <Button kind="primary" type="submit" busy={form.busy}>
            {t('exchange.confirm', { count: itemIds.length })}
          </Button>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
