import { directionOf, LANGUAGE_NAMES, LANGUAGES, type Language } from '../../domain/common/languages.ts';
import { wordsIn } from '../platform/i18n.ts';
import { respondStyles } from '../platform/web.ts';

let styles: Promise<string[]> | undefined;

/** A page that works without a script: a heading, a sentence, a button. */
export async function stopPage(
  language: Language,
  state: 'on' | 'stopped' | undefined,
  about: 'stop' | 'stopBriefing' = 'stop',
): Promise<string> {
  styles ??= respondStyles();
  const t = wordsIn(language);
  const title = t(`${about}.${state === 'on' ? 'title' : state === 'stopped' ? 'stoppedTitle' : 'nothingTitle'}`);
  const text = t(`${about}.${state ?? 'nothing'}`);
  const form =
    state &&
    `<form method="post"><input type="hidden" name="reminders" value="${state === 'on' ? 'off' : 'on'}">
<button class="btn ${state === 'on' ? 'primary ' : ''}wide" type="submit">${t(state === 'on' ? 'stop.stop' : 'stop.again')}</button></form>
<p class="sm dim">${t('stop.private')}</p>`;
  const others = LANGUAGES.filter((each) => each !== language)
    .map((each) => `<a href="?lang=${each}" lang="${each}" hreflang="${each}">${LANGUAGE_NAMES[each]}</a>`)
    .join(' · ');
  return `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow"><title>${title} · Entente</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${(await styles).map((href) => `<link rel="stylesheet" href="${href}">`).join('\n')}
</head><body><div id="root"><header class="bar"><span class="brand"><svg viewBox="0 0 28 18" aria-hidden="true"><path d="M0 9h9M19 9h9" stroke="currentColor" stroke-width="2.4"/><circle cx="14" cy="9" r="5" fill="none" stroke="currentColor" stroke-width="2.4"/><circle cx="14" cy="9" r="1.7" fill="currentColor"/></svg>Entente</span></header>
<main><section class="step" aria-labelledby="h"><div><h1 class="joint" id="h">${title}</h1><p class="dim under">${text}</p></div>
${form ?? ''}<nav class="sm" aria-label="${t('stop.languages')}">${others}</nav></section></main></div></body></html>`;
}
