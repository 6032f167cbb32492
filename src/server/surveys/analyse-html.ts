/** An analysis as one page that needs nothing else: to open, to print, to mail. */
import type { AnalysedItem, Analysis } from '../../domain/surveys/analysis.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import { textIn } from '../../domain/surveys/texts.ts';
import {
  answeredOf,
  figure,
  gapText,
  interval,
  invitedInAll,
  lowestFirst,
  meanText,
  partyMean,
  type Words,
  wordsIn,
} from './analyse-words.ts';

/** Parties that are drawn and tabulated; of more, only everybody is. */
const PARTIES_SHOWN = 4;
const SHAPES = ['circle', 'square', 'triangle', 'diamond'] as const;

export function analysisPage(
  analysis: Analysis,
  instrument: Instrument,
  language: string,
  invited: Readonly<Record<string, number>>,
): string {
  const words = wordsIn(language);
  const parties = analysis.parties.length > PARTIES_SHOWN ? [] : analysis.parties.map(({ key }) => key);
  const shown = parties.length > 1 ? parties : [];
  const title = escaped(textIn(instrument.title, language));
  const stem = instrument.stem ? `<p class="stem">${escaped(textIn(instrument.stem, language))} …</p>` : '';
  const items = lowestFirst(analysis.items);
  const head = [
    words.item,
    '',
    words.mean,
    'n',
    words.interval,
    words.agreement,
    ...shown.map((party) => escaped(party)),
  ];
  if (analysis.parties.length > 1) head.push(words.gap);
  const rows = items.map((item) => rowOf(item, instrument, language, shown, analysis.parties.length > 1, words));
  return `<!doctype html>
<html lang="${words === wordsIn('de') ? 'de' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="dim">${escaped(introduction(analysis, words, invited))}</p>
${legendOf(shown)}${stem}
<div class="scroll"><table>
<thead><tr>${head.map((name, at) => `<th scope="col"${at > 1 ? ' class="num"' : ''}>${name}</th>`).join('')}<th scope="col"></th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>
${themesOf(analysis, instrument, language, shown, words)}
<p class="dim">${escaped(words.reliability)}: ${figure(analysis.scale.alpha, 2)}, ${figure(analysis.scale.lambda2, 2)}.</p>
<p class="dim">${escaped(words.legend)}</p>
</main>
</body>
</html>
`;
}

function introduction(analysis: Analysis, words: Words, invited: Readonly<Record<string, number>>): string {
  const all = `${answeredOf(analysis.respondents, invitedInAll(analysis, invited), words)} ${words.answered}`;
  const each = analysis.parties.map(({ key, respondents }) => `${key} ${answeredOf(respondents, invited[key], words)}`);
  const parties = each.length > 1 && each.length <= PARTIES_SHOWN ? `: ${each.join(', ')}` : '';
  return `${all}${parties}. ${analysis.floor > 1 ? words.floor(analysis.floor) : ''}`.trim();
}

function rowOf(
  item: AnalysedItem,
  instrument: Instrument,
  language: string,
  parties: readonly string[],
  gaps: boolean,
  words: Words,
): string {
  const text = instrument.items.find(({ key }) => key === item.key)?.text;
  const cells = [
    meanText(item, instrument, words),
    String(item.n),
    interval(item),
    figure(item.agreement.rwgStar, 2),
    ...parties.map((party) => partyMean(item.byParty[party], words)),
    ...(gaps ? [gapText(item.gap, words)] : []),
  ];
  const status = item.flag ? `<span class="${item.flag}">${words.status[item.flag]}</span>` : '';
  const label = escaped(text ? textIn(text, language) : item.key);
  const figures = cells.map((cell) => `<td class="num"><bdi dir="ltr">${escaped(cell)}</bdi></td>`).join('');
  return `<tr><th scope="row">${label}</th><td>${plot(item, instrument, parties)}</td>${figures}<td>${status}</td></tr>`;
}

/** A line from end to end of the scale with both thresholds, the interval, and a mark per party or for everybody. */
function plot(item: AnalysedItem, instrument: Instrument, parties: readonly string[]): string {
  const { scale, thresholds } = instrument;
  const x = (value: number) => (8 + (144 * (value - scale.min)) / (scale.max - scale.min)).toFixed(1);
  const line = (value: number, name: string) => `<path class="${name}" d="M${x(value)} 2V22"/>`;
  const parts = [
    `<path class="axis" d="M8 12H152"/>`,
    line(thresholds.discuss, 'discuss-line'),
    line(thresholds.strength, 'strength-line'),
  ];
  if (item.ci) {
    const [low, high] = [Math.max(scale.min, item.ci.low), Math.min(scale.max, item.ci.high)];
    parts.push(`<path class="ci" d="M${x(low)} 12H${x(high)}"/>`);
  }
  if (item.mean !== null) parts.push(`<path class="all" d="M${x(item.mean)} 6V18"/>`);
  for (const [at, party] of parties.entries()) {
    const figures = item.byParty[party];
    if (figures && !('suppressed' in figures) && figures.mean !== null) parts.push(mark(at, Number(x(figures.mean))));
  }
  return `<svg width="160" height="24" viewBox="0 0 160 24" aria-hidden="true">${parts.join('')}</svg>`;
}

