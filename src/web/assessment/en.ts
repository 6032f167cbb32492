const NUMBERS = ['None', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];
const small = (count: number) => (NUMBERS[count] ?? '').toLowerCase();

/** English, the catalogue that others are measured by. Values with parts are functions. */
export const en = {
  language: 'Language',
  languageTrouble: 'This language could not be fetched. Choose it once more when there is a connection.',
  skip: 'Skip to content',
  site: 'Site',
  title: '60-second assessment',
  signIn: 'Sign in',
  open: 'Open Entente',

  /* Start */
  heading: 'How well is your partnership looked after?',
  lead: 'Ten questions, yes or no. After sixty seconds you see what is in place between you and your partner, and what would mend the rest.',
  start: 'Start',
  facts: [
    [
      'Stored',
      'Nothing. Your answers stand in the address of this page, in the part that no server receives, until you share it.',
    ],
    ['Account', 'None is needed.'],
    [
      'For',
      'Alliances, joint ventures, public–private programmes, unions and management, departments: whoever has to succeed together.',
    ],
  ],
  about: 'What Entente is',
  aboutText:
    'Open-source software for partnership relationship management (PRM): for the people on both sides of an alliance, whose success depends on how they work together.',
  does: [
    [
      'Measure the relationship',
      'Fifteen questions, three minutes, on a phone and without an account. Answers are confidential.',
    ],
    [
      'See it together',
      'Results open for all parties in the same second. No figure stands for fewer people than was promised.',
    ],
    [
      'Mend what is low',
      'Every item at 3.0 or below is one to talk about, and the next round shows whether it recovered.',
    ],
  ],
  newAccount: 'Create an account',
  have: 'To work in Entente:',

  /* Questions */
  questionOf: (number: number, of: number) => `Question ${number} of ${of}`,
  progress: (done: number, of: number) => `Progress: ${done} of ${of} answered`,
  yes: 'Yes',
  no: 'No',
  yesKey: 'Y',
  noKey: 'N',
  back: 'Back',
  skipQuestion: 'Skip',
  next: 'Next',
  keys: 'Keys: Y and N, arrows to go back and on, U to undo.',
  given: (number: number, answer: string) => `Question ${number}: ${answer.toLowerCase()}.`,
  undo: 'Undo',

  /* Result */
  resultTitle: (score: number, of: number) => `Result: ${score} of ${of}`,
  kicker: '60-second assessment · result',
  ofTen: (of: number) => `of ${of}`,
  standing: {
    'in-place': 'A PRM programme is in place.',
    'not-in-place': 'A PRM programme is not in place yet.',
    undecided: 'Not decided yet.',
  },
  parts: (yes: number, open: number) => {
    const there =
      yes === 10 ? 'All ten of its parts are there.' : `${NUMBERS[yes]} of its ten parts ${yes < 2 ? 'is' : 'are'}.`;
    if (open === 0) return there;
    return `${there} ${NUMBERS[open]} ${open === 1 ? 'question is' : 'questions are'} open.`;
  },
  rule: (noes: number) =>
    `Partnership relationship management (PRM) is in place with at most two answers of “no”. From three on, the relationship depends on luck and on people who stay. Here ${noes === 1 ? 'there is one' : `there are ${small(noes)}`}.`,
  yourAnswers: 'The ten answers',
  answerAt: (number: number, answer: string) => `${number}: ${answer.toLowerCase()}. Change`,
  openAnswer: 'not answered',
  keep: 'Keep this result',
  keepHint: 'In the programme of your organisation, to compare it with the next one. You sign in or create an account.',
  keepHintSignedIn: 'In the programme of your organisation, to compare it with the next one.',
  print: 'Print',
  again: 'Start again',
  noes: 'What each “no” means, and what mends it',
  noNoes: 'Nothing to mend: no answer was “no”.',
  opens: 'Not answered',
  answerNow: 'Answer',
  yeses: 'What you already do',
  shareTitle: 'Share this result',
  shareText: 'The link carries the answers behind the “#”. Whoever has it sees this page; nothing is stored anywhere.',
  link: 'Link',
  copy: 'Copy',
  copied: 'Copied',
  share: 'Share',
  printed: (day: string) => `60-second assessment, printed on ${day}. The result as a page:`,
  promise: 'Worked out on this page. Nothing was sent or stored, and no account is needed.',

  /* A link that cannot be read */
  broken: {
    incomplete: {
      title: 'This link is cut off',
      text: 'Part of the answers is missing, as happens when a link is broken over two lines. Ask for the whole link, or answer the questions yourself.',
    },
    newer: {
      title: 'This link comes from a newer Entente',
      text: 'It holds answers to other questions than the ones here. Open it where it was made, or answer the questions here.',
    },
    unreadable: {
      title: 'This link cannot be read',
      text: 'It was changed on its way, so no result is shown instead of a wrong one. Ask for it once more, or answer the questions yourself.',
    },
  },
  take: 'Take the assessment',
  foot: 'Open source. Made for people on both sides of an alliance.',
};

export type Words = typeof en;
