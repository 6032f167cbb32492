import { createTheme, localStorageColorSchemeManager } from '@mantine/core';

/**
 * Mantine serves the parts that are hard to get right (menus, searchable lists, calendars). Plain controls are native
 * elements with the classes of base.css (`btn`, `inp`, `field`), which the respond page shares.
 * A part that uses a Mantine component imports that component's styles beside it, in their layer:
 * `import '@mantine/core/styles/Menu.layer.css'`. Values come from mantine.css.
 */
export const theme = createTheme({
  fontFamily: 'var(--font-tool)',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  primaryColor: 'accent',
  colors: {
    accent: [
      '#e2edee',
      '#cfe0e2',
      '#a4d5d3',
      '#7fb5b8',
      '#5a969c',
      '#397882',
      '#1f606d',
      '#115361',
      '#0d4d5b',
      '#083a46',
    ],
  },
  primaryShade: { light: 8, dark: 2 },
});

/** assets/scheme-1.js reads the same key before the first paint. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'entente.scheme' });
