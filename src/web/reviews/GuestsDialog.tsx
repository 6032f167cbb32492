import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review } from '../../domain/reviews/contract.ts';
import { GUEST_DAYS, GUEST_DAYS_MOST } from '../../domain/reviews/words.ts';
import { Button } from '../components/Button.tsx';
import { CopyLink } from '../components/CopyLink.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { Loaded } from '../components/Skeleton.tsx';
import { toast } from '../components/toast.ts';
import { useFormat } from '../platform/useFormat.ts';
import { guestsQuery, inviteGuest, revokeGuest } from './api.ts';

/** A link for a facilitator from outside: named, until a day, taken back with one press. */
export function GuestsDialog({
  partnership,
  review,
  onClose,
}: {
  partnership: string;
  review: Review;
  onClose: () => void;
}) {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const client = useQueryClient();
  const query = guestsQuery(partnership, review.id);
  const guests = useQuery(query);
  const [made, setMade] = useState<{ name: string; link: string } | null>(null);
  const form = useForm({
    values: { name: '', days: String(GUEST_DAYS) },
    check: ({ name, days }) => ({
      ...(name.trim() === '' ? { name: t('guests.check.name') } : {}),
      ...(/^\d+$/.test(days) && Number(days) >= 1 && Number(days) <= GUEST_DAYS_MOST
        ? {}
        : { days: t('guests.check.days', { most: GUEST_DAYS_MOST }) }),
    }),
    send: async ({ name, days }, key) => {
      const { guest, link } = await inviteGuest(partnership, review.id, { name: name.trim(), days: Number(days) }, key);
      setMade({ name: guest.name, link });
      form.reset();
      await client.invalidateQueries({ queryKey: query.queryKey });
    },
  });
  const revoke = async (id: string, name: string) => {
    try {
      client.setQueryData(query.queryKey, await revokeGuest(partnership, review.id, id));
      if (made?.name === name) setMade(null);
      toast(t('guests.revoked', { name }));
    } catch (error) {
      toast((error as Error).message, { kind: 'error' });
    }
  };
  return (
    <Dialog wide title={t('guests.title')} onClose={onClose}>
      <p className="sm dim">{t('guests.text')}</p>
      <form className="forms" onSubmit={form.submit} noValidate>
        <TextField
          label={t('guests.name')}
          id={form.id('name')}
          error={form.errors['name']}
          value={form.values.name}
          onChange={(name) => form.set({ name })}
          maxLength={120}
          autoComplete="off"
        />
        <TextField
          label={t('guests.days')}
          id={form.id('days')}
          error={form.errors['days']}
          type="number"
          min={1}
          max={GUEST_DAYS_MOST}
          value={form.values.days}
          onChange={(days) => form.set({ days })}
        />
        <div className="full stack">
          <FormNotes form={form} labels={{ name: t('guests.name'), days: t('guests.days') }} />
          <div>
            <Button kind="primary" type="submit" busy={form.busy}>
              {t('guests.make')}
            </Button>
          </div>
        </div>
      </form>
      {made && <CopyLink label={t('guests.link', { name: made.name })} link={made.link} hint={t('guests.once')} />}
      <Loaded query={guests} lines={2}>
        {({ items }) =>
          items.length > 0 && (
            <ul className="l rows">
              {items.map((guest) => (
                <li key={guest.id} className="lineitem">
                  <span>
                    <b>{guest.name}</b>{' '}
                    <span className="sm dim">
                      {guest.revokedAt
                        ? t('guests.wasRevoked', { when: format.moment(guest.revokedAt, 'medium') })
                        : t(guest.open ? 'guests.until' : 'guests.was', {
                            when: format.moment(guest.expiresAt, 'medium'),
                          })}
                    </span>
                  </span>
                  {guest.open && (
                    <Button small onClick={() => void revoke(guest.id, guest.name)}>
                      {t('guests.revoke')}
                      <span className="vh">: {guest.name}</span>
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Dialog>
  );
}
