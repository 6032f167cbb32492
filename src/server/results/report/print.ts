import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { fullPages } from './full.ts';
import { LYING, MARGIN, STANDING, soft } from './parts.ts';
import { type Report, readerOf } from './reader.ts';
import { covered, setPdf } from './setting.ts';
import { INK } from './signs.ts';
import { type Measure, summaryPages } from './summary.ts';

/**
 * One report as a PDF: real text in the reader's language, A4. The same report gives the same bytes: the moment of
 * printing is part of it, and nothing here looks at a clock.
 */
export async function print(report: Report): Promise<Buffer> {
  const reader = readerOf(report);
  const { t } = reader;
  // With more parties than two columns hold, the table needs the length of the sheet.
  const lying = report.kind === 'full' && report.parties.length > 3;
  const footer = [
    report.partnership.sample ? t('sampleShort') : report.partnership.name,
    reader.title,
    ...(report.for ? [t('for', { name: report.for })] : []),
    t('printed', { when: reader.moment(report.printedAt) }),
  ];
  const printedAt = new Date(report.printedAt);
  let pagesMade = 0;
  const make = (content: Content[]): Promise<Buffer> => {
    const definition: TDocumentDefinitions = {
      pageSize: 'A4',
      pageOrientation: lying ? 'landscape' : 'portrait',
      pageMargins: [MARGIN, 34, MARGIN, 38],
      language: report.language,
      displayTitle: true,
      version: '1.7',
      info: {
        title: `${report.partnership.name}: ${reader.title}`,
        subject: t(`title.${report.kind}`),
        creator: 'Entente',
        producer: 'Entente',
        creationDate: printedAt,
        modDate: printedAt,
      },
      defaultStyle: { font: 'Sans', fontSize: 9.5, color: INK.text },
      content: [
        ...content,
        ...(covered(JSON.stringify([content, footer])) ? [] : [soft(t('signs'), { fontSize: 7.5 })]),
      ],
      footer: (page, pages): Content => {
        pagesMade = pages;
        return {
          columns: [
            { text: footer.join(' · '), width: '*' },
            { text: t('page', { page, pages }), width: 'auto' },
          ],
          fontSize: 7.5,
          color: INK.faint,
          margin: [MARGIN, 8, MARGIN, 0],
        };
      },
      // A heading never stands alone at the foot of a page.
      pageBreakBefore: (node, nodes) =>
        node.headlineLevel !== undefined && nodes.getFollowingNodesOnPage().length === 0,
    };
    return setPdf(definition);
  };
  if (report.kind === 'full') return make(fullPages(reader, lying ? LYING : STANDING));
  let pdf = await make(summaryPages(reader, SQUEEZES[0]));
  for (const { letters, ...measure } of SQUEEZES.slice(1)) {
    if (pagesMade === 1) break;
    pdf = await make(summaryPages(letters === undefined ? reader : readerOf(shortened(report, letters)), measure));
  }
  return pdf;
}

type Squeeze = Measure & { letters?: number };
/**
 * One page is a promise: long names and long items cost lines of the lists, then rows of the picture and their own ends,
 * never a second sheet. The last is for a dozen parties with the longest names there can be.
 */
const SQUEEZES: [Squeeze, ...Squeeze[]] = [
  { most: 4, row: 20, rows: 24 },
  { most: 3, row: 20, rows: 24 },
  { most: 2, row: 18, rows: 24 },
  { most: 1, row: 15, rows: 24 },
  { most: 1, row: 12, rows: 24 },
  { most: 1, row: 12, rows: 15, letters: 60 },
  { most: 1, row: 12, rows: 6, letters: 40 },
  { most: 1, row: 12, rows: 2, letters: 16 },
];

/** The same report with names and items of so many letters at most. */
function shortened(report: Report, letters: number): Report {
  const cut = (text: string) => ([...text].length > letters ? `${[...text].slice(0, letters - 1).join('')}…` : text);
  const cutAll = (texts: Record<string, string>) =>
    Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, cut(text)]));
  const { instrument } = report.results;
  return {
    ...report,
    partnership: { ...report.partnership, name: cut(report.partnership.name) },
    parties: report.parties.map((party) => ({ ...party, name: cut(party.name) })),
    results: {
      ...report.results,
      instrument: {
        ...instrument,
        ...(instrument.stem ? { stem: cutAll(instrument.stem) } : {}),
        items: instrument.items.map((item) => ({ ...item, text: cutAll(item.text) })),
      },
    },
  };
}
