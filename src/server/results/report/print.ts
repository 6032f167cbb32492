import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { fullPages } from './full.ts';
import { LYING, MARGIN, STANDING, soft } from './parts.ts';
import { type Report, readerOf } from './reader.ts';
import { covered, setPdf } from './setting.ts';
import { INK } from './signs.ts';
import { summaryPages } from './summary.ts';

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
  // One page is a promise: long names and long items cost lines of the lists, never a second sheet.
  let pdf = await make(summaryPages(reader, 4, 20));
  for (const [most, row] of [
    [3, 20],
    [2, 18],
    [1, 15],
    [1, 12],
  ] as const) {
    if (pagesMade === 1) break;
    pdf = await make(summaryPages(reader, most, row));
  }
  return pdf;
}
