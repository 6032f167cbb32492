import i18next, { type BackendModule, type ReadCallback, type ResourceLanguage } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { directionOf } from '../../domain/common/languages.ts';
import { isOffered, LANGUAGE_NAMES, type UiLanguage } from './languages.ts';
import { isPseudo, LONGER, MIRRORED, pseudoTree } from './pseudo.ts';

/**
 * Catalogues live in `locales/<language>/<chapter>.json`; each is a file of its own and loaded when a page asks for it:
 * `const { t } = useTranslation('surveys')`. Keys missing in a language are read from English.
 * Plurals: `key_one`, `key_other` with `count`. Dates and numbers never go through catalogues: see format.ts.
 */
const catalogues = import.meta.glob<Record<string, unknown>>('../locales/*/*.json', { import: 'default' });

const backend: BackendModule = {
  type: 'backend',
  init() {},
  read(language: string, namespace: string, done: ReadCallback) {
    const strange = isPseudo(language);
    const load = catalogues[`../locales/${strange ? 'en' : language}/${namespace}.json`];
    if (!load) return done(null, {});
    load().then(
      (catalogue) => done(null, (strange ? pseudoTree(catalogue) : catalogue) as Parameters<ReadCallback>[1]),
      (error: Error) => done(error, null),
    );
  },
};

const STORED = 'entente.language';

/** One of the languages offered, or one that only tests speak. */
function storedLanguage(): string | null {
  try {
    const stored = localStorage.getItem(STORED);
    return isOffered(stored) || isPseudo(stored) ? stored : null;
  } catch {
    return null;
  }
}

const firstLanguage = (): string =>
  storedLanguage() ?? navigator.languages.map((tag) => tag.slice(0, 2)).find(isOffered) ?? 'en';

/** Sets `lang` and `dir` of the page; of one that the server drew, when the living one has taken its place. */
function announce(language: string) {
  if (typeof document === 'undefined') return;
  const drawn = globalThis.first && document.getElementById('root');
  if (drawn) return void globalThis.first?.held.push([drawn, () => announce(language)]);
  document.documentElement.lang = language;
  document.documentElement.dir = language === MIRRORED ? 'rtl' : directionOf(language);
}

/** `ready`: English catalogues that are here already, for pages that bring the few they need. */
export async function startI18n(ready?: Record<string, Record<string, unknown>>): Promise<void> {
  i18next.on('languageChanged', announce);
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: 'en',
      supportedLngs: [...Object.keys(LANGUAGE_NAMES), LONGER, MIRRORED],
      ...(ready ? { resources: { en: ready as ResourceLanguage }, partialBundledLanguages: true } : {}),
      ns: ready ? Object.keys(ready) : ['common'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}

/** `null`: as the browser asks. */
export async function setLanguage(language: UiLanguage | null): Promise<void> {
  try {
    if (language) localStorage.setItem(STORED, language);
    else localStorage.removeItem(STORED);
  } catch {
    // Storage may be switched off; the choice then lasts until the page is left.
  }
  const next = language ?? firstLanguage();
  if (next !== i18next.language) await i18next.changeLanguage(next);
}
