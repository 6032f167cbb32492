import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { inGroups, shortHash } from '../../../domain/documents/chain.ts';
import { isRows } from '../../../domain/documents/content.ts';
import { kindOf } from '../../../domain/documents/kinds.ts';
import { namesOf } from '../../../domain/documents/plain.ts';
import { type Say, wordsIn } from '../../platform/i18n.ts';
import { MARGIN, STANDING, sampleLine } from '../../results/report/parts.ts';
import { covered, setPdf } from '../../results/report/setting.ts';
import { INK, lineSvg, marksSvg } from '../../results/report/signs.ts';
import type { PrintedText } from '../proof.ts';
import { blocks, rowsTable } from './text.ts';

/**
 * A ratified text as a PDF to be handed out: who ratified it stands before it, what proves it after it, and the head of
 * the chain on every page. The same text gives the same bytes: nothing here looks at a clock.
 */
export function printText(given: PrintedText): Promise<Buffer> {
  const { text, number, partnership } = given;
  // Printed words come in fewer languages than texts; what the parties wrote stays as it is.
  const language = text.language === 'de' ? 'de' : 'en';
  const t = wordsIn(language);
  const moment = (at: string) =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
      timeZone: given.timeZone,
    }).format(new Date(at));
  const madeAt = new Date(given.inForceAt);
  const title = t('report.document.title', { title: text.title, number });
  const content: Content[] = [
    ...(given.sample ? [sampleLine(t('report.sample'))] : []),
    ...head(given),
    { text: text.title, font: 'Serif', fontSize: 24, margin: [0, 10, 0, 2] },
    {
      text: [
        { text: t(`report.document.${given.state}`, { number }), bold: true },
        ` ${t('report.document.since', { when: moment(given.inForceAt) })}`,
        ...(given.state === 'superseded' && given.supersededAt
          ? [` ${t('report.document.until', { when: moment(given.supersededAt) })}`]
          : []),
      ],
      margin: [0, 0, 0, 8],
    },
    ratified(given, t, moment),
    ...sections(given),
    proof(given, t),
  ];
  const footer = [
    given.sample ? t('report.sampleShort') : partnership,
    title,
    t('report.document.foot', { position: given.position, head: shortHash(given.head) }),
  ];
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [MARGIN + 8, 40, MARGIN + 8, 44],
    language: text.language,
    displayTitle: true,
    version: '1.7',
    info: {
      title: `${partnership}: ${title}`,
      subject: text.title,
      creator: 'Entente',
      producer: 'Entente',
      creationDate: madeAt,
      modDate: madeAt,
    },
    defaultStyle: { font: 'Sans', fontSize: 9.5, color: INK.text },
    content: [
      ...content,
      ...(covered(JSON.stringify([content, footer]))
        ? []
        : [{ text: t('report.signs'), fontSize: 7.5, color: INK.soft }]),
    ],
    footer: (page, pages): Content => ({
      columns: [
        { text: footer.join(' · '), width: '*' },
        { text: t('report.page', { page, pages }), width: 'auto' },
      ],
      fontSize: 7.5,
      color: INK.faint,
      margin: [MARGIN + 8, 10, MARGIN + 8, 0],
    }),
    pageBreakBefore: (node, nodes) => node.headlineLevel !== undefined && nodes.getFollowingNodesOnPage().length === 0,
  };
  return setPdf(definition);
}

const WIDTH = STANDING - 16;

