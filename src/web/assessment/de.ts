import type { Words } from './en.ts';

const ZAHLEN = ['Keiner', 'Einer', 'Zwei', 'Drei', 'Vier', 'Fünf', 'Sechs', 'Sieben', 'Acht', 'Neun', 'Zehn'];
const fragen = (count: number) => (count === 1 ? 'Eine Frage ist offen.' : `${ZAHLEN[count]} Fragen sind offen.`);

export const de: Words = {
  language: 'Sprache',
  languageTrouble:
    'Diese Sprache konnte nicht geholt werden. Wählen Sie sie noch einmal, wenn eine Verbindung besteht.',
  skip: 'Zum Inhalt',
  site: 'Website',
  title: '60-Sekunden-Check',
  signIn: 'Anmelden',
  open: 'Entente öffnen',

  heading: 'Wie gut wird Ihre Partnerschaft gepflegt?',
  lead: 'Zehn Fragen, ja oder nein. Nach sechzig Sekunden sehen Sie, was zwischen Ihnen und Ihrem Partner schon gut geregelt ist und was den Rest in Ordnung bringt.',
  start: 'Beginnen',
  facts: [
    [
      'Gespeichert',
      'Nichts. Ihre Antworten stehen in der Adresse dieser Seite, in dem Teil, den kein Server erhält, bis Sie sie teilen.',
    ],
    ['Konto', 'Keines nötig.'],
    [
      'Für',
      'Allianzen, Gemeinschaftsunternehmen, öffentlich-private Programme, Gewerkschaft und Leitung, Abteilungen: alle, die nur gemeinsam Erfolg haben.',
    ],
  ],
  about: 'Was Entente ist',
  aboutText:
    'Freie Software für Partnership Relationship Management (PRM): für die Menschen auf beiden Seiten einer Allianz, deren Erfolg davon abhängt, wie sie zusammenarbeiten.',
  does: [
    [
      'Die Beziehung messen',
      'Fünfzehn Fragen, drei Minuten, auf dem Telefon und ohne Konto. Die Antworten sind vertraulich.',
    ],
    [
      'Gemeinsam darauf schauen',
      'Die Ergebnisse öffnen für alle Parteien in derselben Sekunde. Keine Zahl steht für weniger Menschen als versprochen.',
    ],
    [
      'Beheben, was niedrig ist',
      'Über jeden Punkt mit 3,0 oder weniger wird gesprochen, und die nächste Runde zeigt, ob er sich erholt hat.',
    ],
  ],
  newAccount: 'Konto anlegen',
  have: 'In Entente arbeiten:',

  questionOf: (number, of) => `Frage ${number} von ${of}`,
  progress: (done, of) => `Fortschritt: ${done} von ${of} beantwortet`,
  yes: 'Ja',
  no: 'Nein',
  yesKey: 'J',
  noKey: 'N',
  back: 'Zurück',
  skipQuestion: 'Überspringen',
  next: 'Weiter',
  keys: 'Tasten: J und N, Pfeile für zurück und weiter, U zum Zurücknehmen.',
  given: (number, answer) => `Frage ${number}: ${answer.toLowerCase()}.`,
  undo: 'Zurücknehmen',

  resultTitle: (score, of) => `Ergebnis: ${score} von ${of}`,
  kicker: '60-Sekunden-Check · Ergebnis',
  ofTen: (of) => `von ${of}`,
  standing: {
    'in-place': 'Ein PRM-Programm besteht.',
    'not-in-place': 'Ein PRM-Programm besteht noch nicht.',
    undecided: 'Noch nicht entschieden.',
  },
  parts: (yes, open) => {
    const there =
      yes === 10 ? 'Alle zehn Teile sind da.' : `${ZAHLEN[yes]} von zehn Teilen ${yes < 2 ? 'ist' : 'sind'} da.`;
    return open === 0 ? there : `${there} ${fragen(open)}`;
  },
  rule: (noes) =>
    `Ein Programm für die Partnerschaft (PRM, Partnership Relationship Management) besteht bei höchstens zwei Antworten „nein“. Ab drei hängt die Beziehung vom Glück ab und von Menschen, die bleiben. Hier ${noes === 1 ? 'ist es eine' : `sind es ${noes === 0 ? 'keine' : ZAHLEN[noes]?.toLowerCase()}`}.`,
  yourAnswers: 'Die zehn Antworten',
  answerAt: (number, answer) => `${number}: ${answer.toLowerCase()}. Ändern`,
  openAnswer: 'nicht beantwortet',
  keep: 'Ergebnis behalten',
  keepHint:
    'Im Programm Ihrer Organisation, zum Vergleich mit dem nächsten. Sie melden sich an oder legen ein Konto an.',
  keepHintSignedIn: 'Im Programm Ihrer Organisation, zum Vergleich mit dem nächsten.',
  print: 'Drucken',
  again: 'Neu beginnen',
  noes: 'Was jedes „nein“ bedeutet und was es behebt',
  noNoes: 'Nichts zu beheben: Keine Antwort war „nein“.',
  opens: 'Nicht beantwortet',
  answerNow: 'Beantworten',
  yeses: 'Was Sie schon tun',
  shareTitle: 'Ergebnis teilen',
  shareText:
    'Der Link trägt die Antworten hinter dem „#“. Wer ihn hat, sieht diese Seite; gespeichert wird nirgends etwas.',
  link: 'Link',
  copy: 'Kopieren',
  copied: 'Kopiert',
  share: 'Teilen',
  printed: (day) => `60-Sekunden-Check, gedruckt am ${day}. Das Ergebnis als Seite:`,
  promise: 'Auf dieser Seite ermittelt. Nichts wurde gesendet oder gespeichert, und ein Konto ist nicht nötig.',

  broken: {
    incomplete: {
      title: 'Dieser Link ist abgeschnitten',
      text: 'Ein Teil der Antworten fehlt, wie es geschieht, wenn ein Link auf zwei Zeilen umbricht. Bitten Sie um den ganzen Link, oder beantworten Sie die Fragen selbst.',
    },
    newer: {
      title: 'Dieser Link stammt aus einem neueren Entente',
      text: 'Er enthält Antworten auf andere Fragen als die hiesigen. Öffnen Sie ihn dort, wo er entstanden ist, oder beantworten Sie die Fragen hier.',
    },
    unreadable: {
      title: 'Dieser Link ist nicht lesbar',
      text: 'Er wurde unterwegs verändert; statt eines falschen Ergebnisses wird keines gezeigt. Bitten Sie noch einmal um ihn, oder beantworten Sie die Fragen selbst.',
    },
  },
  take: 'Zu den Fragen',
  foot: 'Freie Software. Für Menschen auf beiden Seiten einer Allianz.',
};
