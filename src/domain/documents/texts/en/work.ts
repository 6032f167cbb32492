import type { KindText } from '../shape.ts';

export const responsibilityMatrix: KindText = {
  title: 'Responsibility matrix',
  what: 'Who is responsible, who is accountable, who is asked and who is told, for each piece of joint work. Exactly one is accountable.',
  sections: {
    leaders: {
      title: 'Who leads on each side',
      prompt: 'One name for each party: the person whom the others call first.',
      fields: { party: { label: 'Party' }, leader: { label: 'Leads' } },
      example: [],
    },
    matrix: {
      title: 'Work',
      prompt:
        'R does it, A answers for it, C is asked before, I is told after. One A on every line; where two want it, you have found something to talk about.',
      fields: { work: { label: 'Work' }, letters: { label: 'Who' } },
      example: [
        { work: 'Weekly slot plan', letters: { '@a': 'A', '@b': 'R' } },
        { work: 'First word to customers when a path changes', letters: { '@a': 'R', '@b': 'A' } },
        { work: 'Handover at the yard gate', letters: { '@a': 'R', '@b': 'A' } },
      ],
    },
    notes: {
      title: 'Notes',
      prompt: 'What a letter cannot say: from when, in which hours, with what exception.',
      example: ['At night the dispatcher of {b} answers for the yard gate.'],
    },
  },
};

export const contractRecord: KindText = {
  title: 'Contract record',
  what: 'What is delivered, on what terms, by when, and where the signed contract lies. A common reading of it, not a second contract.',
  sections: {
    summary: {
      title: 'What was contracted',
      prompt:
        'In plain words, for somebody who will never read the contract: who gives what, who gets what, until when.',
      example: ['{b} runs two trains a day for {a} until the end of 2028; {a} loads them within three hours.'],
    },
    deliverables: {
      title: 'Deliverables',
      prompt: 'What is to be delivered, by whom, and when it counts as delivered.',
      fields: {
        deliverable: { label: 'Deliverable' },
        party: { label: 'Delivered by' },
        due: { label: 'Due' },
        'accepted-when': { label: 'Counts as delivered when' },
      },
      example: [
        { deliverable: 'Two trains a day', party: '@b', 'accepted-when': 'It left within five minutes of its time.' },
        {
          deliverable: 'Loading within three hours',
          party: '@a',
          'accepted-when': 'The gate log shows the last box in time.',
        },
      ],
    },
    terms: {
      title: 'Terms',
      prompt:
        'Terms people ask about: price changes, penalties, notice, liability. What do they mean for whoever does the work?',
      fields: { term: { label: 'Term' }, meaning: { label: 'What it means for us' } },
      example: [{ term: 'Notice', meaning: 'Six months, in writing, to the end of a quarter.' }],
    },
    dates: {
      title: 'Dates',
      prompt: 'Start, end, renewal, last day to give notice.',
      fields: { what: { label: 'What' }, on: { label: 'On' } },
      example: [],
    },
    papers: {
      title: 'Papers',
      prompt:
        'The signed contract and its annexes: as files here, or where they are kept. Whoever ratifies this text ratifies every byte of the files in it.',
      fields: {
        title: { label: 'Paper' },
        file: { label: 'File' },
        'kept-at': { label: 'Kept at', hint: 'A place or an address, for what is kept elsewhere' },
        sha256: { label: 'SHA-256 of a file kept elsewhere' },
      },
      example: [{ title: 'Framework contract', 'kept-at': 'Legal department of each party' }],
    },
  },
};
