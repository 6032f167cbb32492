/**
 * The story of the sample alliance: what people tend to answer in each of five rounds, and what they say
 * and agree in the sessions between. Everything here is made up. No figure stands here: figures come out of answers,
 * through the same rules as anybody's.
 */
import type { Side } from './people.ts';

export type RoundStory = {
  /** When it closes, before now. */
  ago: { months?: number; days?: number };
  /** Around what people answer, on one to five. */
  mood: number;
  answered: Record<Side, number>;
  /** What is different this time, by item. */
  shift: Partial<Record<string, number>>;
  /** On one item so many of a side cannot say. */
  unsure?: { item: string; side: Side; people: number };
  keep: readonly string[];
  change: readonly string[];
  session: {
    daysLater: number;
    celebrations: readonly { by: [Side, number]; text: string }[];
    actions: readonly ActionStory[];
  };
};

export type ActionStory = {
  text: string;
  /** The item it is about, where the session talks about it. */
  item: string;
  by: [Side, number];
  /** "me": whoever opened the sample. */
  owner: [Side, number] | 'me';
  dueIn: number;
  /** Days after the session at which it was done or dropped; nothing: still open. */
  done?: number;
  dropped?: number;
};

/** How items differ, whatever the mood. */
export const TEMPER: Record<string, number> = {
  trust: 0.1,
  conflict: -0.3,
  creativity: 0.7,
  needs: 0.1,
  information: -0.4,
  future: 0.2,
  time: 0,
  vision: 0.3,
  expectations: -0.3,
  reliance: 0.4,
  feedback: -0.6,
  decisions: -0.2,
  'hard-issues': -0.8,
  support: 0.3,
  celebration: -0.1,
};
/** What one side sees lower than the other. */
export const LEAN: Record<Side, Record<string, number>> = {
  a: { reliance: -0.4, time: -0.2 },
  b: { decisions: -0.7, needs: -0.4, information: -0.3 },
};