function mark(party: number, x: number): string {
  const shape = SHAPES[party];
  const name = `class="p${party}"`;
  if (shape === 'circle') return `<circle ${name} cx="${x}" cy="12" r="4.5"/>`;
  if (shape === 'square') return `<rect ${name} x="${x - 4}" y="8" width="8" height="8"/>`;
  if (shape === 'triangle') return `<path ${name} d="M${x} 7l5 9h-10z"/>`;
  return `<path ${name} d="M${x} 6.5l5 5.5-5 5.5-5-5.5z"/>`;
}

function legendOf(parties: readonly string[]): string {
  if (parties.length === 0) return '';
  const marks = parties.map((party, at) => {
    const sign = `<svg width="14" height="14" viewBox="0 5 14 14" aria-hidden="true">${mark(at, 7)}</svg>`;
    return `<span>${sign} ${escaped(party)}</span>`;
  });
  return `<p class="legend">${marks.join(' ')}</p>\n`;
}

function themesOf(
  analysis: Analysis,
  instrument: Instrument,
  language: string,
  parties: readonly string[],
  words: Words,
): string {
  if (analysis.themes.length === 0) return '';
  const rows = analysis.themes.map((theme) => {
    const text = instrument.themes.find(({ key }) => key === theme.key)?.text;
    const means = [figure(theme.mean, 1), ...parties.map((party) => partyMean(theme.byParty[party], words))];
    const cells = means.map((mean) => `<td class="num"><bdi dir="ltr">${escaped(mean)}</bdi></td>`).join('');
    return `<tr><th scope="row">${escaped(text ? textIn(text, language) : theme.key)}</th>${cells}</tr>`;
  });
  const columns = [words.mean, ...parties].map((name) => `<th scope="col" class="num">${escaped(name)}</th>`).join('');
  return `<div class="scroll"><table class="themes">
<thead><tr><th scope="col">${words.theme}</th>${columns}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/* The colours and voices of the application, light only: this page is for paper. */
const style = `
:root { --ink: #171d1e; --dim: #465154; --rule: #dadfdb; --discuss: #842a0b; --worth: #6e6010; --strength: #0d5a36; }
body { margin: 0; background: #fbfcfa; color: var(--ink); font: 15px/22px "Source Sans 3", system-ui, "Segoe UI", Roboto, sans-serif; }
main { max-width: 76rem; margin: 0 auto; padding: 2rem clamp(1rem, 3vw, 2.5rem); }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .25rem; }
p { max-width: 46rem; margin: .25rem 0 1rem; }
.dim { color: var(--dim); }
.stem, th[scope=row] { font-family: "Source Serif 4", "Iowan Old Style", Charter, Georgia, serif; }
.legend span { margin-inline-end: 1rem; white-space: nowrap; }
.legend svg { vertical-align: -.15em; }
.scroll { overflow-x: auto; margin-block-end: 1.5rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
table.themes { width: auto; }
th, td { text-align: start; padding: .35rem .75rem .35rem 0; border-block-end: 1px solid var(--rule); font-weight: 400; }
thead th { border-block-end-color: var(--ink); color: var(--dim); font-size: 14px; vertical-align: bottom; }
.num { text-align: end; white-space: nowrap; }
td .discuss { color: var(--discuss); } td .worth { color: var(--worth); } td .strength { color: var(--strength); }
td span { white-space: nowrap; } td span::before { margin-inline-end: .35em; }
td .discuss::before { content: "⚑"; } td .worth::before { content: "◆"; } td .strength::before { content: "▲"; }
svg { display: block; } .legend svg { display: inline; }
svg path { fill: none; } .axis { stroke: var(--rule); } .ci { stroke: var(--dim); stroke-width: 3; } .all { stroke: var(--ink); stroke-width: 2; }
.discuss-line { stroke: var(--discuss); stroke-dasharray: 2 3; } .strength-line { stroke: var(--strength); stroke-dasharray: 2 3; }
svg .p0 { fill: #0a6bb5; } svg .p1 { fill: #66186f; } svg .p2 { fill: #465a6e; } svg .p3 { fill: #2b7a78; }
@page { margin: 16mm 14mm; }
@media print { body { background: #fff; font-size: 9.5pt; line-height: 1.35; } main { padding: 0; } tr { break-inside: avoid; } }
`;
