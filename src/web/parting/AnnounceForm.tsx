import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { USUAL_DAYS } from '../../domain/parting/rules.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { TextArea, TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { orNull, useForm } from '../components/form.ts';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { toast } from '../components/toast.ts';
import { useFormat } from '../platform/useFormat.ts';
import { daysAhead } from '../surveys/rounds.ts';
import { announceParting, useTakeParting } from './api.ts';

/** The day, words to the others, and the proof that it is me: the last two steps. */
export function AnnounceForm({ partnership, party }: { partnership: Partnership; party: string }) {
  const { t } = useTranslation('parting');
  const format = useFormat();
  const takeIn = useTakeParting(partnership.id);
  const [refused, setRefused] = useState<string | null>(null);
  const today = format.today();
  const announce = async ({ leavesOn, words }: { leavesOn: string; words: string }, password?: string) => {
    const wish = { leavesOn, words: orNull(words), timeZone: format.timeZone };
    takeIn(await announceParting(partnership.id, { ...wish, ...(password !== undefined && { password }) }));
    toast(t('confirm.done'));
  };
  const form = useForm({
    values: { leavesOn: daysAhead(today, USUAL_DAYS), words: '', password: '' },
    check: ({ leavesOn, password }) => {
      const errors: Record<string, string> = {};
      if (leavesOn < today) errors['leavesOn'] = t('day.past');
      if (password === '') errors['password'] = t('confirm.noPassword');
      return errors;
    },
    send: (values) => announce(values, values.password),
  });
  const passkey = async () => {
    setRefused(null);
    if (form.values.leavesOn < today) return void form.submit();
    try {
      const { signInWithPasskey } = await import('../platform/passkeys.ts');
      if (await signInWithPasskey()) await announce(form.values);
    } catch (error) {
      setRefused((error as Error).message);
    }
  };
  return (
    <form className="parting-steps noprint" onSubmit={form.submit} noValidate>
      <Section title={t('day.title')}>
        <div className="stack parting-narrow">
          <TextField
            label={t('day.label', { party })}
            hint={`${t('day.hint', { zone: format.timeZone })} ${t('day.usual')}`}
            type="date"
            min={today}
            id={form.id('leavesOn')}
            error={form.errors['leavesOn']}
            value={form.values.leavesOn}
            onChange={(leavesOn) => form.set({ leavesOn })}
          />
          <TextArea
            label={t('day.words')}
            note={t('common:optional')}
            hint={t('day.wordsHint')}
            id={form.id('words')}
            error={form.errors['words']}
            value={form.values.words}
            onChange={(words) => form.set({ words })}
            rows={4}
            maxLength={2000}
          />
        </div>
      </Section>
      <Section title={t('confirm.title')}>
        <div className="stack parting-narrow">
          {form.values.leavesOn && <p>{t('confirm.text', { day: format.day(form.values.leavesOn) })}</p>}
          <TextField
            label={t('confirm.password')}
            hint={t('confirm.passwordHint')}
            type="password"
            autoComplete="current-password"
            id={form.id('password')}
            error={form.errors['password']}
            value={form.values.password}
            onChange={(password) => form.set({ password })}
            maxLength={128}
          />
          <FormNotes form={form} labels={{ leavesOn: t('day.label', { party }), password: t('confirm.password') }} />
          {refused && (
            <Note kind="error" alert>
              {refused}
            </Note>
          )}
          <div className="acts">
            <Button kind="primary" type="submit" busy={form.busy}>
              {t('confirm.announce', { party })}
            </Button>
            {'PublicKeyCredential' in window && (
              <Button icon="key" onClick={() => void passkey()}>
                {t('confirm.passkey')}
              </Button>
            )}
          </div>
        </div>
      </Section>
    </form>
  );
}
