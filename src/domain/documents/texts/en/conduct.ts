import type { KindText } from '../shape.ts';

export const relationalExpectations: KindText = {
  title: 'Relational expectations',
  what: 'How you want to treat each other, in sentences that everybody can check themselves against. Newcomers read it first.',
  sections: {
    purpose: {
      title: 'Why we write this down',
      prompt: 'One paragraph for somebody who joins next year: what has it to do with the work?',
      example: ['We meet in the middle of busy days. When it gets tight, habits decide. These are the habits we want.'],
    },
    expectations: {
      title: 'What we expect of each other',
      prompt:
        'Begin with what went wrong last time, and turn it round. Five to nine are remembered. Write what somebody does, not what they are.',
      fields: {
        expectation: { label: 'We expect of each other' },
        'looks-like': { label: 'What it looks like', hint: 'Something you could see or hear on an ordinary day' },
      },
      example: [
        {
          expectation: 'We say early what we need',
          'looks-like': 'A delay is named when it is likely, not when it has happened.',
        },
        {
          expectation: 'We speak with each other before we speak about each other',
          'looks-like': 'Nobody hears of a complaint from their own manager first.',
        },
        {
          expectation: 'We keep what we promise, or ask before it is due',
          'looks-like': 'A new date is asked for, with a reason, while there is still time to plan.',
        },
        {
          expectation: 'We look for where we are wrong',
          'looks-like': 'Somebody who disagrees is thanked, and answered.',
        },
      ],
    },
    'when-not-kept': {
      title: 'When one of them is not kept',
      prompt: 'It will happen. How does somebody say so, to whom, and what happens then?',
      example: [
        'Whoever notices says so to the person, the same day if possible. If that does not help, both leads talk about it in the next weekly call.',
      ],
    },
  },
};

export const partnershipAgreement: KindText = {
  title: 'Partnership agreement',
  what: 'How you work together: behaviour, roles, decisions, problems, and how you would part. The contract says what is delivered; this says how.',
  sections: {
    framework: {
      title: 'Purpose',
      prompt: 'What you do together and why, in a few sentences. Refer to the strategic framework where there is one.',
      example: [
        'We run the corridor together so that a box leaves by rail on the day it arrives. Both of us must gain from it, in money and in what we learn.',
      ],
    },
    behaviour: {
      title: 'How we treat each other',
      prompt:
        'The few rules that matter most. If you have written relational expectations, name them here instead of repeating them.',
      example: [
        'We say early what we need, and we say it to the person it concerns.',
        'We keep what we promise, or ask to change it before it is due.',
      ],
    },
    roles: {
      title: 'Who does what',
      prompt: 'The large pieces, and who leads on each side. Details belong in the responsibility matrix.',
      example: [
        '{a} plans the quay, the yard and the cranes. {b} plans paths, wagons and drivers. The slot plan belongs to both and has one accountable person, named each quarter.',
      ],
    },
    decisions: {
      title: 'How we decide',
      prompt:
        'Which decisions are joint, who takes part, by when, and what happens if you do not agree? Say what silence means.',
      example: [
        'A decision that changes cost, time or reputation for the other party is made together, by the two leads, within two working days of being asked.',
        'Whoever must live with a decision is heard before it is made. Silence is not agreement.',
      ],
    },
    problems: {
      title: 'How problems are solved',
      prompt: 'How is a problem raised, how soon does the other side answer, how do you look for what both can accept?',
      example: [
        'A problem is raised with the person who can act on it, in writing, on the day it is seen. Raising it is a service to the other party.',
        'Each side writes down what it needs; then both write down the options.',
      ],
    },
    escalation: {
      title: 'Escalation',
      prompt: 'Who is asked when those concerned do not find an answer, and how soon. Two or three steps are enough.',
      fields: {
        step: { label: 'When' },
        who: { label: 'It goes to' },
        within: { label: 'Who answers within' },
      },
      example: [
        { step: 'Not solved after five working days', who: 'Both leads, together', within: 'Two working days' },
        { step: 'Not solved after five more', who: 'Both sponsors, together', within: 'One week' },
      ],
    },
    communication: {
      title: 'How we talk',
      prompt:
        'What everybody should be able to rely on. The meetings themselves belong in the communication structure.',
      example: [
        'What concerns both is said to both at the same time. Minutes are written in the meeting and are there for everybody the same evening.',
      ],
    },
    parting: {
      title: 'How we part',
      prompt: 'Agree on it while you like each other: notice, what is finished, who keeps what, what is said outside.',
      example: [
        'Either party may leave with six months’ notice, given in person by its sponsor. What customers were promised is finished. Each keeps a complete, readable copy of everything shared.',
      ],
    },
  },
};

