import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Canonical } from '../../domain/documents/canonical.ts';
import { type Block, type Inline, isRows, type RichText, type Row } from '../../domain/documents/content.ts';
import { kindOf, type RowsSection } from '../../domain/documents/kinds.ts';
import { type Names, namesOf, valueText } from '../../domain/documents/plain.ts';
import { useFormat } from '../platform/useFormat.ts';
import { FileLink, type FilePlace } from './FileLink.tsx';

export type Readable = Pick<Canonical, 'kind' | 'language' | 'headings' | 'content' | 'parties' | 'people' | 'files'>;

/**
 * A joint text to be read. `place`: where its files are. `instead`: what stands in place of a section's text (its
 * change, its editor); `below`: what stands after it.
 */
export function DocumentText({
  text,
  label,
  place,
  instead,
  below,
}: {
  text: Readable;
  label: string;
  place: FilePlace;
  instead?: (section: string, number: number) => ReactNode;
  below?: (section: string) => ReactNode;
}) {
  const names = namesOf(text);
  return (
    <article className="doctext" aria-label={label} lang={text.language}>
      {kindOf(text.kind).sections.map((section, index) => {
        const part = text.content[section.key];
        return (
          <section key={section.key} aria-labelledby={`s-${section.key}`}>
            <h2 id={`s-${section.key}`} tabIndex={-1}>
              <span>{index + 1}</span>
              {text.headings[section.key]?.title ?? section.key}
            </h2>
            {instead?.(section.key, index + 1) ??
              (section.type === 'rows' ? (
                <Rows section={section} rows={isRows(part) ? part : []} names={names} place={place} />
              ) : (
                <Clauses number={index + 1} text={part && !isRows(part) ? part : undefined} />
              ))}
            {below?.(section.key)}
          </section>
        );
      })}
    </article>
  );
}

/** One section of a text by itself, under whatever heading it stands. */
export function PartText({ text, section: key, place }: { text: Readable; section: string; place: FilePlace }) {
  const section = kindOf(text.kind).sections.find((one) => one.key === key);
  const part = text.content[key];
  return (
    <div lang={text.language}>
      {section?.type === 'rows' ? (
        <Rows section={section} rows={isRows(part) ? part : []} names={namesOf(text)} place={place} />
      ) : (
        <Clauses number={0} text={part && !isRows(part) ? part : undefined} />
      )}
    </div>
  );
}

function Nothing() {
  const { t } = useTranslation('documents');
  return <p className="dim sm">{t('text.empty')}</p>;
}

/** Paragraphs carry their number beside them, so that people can point at one. */
export function Clauses({ number, text }: { number: number; text: RichText | undefined }) {
  if (!text || text.content.length === 0) return <Nothing />;
  let count = 0;
  return text.content.map((block, index) => {
    const counted = block.type === 'paragraph' && block.content !== undefined;
    if (counted) count++;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of a text that does not change
      <div className="clause" key={index}>
        <span>{counted ? `${number}.${count}` : ''}</span>
        <BlockView block={block} />
      </div>
    );
  });
}

function BlockView({ block }: { block: Block }): ReactNode {
  if (block.type === 'paragraph')
    return (
      <p>
        <Words content={block.content} />
      </p>
    );
  if (block.type === 'heading')
    return (
      <h3>
        <Words content={block.content} />
      </h3>
    );
  const List = block.type === 'orderedList' ? 'ol' : 'ul';
  return (
    <List>
      {block.content.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items of a text that does not change
        <li key={index}>
          {item.content.map((inner, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same
            <BlockView key={at} block={inner} />
          ))}
        </li>
      ))}
    </List>
  );
}

function Words({ content = [] }: { content?: readonly Inline[] }) {
  return content.map((one, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: runs of a text that does not change
    if (one.type === 'hardBreak') return <br key={index} />;
    let shown: ReactNode = one.text;
    for (const mark of one.marks ?? []) {
      if (mark.type === 'bold') shown = <strong>{shown}</strong>;
      if (mark.type === 'italic') shown = <em>{shown}</em>;
      if (mark.type === 'link')
        shown = (
          <a href={mark.attrs.href} rel="noreferrer" target="_blank">
            {shown}
          </a>
        );
    }
    // biome-ignore lint/suspicious/noArrayIndexKey: the same
    return <Fragment key={index}>{shown}</Fragment>;
  });
}

/** Rows as a table. Letters take a column for everybody who has one. Without `place`, files are named and not linked. */
type RowsProps = { section: RowsSection; rows: readonly Row[]; names: Names; place?: FilePlace };
function Rows({ section, rows, names, place }: RowsProps) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  if (rows.length === 0) return <Nothing />;
  const heading = names.headings[section.key];
  const subjects = [
    ...new Set(
      rows.flatMap((row) => Object.values(row).flatMap((one) => (typeof one === 'object' ? Object.keys(one) : []))),
    ),
  ];
  // Parties before people, each by name: the same order in every version.
  const person = (id: string) => names.people.has(id);
  subjects.sort((a, b) => Number(person(a)) - Number(person(b)) || names.nameOf(a).localeCompare(names.nameOf(b)));
  const filled = section.fields.filter((field) => rows.some((row) => row[field.key] !== undefined));
  const columns = filled.flatMap((field) =>
    field.type === 'letters'
      ? subjects.map((id) => ({
          key: `${field.key}:${id}`,
          label: names.nameOf(id),
          text: (row: Row) => {
            const letters = row[field.key];
            return typeof letters === 'object' ? (letters[id] ?? '') : '';
          },
          letter: true,
        }))
      : [
          {
            key: field.key,
            label: heading?.fields?.[field.key] ?? field.key,
            text: (row: Row) => {
              const file = field.type === 'file' ? names.fileOf(`${row[field.key]}`) : undefined;
              if (file && place) return <FileLink file={file} place={place} />;
              const value = valueText(section.key, field.key, field.type, row, names);
              return field.type === 'date' && value ? format.day(value) : value;
            },
            letter: false,
          },
        ],
  );
  const matrix = columns.some((column) => column.letter);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways where there is little room
    <section className="scroll docrows" tabIndex={0} aria-label={heading?.title ?? section.key}>
      <table className={matrix ? 'matrix' : undefined}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.letter ? 'letter' : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row">
                    {column.text(row)}
                  </th>
                ) : (
                  <td key={column.key} data-label={column.label} className={column.letter ? 'letter' : undefined}>
                    {column.letter && column.text(row) ? (
                      <abbr title={t(`letter.${column.text(row)}`)}>{column.text(row)}</abbr>
                    ) : (
                      column.text(row)
                    )}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {matrix && <p className="sm dim">{t('letter.legend')}</p>}
    </section>
  );
}