export const ROUNDS: readonly RoundStory[] = [
  {
    ago: { months: 23 },
    mood: 3.5,
    answered: { a: 12, b: 8 },
    shift: { celebration: -0.6 },
    keep: [
      'The monthly call. It is the one hour where everybody is in the room.',
      'Brightwell’s service people come when we ring, also at night.',
      'Looking at the pump house together before anything is ordered.',
      'Plain words. Nobody hides behind a contract.',
      'That Daniel explains why a design is as it is.',
      'Sharing the maintenance plan early.',
    ],
    change: [
      'We hear of changed delivery dates from the driver.',
      'Say it when something annoys you. We find out months later.',
      'Decisions about stock are made without those who hold it.',
      'The drawings are never the newest ones.',
      'Nobody says thank you when a station goes live.',
      'Two people answer the same question differently.',
    ],
    session: {
      daysLater: 8,
      celebrations: [{ by: ['a', 0], text: 'Station Mill Lane went live a week early, built by one mixed crew.' }],
      actions: [
        {
          text: 'One shared folder for drawings; old versions leave it',
          item: 'information',
          by: ['b', 2],
          owner: ['b', 3],
          dueIn: 21,
          done: 18,
        },
        {
          text: 'Fifteen minutes for difficult things at the start of every monthly call',
          item: 'hard-issues',
          by: ['a', 0],
          owner: 'me',
          dueIn: 30,
          done: 26,
        },
        {
          text: 'A lunch for both crews whenever a station goes live',
          item: 'celebration',
          by: ['b', 0],
          owner: ['b', 0],
          dueIn: 60,
          done: 44,
        },
      ],
    },
  },
  {
    ago: { months: 18 },
    mood: 3.75,
    answered: { a: 13, b: 9 },
    shift: { celebration: 0.4, 'hard-issues': 0.3 },
    keep: [
      'The quarter of an hour for difficult things.',
      'Lunch with both crews. I know their names now.',
      'One folder, one drawing.',
      'The joint stock list for spare seals.',
      'Asking the control room before changing a set point.',
    ],
    change: [
      'Feedback still comes as a complaint, and late.',
      'Let us agree what “urgent” means.',
      'Purchasing hears last.',
      'Give planners on both sides the same calendar.',
      'Decide in the call what was decided in the call.',
    ],
    session: {
      daysLater: 9,
      celebrations: [
        { by: ['b', 4], text: 'Not one wrong drawing on site since the shared folder.' },
        { by: ['a', 3], text: 'The joint spares list saved a night shift in March.' },
      ],
      actions: [
        {
          text: 'Write down what “urgent” means, with hours, on one page',
          item: 'expectations',
          by: ['a', 6],
          owner: ['a', 6],
          dueIn: 28,
          done: 35,
        },
        {
          text: 'Feedback in pairs after each job: one thing to keep, one to change',
          item: 'feedback',
          by: ['b', 6],
          owner: ['b', 6],
          dueIn: 45,
          done: 40,
        },
      ],
    },
  },
  {
    ago: { months: 12 },
    mood: 3.1,
    answered: { a: 11, b: 4 },
    shift: { information: -0.5, reliance: -0.7, trust: -0.5, conflict: -0.2, creativity: -0.2 },
    keep: [
      'That both sponsors came to the pump house themselves.',
      'The service technicians kept their word when nobody else did.',
      'We still talk.',
      'The shared folder.',
      'The crews get on, whatever happens above them.',
    ],
    change: [
      'Six weeks of silence about the late motors must not happen again.',
      'Tell us bad news on the day you know it.',
      'Stop counting penalties and start counting days.',
      'Somebody must be allowed to decide when the leads are away.',
      'We promised our customers what you had promised us.',
    ],
    session: {
      daysLater: 6,
      celebrations: [
        { by: ['a', 11], text: 'Field service of both sides kept every station running through the delay.' },
      ],
      actions: [
        {
          text: 'Bad news the same day: one number to ring, one page to follow',
          item: 'information',
          by: ['b', 0],
          owner: ['b', 0],
          dueIn: 7,
          done: 5,
        },
        {
          text: 'Sponsors meet on site once a month until deliveries are back on time',
          item: 'trust',
          by: ['a', 0],
          owner: ['a', 0],
          dueIn: 30,
          done: 29,
        },
        {
          text: 'Name a deputy for each lead who may decide',
          item: 'decisions',
          by: ['b', 1],
          owner: 'me',
          dueIn: 14,
          done: 12,
        },
        {
          text: 'Count penalties back to January',
          item: 'conflict',
          by: ['a', 8],
          owner: ['a', 8],
          dueIn: 21,
          dropped: 15,
        },
      ],
    },
  },
  {
    ago: { months: 6 },
    mood: 3.5,
    answered: { a: 12, b: 8 },
    shift: { information: 0.4, trust: 0.1, 'hard-issues': 0.3, decisions: 0.2 },
    keep: [
      'The number to ring. It is answered.',
      'Deputies who decide.',
      'Sponsors who come to the pump house.',
      'Pairs after each job. It takes five minutes.',
      'Saying it early. It works.',
    ],
    change: [
      'The feedback in pairs stops when it is busy, which is when we need it.',
      'Look ahead further than the next delivery.',
      'What we expect of each other should be written where newcomers find it.',
      'Less mail, more five-minute calls.',
      'Bring purchasing in before the order, not after.',
    ],
    session: {
      daysLater: 8,
      celebrations: [
        { by: ['b', 3], text: 'Every motor of the second batch arrived on its day.' },
        { by: ['a', 1], text: 'The new design for low flow was drawn by both sides at one table.' },
      ],
      actions: [
        {
          text: 'A page for newcomers: how we work with each other',
          item: 'expectations',
          by: ['a', 1],
          owner: ['a', 2],
          dueIn: 40,
          done: 47,
        },
        {
          text: 'Look two quarters ahead in every second call',
          item: 'future',
          by: ['b', 2],
          owner: ['b', 2],
          dueIn: 60,
          done: 33,
        },
        {
          text: 'Feedback in pairs also in the busy weeks, counted for a quarter',
          item: 'feedback',
          by: ['a', 3],
          owner: ['b', 6],
          dueIn: 90,
          done: 88,
        },
      ],
    },
  },
  {
    ago: { days: 12 },
    mood: 3.95,
    answered: { a: 13, b: 9 },
    shift: {
      information: 0.3,
      'hard-issues': 0.4,
      feedback: 0.3,
      celebration: 0.3,
      decisions: -0.6,
      expectations: -0.7,
    },
    unsure: { item: 'support', side: 'b', people: 5 },
    keep: [
      'The page for newcomers. I wish I had had it.',
      'Bad news on the day. It has become normal.',
      'Looking two quarters ahead.',
      'Lunch when a station goes live.',
      'The pairs. Even I like them now.',
      'That nobody counts penalties any more.',
    ],
    change: [
      'Decisions on spares should not need both leads.',
      'Let Brightwell see our five-year plan.',
      'Use the crews’ ideas: there is a list nobody reads.',
      'Rotate who chairs the monthly call.',
      'Keep an eye on what we expect of the night shift.',
    ],
    session: {
      daysLater: 5,
      celebrations: [
        { by: ['b', 1], text: 'Two years, eleven stations, one team.' },
        { by: ['a', 4], text: 'Chloé and Piotr repaired pump six in one night, with parts from both stores.' },
      ],
      actions: [
        {
          text: 'Ring the night shift on both sides and ask what is unclear',
          item: 'expectations',
          by: ['a', 6],
          owner: ['a', 6],
          dueIn: 4,
          done: 3,
        },
        {
          text: 'Send the five-year plan to Brightwell’s engineers',
          item: 'needs',
          by: ['b', 2],
          owner: ['a', 1],
          dueIn: 5,
        },
        {
          text: 'Spares up to an agreed sum are decided by the two planners',
          item: 'decisions',
          by: ['b', 5],
          owner: 'me',
          dueIn: 24,
        },
        {
          text: 'Read the crews’ list of ideas together and choose three',
          item: 'hard-issues',
          by: ['a', 11],
          owner: ['b', 4],
          dueIn: 38,
        },
      ],
    },
  },
];

