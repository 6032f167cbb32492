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
    `${items === 1 ? 'One item' : `${items} items`}, about ${minutes === 1 ? 'one minute' : `${minutes} minutes`}.`,
  openUntil: (when: string) => `Open until ${when}.`,
  stored: 'Stored',
  storedText:
    'Your answers, and the group you answer in: your party, or small parties together. With them a number that this device made by chance.',
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

  /* Sealed ballots: the promise in other words, and what to do where a browser cannot seal */
  sealedStoredText:
    'Your answers, and the group you answer in: your party, or small parties together. With them a number that this device made by chance: your receipt.',
  sealedNotStoredText:
    'Your name, address, device or time with an answer. The server signs your ballot without seeing it, and cannot tell afterwards whose it was.',
  sealedLine: 'Sealed ballot: made on this device, signed unseen.',
  howLink: 'How can I check this?',
  sealedLimitsList: (k: number) => [
    [
      'A page or server that was changed.',
      'The seal is made by this page. Whoever runs the server could hand out another page, or write down who connects at which moment and compare. How this page can be checked stands behind the link above.',
    ],
    [
      'The device you begin on.',
      'With your first rating this device gets the only ballot of your link. Finish here; what is lost with the device cannot be made again.',
    ],
    ['What you write yourself.', 'Style, names and particular events can show who is speaking.'],
    [
      'A small circle.',
      `Averages of ${people(k)} hide a single answer. If all the others compare theirs with each other, they can work out what is left.`,
    ],
    [
      'Your receipt.',
      'It shows that your ballot was counted, not what you said. Whoever sees it knows that you answered: keep it to yourself.',
    ],
  ],
  unsealedLine:
    'This address has no secure connection, so this device cannot seal a ballot. It answers confidentially instead, as this round allows.',
  insecureTitle: 'This device cannot seal a ballot here',
  insecureText:
    'The ballots of this round are sealed in your browser, and browsers do that only over a secure connection (https).',
  insecureDo:
    'Ask the person who invited you for a link that begins with https, or open yours where the survey runs. Your link stays good.',
  keyTitle: 'This ballot box is not the one your link names',
  keyText:
    'Your link ends with a mark of the key that ballots of your group are sealed for. The server showed another one, so this page goes no further: nothing was answered and nothing was sent.',
  keyDo:
    'Open the link from your invitation once more. If this comes again, tell the person who invited you and your colleagues.',
  elsewhereTitle: 'Your ballot is on another device',
  elsewhereText:
    'Each link gets one sealed ballot, and the one of this link was handed out where you began: on another device, in another browser, or in a private window.',
  elsewhereDo: 'Finish there. If that was not you, tell the person who invited you: somebody else had your link.',
  noneLeftTitle: 'There is no ballot left for this link',
  noneLeftText:
    'As many ballots were handed out in your group as people were asked. Somebody has taken more than one, and the results will say if they do not add up.',
  noneLeftDo: 'Tell the person who invited you.',
  postingTitle: 'Your ballot is on its way',
  postingText:
    'It leaves within ten seconds, at a moment of chance: so the time says less about whose it is. Then your receipt appears here.',
  postingLeave: 'You can leave: closing this page sends it at once, and your next visit makes sure.',
  receipt: 'Your receipt',
  receiptText:
    'After closing you find this code in the published list: your ballot was counted. It shows that you answered, not what. Keep it to yourself.',
  receiptKept: 'It is kept on this device. Open the same link after closing, and this page looks for it.',
  copy: 'Copy',
  copied: 'Copied',
  foundTitle: 'Your ballot was counted',
  foundText: (count: number) =>
    `Your receipt is in the list of ${count === 1 ? 'one ballot' : `${count} ballots`} that were counted. The results are open to all parties.`,
  missingTitle: 'Your receipt is not in the list',
  missingText:
    'The list of ballots that were counted does not have it, although the server said that it had taken your answer. Show the receipt to the person who invited you: this must not happen.',
  searching: 'Looking for your receipt …',
  listLink: 'The list of receipts',

  /* How can I check this? */
  howTitle: 'How can I check this?',
  howIntro:
    'A sealed ballot works like a vote by post with two envelopes: the office stamps the inner one without opening it, and later counts inner envelopes that carry its stamp and no name.',
  howSteps: [
    [
      'Your device makes the ballot.',
      'A random number and the name of your group. It is covered with a second random number before it leaves.',
    ],
    [
      'The server signs the cover.',
      'It knows who asks, by your link, and signs once for each link. What it signs is noise to it.',
    ],
    [
      'Your device takes the cover off.',
      'What remains is a signature that holds for your ballot and that the server has never seen.',
    ],
    [
      'Your answers go in without your link.',
      'With the ballot, no cookie and no name, always the same size. The same ballot counts once.',
    ],
  ],
  howChecksTitle: 'What you can check yourself',
  howChecks: [
    [
      'The key.',
      'Your link ends with a dot and 22 letters. Everybody in your group has the same ones, and they stand on the page of the round. A key of your own would make your ballot known.',
    ],
    [
      'Your receipt.',
      'At closing all receipts are published, sorted. Open your link again, and this page looks for yours on your device; nobody learns which one you looked for.',
    ],
    [
      'The count.',
      'Beside the results stands how many ballots each group was handed and how many were counted. If there are more answers than ballots, it says so.',
    ],
    [
      'This page.',
      'Its code is open. The page of the round shows a fingerprint of the files your browser loads; the release notes say how to compare it with the published code.',
    ],
  ],
  howNotTitle: 'What this does not protect against',
  howNot: [
    [
      'Whoever runs the server and wants to know.',
      'They could hand out a changed page, or write down addresses and moments: who fetched a ballot at 10:01, and which answer came at 10:06. Two servers run by different people make that harder.',
    ],
    ['Ballots made up by whoever holds the key.', 'Only the count shows them, and only if everybody answers.'],
    ['A small circle.', 'If all the others compare their answers, they can work out what is left.'],
    [
      'What you write, and who looks on.',
      'Style shows who writes. Somebody behind you, or a program on your device, sees what you answer.',
    ],
    ['Pressure.', 'The receipt proves that you took part, not what you said. Somebody could still ask to see it.'],
  ],
  howProtocol:
    'For those who want to read it: RFC 9474, RSABSSA-SHA384-PSS-Randomized, 3072 bits, one key for each round and group, destroyed at closing.',

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
  /* The code of a room */
  roomTitle: 'Which party do you belong to?',
  roomText:
    'Nothing else is asked here: not your name, and nothing that tells who you are. Your choice cannot be changed afterwards.',
  roomLimits:
    'One phone, one seat. How many seats are taken stands on the screen in the room, so that everybody there can count.',
  roomTake: 'Go on',
  roomChoose: 'Choose your party first.',
  roomFull: 'All seats of this party are taken: as many as it has people in this round. Tell whoever runs the meeting.',
  roomOther: 'This device has its seat in another party already. Tell whoever runs the meeting.',
  roomUnknownTitle: 'This code leads nowhere',
  roomUnknownText:
    'No more seats are given with it. Scan the code that is on the screen now, or ask whoever runs the meeting.',

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
