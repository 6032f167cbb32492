import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { SelectField, TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { type Errors, orNull, useForm } from '../components/form.ts';
import { toast } from '../components/toast.ts';
import { deviceTimeZone } from '../platform/format.ts';
import { setLanguage } from '../platform/i18n.ts';
import { isOffered, LANGUAGE_NAMES, type UiLanguage } from '../platform/languages.ts';
import { changeMe, changeName, meQuery } from '../platform/session.ts';

export function ProfileForm({ me }: { me: Me }) {
  const { t } = useTranslation('account');
  const client = useQueryClient();
  const zones = useMemo(() => {
    const known = Intl.supportedValuesOf('timeZone');
    return me.timeZone && !known.includes(me.timeZone) ? [me.timeZone, ...known] : known;
  }, [me.timeZone]);
  const form = useForm({
    values: { name: me.name, language: (me.language ?? '') as string, timeZone: me.timeZone ?? '' },
    check: (values) => (values.name.trim() === '' ? { name: t('check.name') } : ({} as Errors)),
    send: async (values) => {
      if (values.name.trim() !== me.name) await changeName(values.name.trim());
      const language = orNull(values.language) as UiLanguage | null;
      await changeMe({ language, timeZone: orNull(values.timeZone) });
      await client.fetchQuery({ ...meQuery, staleTime: 0 });
      await setLanguage(isOffered(language) ? language : null);
      toast(t('settings.saved'));
    },
  });
  return (
    <form className="stack narrow" onSubmit={form.submit} noValidate>
      <TextField
        label={t('field.name')}
        id={form.id('name')}
        error={form.errors.name}
        value={form.values.name}
        onChange={(name) => form.set({ name })}
        autoComplete="name"
        maxLength={120}
      />
      <SelectField
        label={t('settings.language')}
        hint={t('settings.languageHint')}
        id={form.id('language')}
        value={form.values.language}
        onChange={(language) => form.set({ language })}
        options={[
          { value: '', label: t('settings.languageAuto') },
          ...Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label })),
        ]}
      />
      <SelectField
        label={t('settings.timeZone')}
        hint={t('settings.timeZoneHint')}
        id={form.id('timeZone')}
        error={form.errors.timeZone}
        value={form.values.timeZone}
        onChange={(timeZone) => form.set({ timeZone })}
        options={[
          { value: '', label: t('settings.timeZoneAuto', { zone: deviceTimeZone() }) },
          ...zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
        ]}
      />
      <FormNotes form={form} />
      <div>
        <Button kind="primary" type="submit" busy={form.busy}>
          {t('settings.save')}
        </Button>
      </div>
    </form>
  );
}