/** Why an item is low, as somebody said it, by who said it. */
export const WHY: Record<string, { by: [Side, number]; text: string }> = {
  trust: {
    by: ['a', 3],
    text: 'A promise was passed on before anybody had checked it. Since then everything is checked twice.',
  },
  conflict: { by: ['b', 4], text: 'We settle things between two people and tell nobody how.' },
  creativity: { by: ['a', 10], text: 'New ideas come up on site and end there.' },
  needs: { by: ['b', 2], text: 'We learn what matters most when the order is written, not before.' },
  information: { by: ['a', 6], text: 'News travels by whoever happens to be on the phone.' },
  future: { by: ['b', 1], text: 'Every call is about last month.' },
  time: { by: ['a', 8], text: 'Meetings begin late on one side and end late on the other.' },
  vision: { by: ['a', 0], text: 'The posters are up. Nobody quotes them.' },
  expectations: { by: ['b', 5], text: 'What goes without saying here has to be said there.' },
  reliance: { by: ['a', 1], text: 'Delivery days were hopes, and we planned with them.' },
  feedback: { by: ['b', 7], text: 'We are polite until it is too late.' },
  decisions: { by: ['b', 0], text: 'It is decided, and then decided again on your side.' },
  'hard-issues': { by: ['a', 0], text: 'Money and blame come up in the car park, not in the call.' },
  support: { by: ['b', 8], text: 'Beyond the contract we hardly know what the other is worried about.' },
  celebration: { by: ['b', 3], text: 'We move on to the next station on the same afternoon.' },
};

/** What makes a strong item work, and how that could help elsewhere. */
export const WORKS: Record<string, { by: [Side, number]; text: string }> = {
  creativity: {
    by: ['b', 2],
    text: 'Engineers of both sides sit at one table with one drawing. Planners could do the same with one calendar.',
  },
  reliance: { by: ['b', 6], text: 'Service names a person, a day and a way to reach them. Deliveries could, too.' },
  vision: { by: ['a', 1], text: 'We say at the start of a station who will drink the water.' },
  support: { by: ['a', 9], text: 'People ring each other without a reason now and then.' },
  trust: { by: ['a', 11], text: 'Crews that eat together tell each other what went wrong.' },
  future: { by: ['b', 1], text: 'Looking two quarters ahead takes the heat out of next week.' },
  celebration: { by: ['a', 4], text: 'The lunch comes at once, not at the end of the year.' },
  needs: { by: ['a', 8], text: 'Both sides wrote down the three things that matter most, on one page.' },
  time: { by: ['b', 9], text: 'Five-minute calls instead of one long mail.' },
};
