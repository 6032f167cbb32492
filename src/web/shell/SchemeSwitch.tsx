import { useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const SCHEMES = ['light', 'dark', 'auto'] as const;

/** Light, dark or as the system says. Kept on this device. Transitions stay: stopping them takes a style element. */
export function SchemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend into one line of three small buttons
    <div className="theme" role="group" aria-label={t('theme.label')}>
      {SCHEMES.map((scheme) => (
        <button key={scheme} type="button" aria-pressed={colorScheme === scheme} onClick={() => setColorScheme(scheme)}>
          {t(`theme.${scheme}`)}
        </button>
      ))}
    </div>
  );
}
