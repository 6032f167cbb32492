/** Pages of a copy: plain HTML that opens from a folder, for years, with nothing else. */

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
type Value = Html | string | number | null | undefined | false | readonly Value[];

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function shown(value: Value): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(shown).join('');
  return value === null || value === undefined || value === false ? '' : escaped(`${value}`);
}

/** Whatever is put in is text, unless it was made here: a name with a tag in it stays a name. */
export const html = (parts: TemplateStringsArray, ...values: Value[]): Html =>
  new Html(parts.map((part, at) => part + (at < values.length ? shown(values[at]) : '')).join(''));

export const CHAPTERS = [
  ['index.html', 'Contents'],
  ['people.html', 'People'],
  ['documents.html', 'Joint documents'],
  ['needs.html', 'Needs and strengths'],
  ['rounds.html', 'Rounds and results'],
  ['sessions.html', 'Sessions and actions'],
  ['dialogues.html', 'Named dialogues'],
  ['record.html', 'The record'],
] as const;
export type PageFile = (typeof CHAPTERS)[number][0];

/** The beginning and the end of a page, so that a long one need not be whole at any moment. */
export function frame(
  file: PageFile,
  about: { partnership: string; taken: string },
  path: string = file,
): { head: string; foot: string } {
  const chapter = CHAPTERS.find(([name]) => name === file)?.[1] ?? '';
  const up = '../'.repeat(path.split('/').length - 1);
  const head = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${chapter}: ${about.partnership}</title><link rel="icon" href="data:,"><style>${new Html(STYLE)}</style></head>
<body><a class="skip" href="#main">Skip to the text</a><header><p class="over">Complete copy · ${about.partnership}</p>
<nav aria-label="Parts of this copy"><ul>${CHAPTERS.map(
    ([name, label]) =>
      html`<li><a href="${up}${name}"${path === name && new Html(' aria-current="page"')}>${label}</a></li>`,
  )}</ul></nav></header><main id="main">${path === file && html`<h1>${file === 'index.html' ? about.partnership : chapter}</h1>`}`;
  const foot = html`</main><footer><p>Taken ${about.taken}. What you read here does not change any more; the signed list of files is <a href="${up}manifest.json">manifest.json</a>.</p></footer></body></html>`;
  return { head: head.text, foot: foot.text };
}

/** A table with a heading for each column; on a narrow screen each row stands as a list. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly Value[])[]): Html {
  return html`<table><caption>${caption}</caption><thead><tr>${columns.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : html`<td data-label="${columns[at]}">${cell}</td>`))}</tr>`)}</tbody></table>`;
}

/** What is only of the reader's own party. */
export const own = (what = 'Private to your party'): Html => html`<span class="own">${what}</span>`;

export const lines = (text: string): Html =>
  html`${text.split('\n').map((line, at) => (at > 0 ? html`<br>${line}` : line))}`;

const STYLE = `:root{color-scheme:light dark;--paper:light-dark(#eff1ee,#121616);--sheet:light-dark(#fbfcfa,#191e1e);--ink:light-dark(#171d1e,#e8ece9);--ink-2:light-dark(#465154,#b6c0bd);--rule:light-dark(#dadfdb,#2e3636);--accent:light-dark(#0d4d5b,#a4d5d3);--tint:light-dark(#e2edee,#1f3234)}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 "Source Sans 3",system-ui,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:60rem;margin:0 auto;padding:0 1.25rem}header{padding-top:1.5rem}.over{margin:0;color:var(--ink-2);font-size:.9rem}
nav ul{list-style:none;margin:.75rem 0 1.5rem;padding:0 0 .75rem;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;border-bottom:1px solid var(--ink)}nav a{display:inline-block;padding:.2rem 0}nav a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
main{background:var(--sheet);border:1px solid var(--rule);padding-top:1.5rem;padding-bottom:2rem}a{color:var(--accent)}a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
h1{font-size:1.9rem;line-height:1.2;margin:.2rem 0 1rem}h2{font-size:1.3rem;margin:2.2rem 0 .6rem;padding-top:.8rem;border-top:1px solid var(--ink)}h3{font-size:1.08rem;margin:1.4rem 0 .4rem}h4{font-size:1rem;margin:1.1rem 0 .3rem}
.text{font-family:"Source Serif 4",Charter,Georgia,serif;border-left:3px solid var(--rule);padding-left:1rem;margin:.6rem 0}.text h3,.text h4{font-family:"Source Sans 3",system-ui,sans-serif}
p,ul,ol,dl{margin:.4rem 0}dt{color:var(--ink-2);font-size:.9rem}dd{margin:0 0 .5rem}.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.2rem 1.5rem}
.quiet{color:var(--ink-2);font-size:.92rem}.own{display:inline-block;background:var(--tint);border-radius:3px;padding:0 .45rem;font-size:.85rem}code{font-size:.85rem}
table{border-collapse:collapse;width:100%;margin:.8rem 0;font-size:.95rem}caption{text-align:left;font-weight:600;padding-bottom:.3rem}h2+table caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}th,td{min-width:5.6em;text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--rule)}thead th{font-size:.85rem;color:var(--ink-2);border-bottom-color:var(--ink)}tbody th{font-weight:600}
footer{padding-top:1rem;padding-bottom:2rem;color:var(--ink-2);font-size:.9rem}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:.5rem;background:var(--sheet);padding:.4rem .8rem}
@media(max-width:640px){main{border-left:0;border-right:0}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}table,tbody,tr,tbody th,td{display:block;min-width:0;padding:.15rem 0;border:0}tr{padding:.5rem 0;border-bottom:1px solid var(--rule)}td[data-label]::before{content:attr(data-label) ": ";color:var(--ink-2);font-size:.85rem}td:empty{display:none}}
@media print{:root{color-scheme:light}body{background:#fff;font-size:10.5pt}nav,.skip{display:none}main{border:0;padding:0}header,main,footer{max-width:none;padding:0}h2,h3{break-after:avoid}tr{break-inside:avoid}a{color:inherit}}`;
