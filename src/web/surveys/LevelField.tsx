import { useTranslation } from 'react-i18next';
import type { RoundPreview } from '../../domain/surveys/contract.ts';
import type { Level } from '../../domain/surveys/words.ts';
import { CheckField, ChoiceField } from '../components/Field.tsx';
import type { Form } from '../components/form.ts';

export interface Protection {
  /** Null: as the installation does without being asked. */
  level: Level | null;
  unsealedDevices: boolean;
}

/** How answers are protected in a round. Fixed once it is open. */
export function LevelField<V extends Protection>({
  form,
  preview,
}: {
  form: Form<V>;
  preview: RoundPreview | undefined;
}) {
  const { t } = useTranslation('surveys');
  const { level, unsealedDevices } = form.values;
  const set = (change: Partial<Protection>) => form.set(change as Partial<V>);
  const chosen = level ?? preview?.level ?? null;
  return (
    <>
      <ChoiceField
        legend={t('level.legend')}
        hint={preview?.canSeal === false ? t('level.noHttps') : undefined}
        value={chosen}
        onChange={(value) => set({ level: value })}
        options={[
          { value: 'sealed', label: t('level.sealed'), hint: t('level.sealedHint') },
          { value: 'confidential', label: t('level.confidential'), hint: t('level.confidentialHint') },
        ]}
      />
      {chosen === 'sealed' && (
        <CheckField
          label={t('level.unsealed')}
          hint={t('level.unsealedHint')}
          checked={unsealedDevices}
          onChange={(on) => set({ unsealedDevices: on })}
        />
      )}
    </>
  );
}
