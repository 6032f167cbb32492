import type { KindText } from '../shape.ts';

export const strategicFramework: KindText = {
  title: 'Strategic framework',
  what: 'Where the partnership is going and why both of you are in it. Everything else you agree is measured against it.',
  sections: {
    vision: {
      title: 'Vision',
      prompt:
        'The lasting direction, in one or two sentences. If it still reads true in ten years and nobody has to look it up, it is right.',
      example: ['Every container that reaches the quay by sea leaves it by rail the same day.'],
    },
    mission: {
      title: 'Mission',
      prompt:
        'How you get there together: what you do, for whom, and what the two of you are better at than anybody else.',
      example: [
        '{a} and {b} run one corridor from ship to inland terminal. We plan it as one operation, answer to customers with one voice, and know more about the hours between crane and locomotive than anybody else in the region.',
      ],
    },
    directions: {
      title: 'Strategic directions',
      prompt:
        'Two to five broad fields of effort for the next two to three years. Say for each what it gets of people, money, time and technology: what gets nothing is a wish.',
      fields: {
        direction: { label: 'Direction' },
        allocates: { label: 'What it gets', hint: 'People, money, time, technology' },
        horizon: { label: 'Horizon', hint: 'For example: by the end of 2028' },
        owner: { label: 'Who looks after it' },
      },
      example: [
        {
          direction: 'One shared timetable for yard and trains',
          allocates:
            'One planner from each party, half of their time; the planning system of {b}, with access for {a}.',
          horizon: 'By the end of next year',
        },
        {
          direction: 'Customers see one corridor',
          allocates: 'A joint desk of four people; one telephone number; a budget both parties carry equally.',
          horizon: 'Within two years',
        },
      ],
    },
    'business-case': {
      title: 'Why this partnership',
      prompt:
        'Why together and not alone? Name what neither of you could do by yourself, what it costs, and what would make you stop.',
      example: [
        'Alone, {a} fills the yard and {b} runs half-empty trains. Together we move a third more with the same tracks and cranes.',
        '- What it costs: the joint desk, the shared timetable, and the time of about ten people.',
        '- What would make us stop: two years in a row in which one of us loses by it.',
      ],
    },
    wins: {
      title: 'What each party must win',
      prompt:
        'Each party writes its own line and reads the other’s. A partnership lasts as long as both can say that they got what they came for.',
      fields: {
        party: { label: 'Party' },
        win: { label: 'Must win' },
        'shown-by': { label: 'How we will know' },
      },
      example: [
        {
          party: '@a',
          win: 'A yard that is empty at midnight, so that ships need not wait.',
          'shown-by': 'Boxes left at 24:00',
        },
        { party: '@b', win: 'Trains that leave full and on their minute.', 'shown-by': 'Share of slots filled' },
      ],
    },
  },
};

export const businessPlan: KindText = {
  title: 'Joint business plan',
  what: 'What you want to have reached, how you will know, and who does what by when. One plan, read the same way on both sides.',
  sections: {
    summary: {
      title: 'In short',
      prompt: 'What this plan is about, for which time, and the one result that would make it a success.',
      example: [
        'Within twelve months we fill eight of ten slots on the corridor, without a single customer asking who is responsible.',
      ],
    },
    goals: {
      title: 'Goals',
      prompt:
        'Few, and each with a figure somebody can read off. A goal that belongs to one party only belongs in its own plan.',
      fields: {
        goal: { label: 'Goal' },
        'measured-by': { label: 'Measured by' },
        target: { label: 'Target' },
        by: { label: 'By' },
        owner: { label: 'Owner' },
      },
      example: [
        { goal: 'Fill the trains we run', 'measured-by': 'Slots filled, monthly', target: '80 %' },
        {
          goal: 'First word to customers early',
          'measured-by': 'Hours from event to first message',
          target: '2 hours',
        },
      ],
    },
    metrics: {
      title: 'Success metrics',
      prompt: 'What you both watch. Cost and performance are not enough: ask customers, and ask each other.',
      fields: {
        metric: { label: 'Metric' },
        kind: { label: 'Kind' },
        today: { label: 'Today' },
        target: { label: 'Target' },
        owner: { label: 'Owner' },
      },
      choices: {
        cost: 'Cost',
        performance: 'Performance',
        'customer-satisfaction': 'Customer satisfaction',
        relationship: 'Relationship',
      },
      example: [
        { metric: 'Cost per box moved', kind: 'cost', today: '100 %', target: '88 %' },
        { metric: 'Trains on time', kind: 'performance', today: '71 %', target: '90 %' },
        {
          metric: 'Customers who would come again',
          kind: 'customer-satisfaction',
          today: '7 of 10',
          target: '9 of 10',
        },
        { metric: 'Relational survey, lowest item', kind: 'relationship', today: '2.8', target: 'above 3.5' },
      ],
    },
    work: {
      title: 'Who does what',
      prompt: 'The pieces of work, each with one person who answers for it.',
      fields: {
        work: { label: 'Work' },
        party: { label: 'Party' },
        who: { label: 'Who' },
        by: { label: 'By' },
      },
      example: [
        { work: 'Open the planning system to both planners', party: '@b' },
        { work: 'Name two people for the joint desk', party: '@a' },
      ],
    },
    growth: {
      title: 'How we grow the whole',
      prompt: 'What could become possible for both if this works? Sharing a bigger cake beats arguing over slices.',
      example: [
        'With a filled corridor we can offer a fixed departure every four hours, which neither of us could sell alone.',
      ],
    },
  },
};

export const rulesOfEngagement: KindText = {
  title: 'Rules of engagement',
  what: 'Where you work together, where you compete, and what is off limits. Said early, it saves the quarrel later.',
  sections: {
    together: {
      title: 'Where we work together',
      prompt:
        'Markets, customers, products, places. Be precise enough that somebody in sales can decide on the telephone.',
      example: ['All container traffic between the quay and the inland terminal, for customers of either of us.'],
    },
    boundaries: {
      title: 'Boundaries',
      prompt: 'What is off limits, for whom, and why. A boundary without a reason is the first to be crossed.',
      fields: {
        boundary: { label: 'Off limits' },
        party: { label: 'For', hint: 'Empty: for all of us' },
        why: { label: 'Why' },
      },
      example: [
        {
          boundary: 'Hiring each other’s people without asking first',
          why: 'Teams that fear for their people stop talking.',
        },
        {
          boundary: 'Offering road transport on the corridor',
          party: '@b',
          why: '{a} has its own contracts with hauliers there.',
        },
      ],
    },
    competing: {
      title: 'Where we compete',
      prompt: 'Say it openly. What may each of you do there, and what do you tell each other before doing it?',
      example: ['On the southern line we are competitors and stay so. Nobody from there sits in the joint desk.'],
    },
    information: {
      title: 'Information',
      prompt: 'What is shared as a matter of course, what only on request, what never. And who may be told what.',
      example: [
        '- Shared as it comes: train and yard plans, delays, complaints.',
        '- On request: costs of joint services.',
        '- Never: prices agreed with other customers.',
      ],
    },
    growing: {
      title: 'How we keep growing together',
      prompt: 'How do you find the next thing both can gain from, and how is what it brings divided?',
      example: [
        'Twice a year each of us brings one idea that needs the other. What it brings is divided as it was invested, until we agree otherwise.',
      ],
    },
  },
};