export const communicationStructure: KindText = {
  title: 'Communication structure',
  what: 'Which meetings there are and what each is for, and how decisions, problems and news find their way between you.',
  sections: {
    meetings: {
      title: 'Meetings',
      prompt:
        'Sponsors meet at least twice in twelve months, face to face. A meeting without a purpose is the first to be dropped.',
      fields: {
        meeting: { label: 'Meeting' },
        purpose: { label: 'What it is for' },
        who: { label: 'Who' },
        'how-often': { label: 'How often' },
        way: { label: 'How' },
        prepares: { label: 'Who prepares it' },
      },
      choices: { 'face-to-face': 'Face to face', call: 'Call', either: 'Either' },
      example: [
        {
          meeting: 'Sponsor review',
          purpose: 'Is it healthy, is it worth it, what must we decide',
          who: 'Both sponsors and leads',
          'how-often': 'Twice a year',
          way: 'face-to-face',
        },
        {
          meeting: 'Weekly call',
          purpose: 'Decisions that are due, problems that are open',
          who: 'Both leads and planners',
          'how-often': 'Every Tuesday',
          way: 'call',
        },
      ],
    },
    decisions: {
      title: 'Decisions',
      prompt: 'Where is a decision asked for, and where does everybody find it afterwards?',
      example: [
        'Asked for in writing, decided in the weekly call, written into the record the same day with who took part.',
      ],
    },
    problems: {
      title: 'Problems',
      prompt: 'Where is a problem raised, and how soon is there a first answer?',
      example: ['Raised with the planner on duty, on any day. A first answer comes within four working hours.'],
    },
    priorities: {
      title: 'Priorities',
      prompt: 'What do you do when everything is urgent on both sides?',
      example: [
        'The leads keep one common list. What is above the line is done first by both; what is below waits for both.',
      ],
    },
    information: {
      title: 'Access to information',
      prompt: 'Who sees what, where, without having to ask?',
      example: ['Everybody in the joint team sees both plans, all minutes and all figures of the corridor.'],
    },
    informal: {
      title: 'Between meetings',
      prompt: 'Coffee, visits, a day in the other’s yard. What keeps people knowing each other?',
      example: ['Each planner spends one day a quarter beside their counterpart.'],
    },
  },
};

export const differencesRegister: KindText = {
  title: 'Differences register',
  what: 'How you differ, named without blame, and what you do about it. What is named can be respected; what is not becomes a surprise.',
  sections: {
    purpose: {
      title: 'How to read this',
      prompt: 'A sentence or two so that nobody reads a difference as a fault.',
      example: [
        'A difference is neither a strength nor a weakness. We write it down so that nobody has to find it out the hard way.',
      ],
    },
    differences: {
      title: 'Differences',
      prompt:
        'Where do people on both sides shake their heads? Write the difference so that both would sign the sentence.',
      fields: {
        area: { label: 'Area' },
        difference: { label: 'The difference' },
        respect: { label: 'What is good about each way' },
        do: { label: 'What we do about it' },
        owner: { label: 'Who looks after it' },
      },
      choices: {
        culture: 'Culture',
        commitment: 'Commitment',
        priorities: 'Priorities',
        pressure: 'Pressure',
        structure: 'Structure',
      },
      example: [
        {
          area: 'structure',
          difference: 'At {a} the shift lead decides; at {b} the operations centre does.',
          respect: 'One is quick, the other sees the whole line.',
          do: 'For the corridor both have named one person who can decide at any hour.',
        },
        {
          area: 'pressure',
          difference: 'Ships set the rhythm of {a}, timetables that of {b}.',
          respect: 'One bends with the weather, the other can be relied upon.',
          do: 'A ship that is late is reported as soon as it passes the last lighthouse.',
        },
      ],
    },
  },
};
