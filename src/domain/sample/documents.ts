import type { Written } from '../documents/texts/index.ts';
import type { DocumentKind } from '../documents/words.ts';
import type { Side } from './people.ts';

/**
 * What the two sides of the sample alliance have agreed in writing. All of it is made up. Rows are named by what they
 * say first, so that an amendment changes a row and does not replace it.
 */
export type Text = {
  kind: DocumentKind;
  /** Who starts and proposes it; both sponsors ratify. */
  by: Side;
  versions: readonly {
    /** When it is proposed; it is in force some days later, unless it is still waited for. */
    ago: { months?: number; days?: number };
    note?: string;
    written: Written;
    waits?: true;
  }[];
  /** Shared and not proposed yet: what stands in it so far, and since when. */
  draft?: { ago: { days: number }; written: Written };
};

const expectations = {
  purpose: [
    'Our people meet at pumping stations at six in the morning and in budget meetings in November. Both are easier when everybody knows what they can expect.',
  ],
  expectations: [
    {
      expectation: 'We name a delay when it is likely',
      'looks-like': 'The depot hears of a postponed overhaul on the day the planner moves it.',
    },
    {
      expectation: 'We ask the one who knows before we decide about their work',
      'looks-like': 'No station is switched off without a word with the shift lead.',
    },
    {
      expectation: 'We show our figures to each other first',
      'looks-like': 'Nobody reads about their own downtime in somebody else’s report.',
    },
    {
      expectation: 'We say thank you in front of others',
      'looks-like': 'Each monthly meeting begins with something the other side did well.',
    },
  ],
  'when-not-kept': [
    'Say so to the person, the same week. If it happens again, both leads take it to their next call and tell those concerned what came of it.',
  ],
} satisfies Written;

const agreement = {
  framework: [
    '{a} runs water works and {b} builds and services their pumps. We work as one team wherever a pump of {b} stands in the network of {a}.',
  ],
  behaviour: ['Our relational expectations apply to everybody who works in this alliance, from their first day.'],
  roles: [
    'Each side has one lead, who speaks for it in daily matters, and one sponsor, who decides about money and people.',
  ],
  decisions: [
    'Whoever has to live with a decision is heard before it is made.',
    '- Up to 20,000 a year: the two leads, together.',
    '- Above that: the two sponsors, within two weeks.',
    '- At night, when water is at stake: the shift lead of {a} decides, and explains in the morning.',
  ],
  problems: [
    'A problem is worked on where it arises. If it is not solved there within five working days it moves one step up, with a page on which both sides agree what it is about.',
  ],
  escalation: [
    { step: 'The people concerned', who: 'Whoever found it', within: '5 working days' },
    { step: 'Leads', who: 'Both leads, in one call', within: '5 working days' },
    { step: 'Sponsors', who: 'Both sponsors, face to face', within: '2 weeks' },
  ],
  communication: ['Leads speak every Tuesday. Sponsors meet once a quarter, the place alternates.'],
  parting: [
    'Either side can leave with six months’ notice, given by its sponsor to the other sponsor in person and in writing.',
    '- Spare parts for installed pumps are supplied for ten years after the last day.',
    '- Measurements stay with {a}; {b} keeps what it needs to service its pumps.',
    '- Both sides tell their people together, on the same day.',
  ],
} satisfies Written;

export const TEXTS: readonly Text[] = [
  {
    kind: 'strategic-framework',
    by: 'a',
    versions: [
      {
        ago: { months: 21 },
        written: {
          vision: ['Nobody between the hills and the coast notices that a pump has stopped.'],
          mission: [
            '{a} and {b} look after two hundred pumping stations together: we find wear before it becomes a failure, and repair it before anybody has to ask.',
          ],
          directions: [
            {
              direction: 'Repair before failure',
              allocates: 'Four engineers, two of each side; measurements of all stations, every five minutes.',
              horizon: 'Within two years',
            },
            {
              direction: 'One store of spare parts',
              allocates: 'The depot of {b}; a third of the parts budget of {a}.',
              horizon: 'Within one year',
            },
            {
              direction: 'Technicians who know both worlds',
              allocates: 'Six weeks of exchange for ten people each year.',
              horizon: 'Within three years',
            },
          ],
          'business-case': [
            'A stopped main station costs {a} more in a day than its service in a year. {b} learns from stations in daily use what no test bench shows.',
          ],
          wins: [
            {
              party: '@a',
              win: 'Half as many unplanned stops, and budgets that hold.',
              'shown-by': 'Unplanned stops a month',
            },
            {
              party: '@b',
              win: 'A service model that sells in nine countries.',
              'shown-by': 'Service contracts of the new kind',
            },
          ],
        },
      },
    ],
  },
  {
    kind: 'partnership-agreement',
    by: 'b',
    versions: [{ ago: { months: 19 }, written: agreement }],
  },
  {
    kind: 'relational-expectations',
    by: 'a',
    versions: [
      { ago: { months: 18 }, written: expectations },
      {
        ago: { months: 6 },
        note: 'After the fourth round: decisions were made before those concerned had heard of them.',
        written: {
          ...expectations,
          expectations: [
            ...expectations.expectations.map((one) =>
              one.expectation.startsWith('We ask')
                ? {
                    ...one,
                    'looks-like':
                      'No station is switched off without a word with the shift lead, and no drawing is final before maintenance has seen it.',
                  }
                : one,
            ),
            {
              expectation: 'We look for where we are wrong',
              'looks-like': 'Somebody who disagrees is asked to say more.',
            },
          ],
        },
      },
    ],
  },
  {
    kind: 'joint-business-plan',
    by: 'b',
    versions: [
      {
        ago: { days: 6 },
        waits: true,
        note: 'For the coming year. Please look at the second goal: it is the one we argued about.',
        written: {
          summary: [
            'Next year we cut unplanned stops by another fifth, and show a first customer abroad how we do it.',
          ],
          goals: [
            {
              goal: 'Fewer unplanned stops',
              'measured-by': 'Stops of main stations a month',
              target: '6, from 11 today',
            },
            {
              goal: 'Spare parts within a day',
              'measured-by': 'Share of orders delivered the next day',
              target: '95 of 100',
            },
            { goal: 'A first visit from abroad', 'measured-by': 'Visits to the north network', target: '1' },
          ],
          metrics: [
            {
              metric: 'Cost of a station a year',
              kind: 'cost',
              today: '31,000',
              target: '29,500',
            },
            {
              metric: 'How well we work together',
              kind: 'relationship',
              today: 'as the last round showed',
              target: '4.0 or better in every item',
            },
          ],
          work: [
            { work: 'Sensors in the last forty stations', party: '@b' },
            { work: 'Monthly measurements without names of customers', party: '@a' },
          ],
        },
      },
    ],
  },
  {
    kind: 'differences-register',
    by: 'a',
    versions: [],
    draft: {
      ago: { days: 3 },
      written: {
        purpose: ['We are not alike, and need not become so. It helps to know where the other comes from.'],
        differences: [
          {
            area: 'structure',
            difference:
              '{a} answers to five councils and plans in budget years; {b} answers to its owners and plans in quarters.',
            respect: 'Councils give {a} patience that a company rarely has.',
            do: 'Wishes that cost money are named by the end of June.',
          },
          {
            area: 'pressure',
            difference: 'In autumn {b} delivers half of its year; in summer the stations of {a} run at their limit.',
            do: 'No overhauls in August, no trials in October.',
          },
        ],
      },
    },
  },
];
