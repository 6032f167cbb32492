import type { Canonical } from '../../../domain/documents/canonical.ts';
import { type Block, type Inline, isRows, type RichText } from '../../../domain/documents/content.ts';
import { kindOf } from '../../../domain/documents/kinds.ts';
import { namesOf, valueText } from '../../../domain/documents/plain.ts';
import { Html, html, lines, table } from './html.ts';

type Text = Pick<Canonical, 'kind' | 'language' | 'headings' | 'content' | 'parties' | 'people' | 'files'>;

/** A joint text as it is read: a heading for each section that holds something. */
export function textHtml(text: Text): Html {
  const names = namesOf(text);
  const sections = kindOf(text.kind).sections.flatMap((section) => {
    const part = text.content[section.key];
    if (!part || (isRows(part) ? part.length === 0 : part.content.length === 0)) return [];
    const heading = text.headings[section.key];
    const title = heading?.title ?? section.key;
    if (!isRows(part) || section.type !== 'rows')
      return [html`<h3>${title}</h3>${isRows(part) ? null : blocks((part as RichText).content)}`];
    const used = section.fields.filter((field) => part.some((row) => row[field.key] !== undefined));
    return [
      table(
        title,
        used.map(({ key }) => heading?.fields?.[key] ?? key),
        part.map((row) => used.map((field) => lines(valueText(section.key, field.key, field.type, row, names)))),
      ),
    ];
  });
  return html`<div class="text" lang="${text.language}">${sections.length > 0 ? sections : html`<p class="quiet">Nothing is written in it.</p>`}</div>`;
}

const blocks = (list: readonly Block[]): Html => html`${list.map(block)}`;

function block(one: Block): Html {
  if (one.type === 'heading') return html`<h4>${inline(one.content)}</h4>`;
  if (one.type === 'paragraph') return html`<p>${inline(one.content)}</p>`;
  const items = html`${one.content.map((item) => html`<li>${blocks(item.content)}</li>`)}`;
  return one.type === 'orderedList' ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
}

function inline(content: readonly Inline[] = []): Html {
  return html`${content.map((one) => {
    if (one.type === 'hardBreak') return new Html('<br>');
    return (one.marks ?? []).reduce<Html>((inside, mark) => {
      if (mark.type === 'bold') return html`<strong>${inside}</strong>`;
      if (mark.type === 'italic') return html`<em>${inside}</em>`;
      // Only addresses that a reader may follow get this far: domain/documents/content.ts.
      return html`<a href="${mark.attrs.href}" rel="noreferrer">${inside}</a>`;
    }, html`${one.text}`);
  })}`;
}
