const people = (k: number) => `${k} people`;

/** English, the catalogue that others are measured by. Values with parts are functions. */
export const en = {
  language: 'Language',
  languageTrouble: 'This language could not be fetched. Choose it once more when there is a connection.',
  skip: 'Skip to content',
  pageTitle: (partnership: string) => `Survey · ${partnership}`,
  sample: 'Fictional sample: organisations and people are made up.',
  loading: 'Fetching the questions …',

  /* Promise */
  headings: { relational: 'How well do we work together?' } as Record<string, string>,
  size: (items: number, minutes: number) =>
    `${items} items, about ${minutes === 1 ? 'one minute' : `${minutes} minutes`}.`,
  openUntil: (when: string) => `Open until ${when}.`,
  stored: 'Stored',
  storedText: 'Your answers, and the group you answer in: your party, or small parties together. Nothing else.',
  notStored: 'Not stored',
  notStoredText: 'Your name, address, device or time with an answer. Answers are kept apart from invitations.',
  whoSees: 'Who sees it',
  whoSeesText: (k: number) => `All parties the same: averages of ${people(k)} or more, never one person’s rating.`,
  when: 'When',
  whenText: 'At closing, for everybody in the same second. Not before.',
  start: 'Start',
  goOn: (item: number) => `Go on with item ${item}`,
  goOnReview: 'Go on to the review',
  startOver: 'Clear my answers and start over',
  choice: 'Taking part is your choice.',
  limits: 'What this cannot protect against',
  limitsList: (k: number) => [
    [
      'The server, while you send.',
      'This round is confidential, not sealed. Your invitation and your answer pass through the same server, which writes down no connection between them. You rely on those who run it to run it unchanged and to log nothing more.',
    ],
    ['What you write yourself.', 'Style, names and particular events can show who is speaking.'],
    [
      'A small circle.',
      `Averages of ${people(k)} hide a single answer. If all the others compare theirs with each other, they can work out what is left.`,
    ],
    [
      'Whether you opened this link.',
      'A reminder, if one is sent, goes to those who have not. Organisers see how many there are, never who.',
    ],
    [
      'Your device and this link.',
      'Whoever can read your screen can read your answers. Whoever has your link can answer in your place.',
    ],
  ],

  /* Items */
  itemOf: (item: number, items: number) => `Item ${item} of ${items}`,
  progress: (done: number, items: number) => `Progress: ${done} of ${items} items answered`,
  minutesLeft: (minutes: number) =>
    minutes === 0 ? 'almost done' : `about ${minutes === 1 ? '1 minute' : `${minutes} minutes`} left`,
  cantSay: 'I can’t say',
  back: 'Back',
  next: 'Next',
  kept: 'Kept on this device until you send it. Works without a connection.',
  keptHere: 'Your browser keeps nothing for us: leave this page open until you have sent.',

  /* Open questions */
  wordsTitle: 'In your own words',
  optional: 'optional',
  wordsRule: (k: number) =>
    `What you write is shown word for word to all parties, in random order and without party or date, once ${k} people have written an answer to the same question and ${2 * k} have taken part. Otherwise nobody sees it.`,
  wordsWarn: 'Write so that it could come from anyone: leave out names, including your own.',
  wordsNamed: 'This may show who wrote it or who is meant. Would the sentence work without the name or number?',
  lettersLeft: (count: number) => `${count} characters left`,

  /* Guessing */
  guessTitle: (others: string) => `And ${others}?`,
  guessText: (others: string, k: number) =>
    `If you like: how do you think people from ${others} answered? What you guess is kept like your answers and shown only as an average of ${people(k)} or more, beside what they said.`,
  guessSkip: 'Skip this',
  guessClear: 'Clear my guesses',
  guessed: (count: number) => (count === 1 ? '1 guess' : `${count} guesses`),

  /* Review */
  reviewTitle: 'Before you send',
  rated: (count: number) => `${count} rated`,
  cantSayCount: (count: number) => `${count} “can’t say”`,
  written: (count: number) => (count === 1 ? '1 comment' : `${count} comments`),
  openCount: (count: number) => `${count} not answered yet`,
  openHint: 'They count as “can’t say” if you send now.',
  answers: 'Your answers',
  change: (item: string) => `Change: ${item}`,
  notAnswered: 'not answered',
  send: 'Send',
  sendOnce: 'You can send once. After that nothing can be changed, by anybody.',
  nothingToSend: 'Rate at least one item or write a comment, then you can send.',

  /* Sending and after */
  sending: 'Sending …',
  waitingTitle: 'Not sent yet',
  waitingText:
    'We cannot reach the server. Your answer is complete and kept on this device; it is sent as soon as there is a connection.',
  waitingHere:
    'We cannot reach the server. Leave this page open: your answer is sent as soon as there is a connection.',
  waitingAgain: 'You can close this page. Open the same link again before the round closes, and sending goes on.',
  tryNow: 'Try now',
  sentTitle: 'Your answer is in.',
  thanks: 'Thank you.',
  sentRemoved: 'Your answers have been removed from this device.',
  sentBefore: 'An answer was sent from this device. Nothing of it is kept here.',
  afterNext: 'Next',
  afterNextText: (when: string) => `Results open on ${when}, for all parties.`,
  afterThen: 'Then',
  afterThenText: (threshold: string) =>
    `The team talks about every item at ${threshold} or below and writes down what it will change.`,
  afterYou: 'You',
  afterYouText: 'Nothing to do. You can close this page.',
  alreadyTitle: 'An answer from this link is already counted',
  alreadyText:
    'Each link counts once, and the first answer that arrived stands. It cannot be changed, because nobody can find it again. What you entered here has been removed.',
  alreadyNotYou: 'If that was not you, tell the person who invited you: somebody else had your link.',
  refusedTitle: 'The server did not accept this answer',
  refusedText: 'Nothing was counted and nothing is lost. Go back to your answers and send again.',
  refusedBack: 'Back to my answers',
  /** By the stable name of the problem. What is not here is said in the words of the server. */
  refusals: {
    'not-allowed': 'The ballot on this device was not made for this survey. Open your link once more.',
    invalid: 'The answer does not fit the questions of this survey. Open your link once more.',
    'ctp-body-too-large': 'The answer is too long to be sent. Shorten what you wrote in your own words.',
    'cross-site': 'The page was opened in a way that the server does not accept. Open your link once more.',
  } as Record<string, string>,

  /* Ends without an answer */
  closedTitle: 'This round is closed',
  closedText: (when: string) => `It closed on ${when}. The results are open to all parties.`,
  closedEarly: 'It was closed before its time. The results are open to all parties.',
  closedLate: 'Your answer had not arrived by then and could not be counted. It has been removed from this device.',
  cancelledTitle: 'This round was cancelled',
  cancelledText: 'No answers are taken, and those already given have been deleted unseen.',
  unknownTitle: 'We do not know this link',
  unknownText:
    'It may have been cut off when it was copied, or replaced by a newer one. Open it once more from your invitation, or ask the person who invited you for a new one.',
  expiredTitle: 'This link no longer works',
  expiredText: 'Ask the person who invited you for a new one.',
  offlineTitle: 'No connection',
  offlineText: 'The questions could not be fetched. We try again as soon as there is a connection.',
  troubleTitle: 'This page could not be loaded',
  troubleText: 'The fault is on our side. Your link stays good; try again in a moment.',
};

export type Words = typeof en;