/** The parties as equals around the name of their partnership, joined by one line. */
function head({ partnership, parties }: PrintedText): Content[] {
  const name: Content = { text: partnership, font: 'Serif', fontSize: 13, alignment: 'center' };
  const side = (party: (typeof parties)[number], end: boolean): Content => {
    const mark = { svg: marksSvg([party], 12), width: 12 };
    const words = {
      text: party.name,
      bold: true,
      fontSize: 9.5,
      width: '*',
      alignment: end ? 'right' : 'left',
    } as const;
    return { columns: end ? [words, mark] : [mark, words], columnGap: 5 };
  };
  const [left, right] = parties;
  return [
    parties.length === 2 && left && right
      ? {
          columns: [
            { width: WIDTH * 0.28, stack: [side(left, false)] },
            { width: '*', stack: [name] },
            { width: WIDTH * 0.28, stack: [side(right, true)] },
          ],
          columnGap: 8,
        }
      : { stack: [name, { columns: parties.map((party) => side(party, false)), columnGap: 8, margin: [0, 5, 0, 0] }] },
    { svg: lineSvg(parties, WIDTH), margin: [0, 2, 0, 4] },
  ];
}

/** Each party's yes: who, as what, when. */
function ratified({ parties, ratifications, left }: PrintedText, t: Say, moment: (at: string) => string): Content {
  return {
    table: {
      widths: parties.map(() => '*'),
      body: [
        parties.map((party) => {
          const yes = ratifications.find((one) => one.partyId === party.id);
          const gone = left.find((one) => one.id === party.id);
          return {
            stack: [
              { text: t('report.document.by', { party: yes?.partyName ?? party.name }), bold: true },
              ...(yes
                ? [
                    { text: t(`report.document.as.${yes.role}`, { name: yes.name }) },
                    {
                      text: `${moment(yes.at)}, ${t(`report.document.proof.${yes.proof}`)}`,
                      color: INK.soft,
                      fontSize: 8.5,
                    },
                  ]
                : []),
              ...(gone ? [{ text: t('report.document.bound', { day: gone.on }), color: INK.soft, fontSize: 8.5 }] : []),
            ],
          };
        }),
      ],
    },
    layout: {
      hLineWidth: () => 1.2,
      vLineWidth: () => 0,
      hLineColor: () => INK.text,
      paddingLeft: (at: number) => (at === 0 ? 0 : 10),
      paddingTop: () => 6,
      paddingBottom: () => 6,
    },
    margin: [0, 0, 0, 6],
  };
}

function sections({ text }: PrintedText): Content[] {
  const names = namesOf(text);
  return kindOf(text.kind).sections.flatMap((section, index): Content[] => {
    const part = text.content[section.key];
    const heading: Content = {
      columns: [
        { text: `${index + 1}`, width: 22, color: INK.faint },
        { text: names.headings[section.key]?.title ?? section.key, width: '*' },
      ],
      font: 'Serif',
      fontSize: 13.5,
      margin: [0, 12, 0, 4],
      headlineLevel: 1,
    };
    const body =
      section.type === 'rows'
        ? rowsTable(section, isRows(part) ? part : [], names)
        : blocks(part && !isRows(part) ? part.content : [], index + 1);
    return body.length > 0 ? [heading, ...body] : [];
  });
}

/** What proves it, in the words of somebody who checks it. */
function proof(given: PrintedText, t: Say): Content {
  const line = (label: string, value: string): Content => ({
    columns: [
      { text: label, width: 96, color: INK.soft },
      { text: value, width: '*' },
    ],
    fontSize: 8,
    margin: [0, 0, 0, 2],
  });
  return {
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: WIDTH, y2: 0, lineWidth: 1.2, lineColor: INK.text }] },
      { text: t('report.document.proofTitle'), bold: true, fontSize: 11, margin: [0, 6, 0, 4] },
      line(t('report.document.hash'), inGroups(given.hash)),
      line(t('report.document.link'), `${given.position}`),
      line(t('report.document.head'), inGroups(given.head)),
      line(t('report.document.signature'), given.signature.replace(/(.{43})/, '$1 ')),
      line(t('report.document.key'), given.publicKey),
      {
        text: t('report.document.check', { installation: given.installation }),
        fontSize: 8,
        color: INK.soft,
        margin: [0, 4, 0, 0],
      },
    ],
    unbreakable: true,
    margin: [0, 22, 0, 0],
  };
}
