import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewAction } from '../../domain/delivery/contract.ts';
import type { Review } from '../../domain/reviews/contract.ts';
import { Button } from '../components/Button.tsx';
import { FieldError } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { dayAfter } from './words.ts';

/** Two weeks are what people choose most often; the field says the day, so that it is seen. */
const USUAL_DAYS = 14;

/** What, who, until when: the last owner and day stay, since the next action is often theirs too. */
export function CaptureAction({
  review,
  onAdd,
  onChanged,
}: {
  review: Review;
  onAdd: (action: NewAction, key: string) => Promise<unknown>;
  onChanged: () => Promise<unknown>;
}) {
  const { t } = useTranslation('reviews');
  const id = useId();
  const text = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const form = useForm({
    values: {
      text: '',
      ownerId: review.me.participantId ?? '',
      dueOn: dayAfter(review.today, USUAL_DAYS),
    },
    check: (values) => ({
      ...(values.text.trim() === '' ? { text: t('check.text') } : {}),
      ...(values.ownerId === '' ? { ownerId: t('check.owner') } : {}),
      ...(values.dueOn === '' ? { dueOn: t('check.due') } : {}),
    }),
    send: async (values, key) => {
      await onAdd({ ...values, text: values.text.trim() }, key);
      form.reset({ ...values, text: '' });
      text.current?.focus();
      await onChanged();
    },
  });
  const error = (path: 'text' | 'ownerId' | 'dueOn') =>
    form.errors[path] && <FieldError id={`${form.id(path)}-error`}>{form.errors[path]}</FieldError>;
  const wrong = (path: 'text' | 'ownerId' | 'dueOn') => ({
    id: form.id(path),
    'aria-invalid': form.errors[path] ? (true as const) : undefined,
    'aria-describedby': form.errors[path] ? `${form.id(path)}-error` : undefined,
  });
  return (
    <form className="add action" onSubmit={form.submit} noValidate onFocus={() => setOpen(true)}>
      <label className="dim" htmlFor={form.id('text')}>
        {t('ask.action')}
      </label>
      <input
        ref={text}
        {...wrong('text')}
        className="inp whole"
        data-key="a"
        maxLength={300}
        autoComplete="off"
        placeholder={t('what')}
        value={form.values.text}
        onChange={(event) => form.set({ text: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      {error('text')}
      <div className={open || form.values.text ? 'whowhen' : 'whowhen shut'}>
        <div>
          <label className="dim" htmlFor={form.id('ownerId')}>
            {t('who')}
          </label>
          <select
            {...wrong('ownerId')}
            className="inp"
            value={form.values.ownerId}
            onChange={(event) => form.set({ ownerId: event.currentTarget.value })}
          >
            <option value="">{t('choose')}</option>
            {review.parties.map((party) => (
              <optgroup key={party.id} label={party.name}>
                {review.people
                  .filter((one) => one.partyId === party.id)
                  .map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.name}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
          {error('ownerId')}
        </div>
        <div>
          <label className="dim" htmlFor={form.id('dueOn')}>
            {t('until')}
          </label>
          <input
            {...wrong('dueOn')}
            type="date"
            className="inp"
            min={review.today}
            value={form.values.dueOn}
            onChange={(event) => form.set({ dueOn: event.currentTarget.value })}
          />
          {error('dueOn')}
        </div>
        <Button type="submit" busy={form.busy} id={id}>
          {t('common:action.add')}
          <span className="vh">: {t('ask.action')}</span>
        </Button>
      </div>
      <FormNotes form={form} />
    </form>
  );
}
