import type { Words } from './en.ts';

const minuten = (count: number) => (count === 1 ? '1 Minute' : `${count} Minuten`);

export const de: Words = {
  language: 'Sprache',
  languageTrouble:
    'Diese Sprache konnte nicht geholt werden. Wählen Sie sie noch einmal, wenn eine Verbindung besteht.',
  skip: 'Zum Inhalt',
  pageTitle: (partnership) => `Umfrage · ${partnership}`,
  sample: 'Erfundenes Beispiel: Organisationen und Personen gibt es nicht.',
  loading: 'Die Fragen werden geholt …',

  headings: { relational: 'Wie gut arbeiten wir zusammen?' },
  size: (items, minutes) =>
    `${items === 1 ? 'Ein Punkt' : `${items} Punkte`}, etwa ${minutes === 1 ? 'eine Minute' : minuten(minutes)}.`,
  openUntil: (when) => `Offen bis ${when}.`,
  stored: 'Gespeichert',
  storedText:
    'Ihre Antworten und die Gruppe, in der Sie antworten: Ihre Partei, oder mehrere kleine zusammen. Dazu eine Zahl, die dieses Gerät durch Zufall gemacht hat.',
  notStored: 'Nicht gespeichert',
  notStoredText:
    'Ihr Name, Ihre Adresse, Ihr Gerät oder die Uhrzeit zu einer Antwort. Antworten und Einladungen liegen getrennt.',
  whoSees: 'Wer es sieht',
  whoSeesText: (k) =>
    `Alle Parteien dasselbe: Mittelwerte von mindestens ${k} Personen, nie die Bewertung einer einzelnen.`,
  when: 'Wann',
  whenText: 'Zum Abschluss, für alle in derselben Sekunde. Nicht vorher.',
  start: 'Beginnen',
  goOn: (item) => `Weiter mit Punkt ${item}`,
  goOnReview: 'Weiter zur Übersicht',
  startOver: 'Meine Antworten löschen und neu beginnen',
  choice: 'Die Teilnahme ist freiwillig.',
  limits: 'Wovor das nicht schützen kann',
  limitsList: (k) => [
    [
      'Der Server, während Sie senden.',
      'Diese Runde ist vertraulich, nicht versiegelt. Ihre Einladung und Ihre Antwort gehen durch denselben Server, der keine Verbindung zwischen beiden festhält. Sie verlassen sich darauf, dass er unverändert betrieben wird und nichts Weiteres aufzeichnet.',
    ],
    ['Was Sie selbst schreiben.', 'Stil, Namen und besondere Ereignisse können zeigen, wer spricht.'],
    [
      'Ein kleiner Kreis.',
      `Mittelwerte von ${k} Personen verbergen eine einzelne Antwort. Vergleichen alle anderen ihre Antworten miteinander, können sie den Rest ausrechnen.`,
    ],
    [
      'Ob Sie diesen Link geöffnet haben.',
      'Eine Erinnerung, falls eine verschickt wird, geht an die, die es nicht getan haben. Wer die Runde leitet, sieht, wie viele es sind, nie wer.',
    ],
    [
      'Ihr Gerät und dieser Link.',
      'Wer Ihren Bildschirm sieht, sieht Ihre Antworten. Wer Ihren Link hat, kann an Ihrer Stelle antworten.',
    ],
  ],

  sealedStoredText:
    'Ihre Antworten und die Gruppe, in der Sie antworten: Ihre Partei, oder mehrere kleine zusammen. Dazu eine Zahl, die dieses Gerät durch Zufall gemacht hat: Ihre Quittung.',
  sealedNotStoredText:
    'Ihr Name, Ihre Adresse, Ihr Gerät oder die Uhrzeit zu einer Antwort. Der Server unterschreibt Ihren Stimmzettel, ohne ihn zu sehen, und kann danach nicht sagen, wessen er war.',
  sealedLine: 'Versiegelter Stimmzettel: auf diesem Gerät gemacht, ungesehen unterschrieben.',
  howLink: 'Wie kann ich das prüfen?',
  sealedLimitsList: (k) => [
    [
      'Eine veränderte Seite oder ein veränderter Server.',
      'Das Siegel macht diese Seite. Wer den Server betreibt, könnte eine andere Seite ausgeben oder aufzeichnen, wer sich wann verbindet, und vergleichen. Wie sich diese Seite prüfen lässt, steht hinter dem Link oben.',
    ],
    [
      'Das Gerät, auf dem Sie beginnen.',
      'Mit Ihrer ersten Bewertung erhält dieses Gerät den einzigen Stimmzettel Ihres Links. Antworten Sie hier zu Ende; was mit dem Gerät verloren geht, lässt sich nicht noch einmal machen.',
    ],
    ['Was Sie selbst schreiben.', 'Stil, Namen und besondere Ereignisse können zeigen, wer spricht.'],
    [
      'Ein kleiner Kreis.',
      `Mittelwerte von ${k} Personen verbergen eine einzelne Antwort. Vergleichen alle anderen ihre Antworten miteinander, können sie den Rest ausrechnen.`,
    ],
    [
      'Ihre Quittung.',
      'Sie zeigt, dass Ihr Stimmzettel gezählt wurde, nicht, was Sie gesagt haben. Wer sie sieht, weiß, dass Sie geantwortet haben: Behalten Sie sie für sich.',
    ],
  ],
  unsealedLine:
    'Diese Adresse hat keine sichere Verbindung, deshalb kann dieses Gerät keinen Stimmzettel versiegeln. Es antwortet stattdessen vertraulich, wie diese Runde es erlaubt.',
  insecureTitle: 'Dieses Gerät kann hier keinen Stimmzettel versiegeln',
  insecureText:
    'Die Stimmzettel dieser Runde werden in Ihrem Browser versiegelt, und Browser tun das nur über eine sichere Verbindung (https).',
  insecureDo:
    'Bitten Sie die Person, die Sie eingeladen hat, um einen Link, der mit https beginnt, oder öffnen Sie Ihren dort, wo die Umfrage läuft. Ihr Link bleibt gültig.',
  keyTitle: 'Diese Wahlurne ist nicht die, die Ihr Link nennt',
  keyText:
    'Ihr Link endet mit einem Kennzeichen des Schlüssels, für den die Stimmzettel Ihrer Gruppe versiegelt werden. Der Server hat einen anderen gezeigt, deshalb geht diese Seite nicht weiter: Nichts wurde beantwortet und nichts gesendet.',
  keyDo:
    'Öffnen Sie den Link aus Ihrer Einladung noch einmal. Wenn das wieder erscheint, sagen Sie es der Person, die Sie eingeladen hat, und Ihren Kolleginnen und Kollegen.',
  elsewhereTitle: 'Ihr Stimmzettel ist auf einem anderen Gerät',
  elsewhereText:
    'Jeder Link erhält einen versiegelten Stimmzettel, und der dieses Links wurde dort ausgegeben, wo Sie begonnen haben: auf einem anderen Gerät, in einem anderen Browser oder in einem privaten Fenster.',
  elsewhereDo:
    'Antworten Sie dort zu Ende. Wenn Sie das nicht waren, sagen Sie es der Person, die Sie eingeladen hat: Jemand anderes hatte Ihren Link.',
  noneLeftTitle: 'Für diesen Link ist kein Stimmzettel mehr da',
  noneLeftText:
    'In Ihrer Gruppe wurden so viele Stimmzettel ausgegeben, wie Menschen gefragt wurden. Jemand hat mehr als einen genommen, und bei den Ergebnissen wird stehen, wenn sie nicht aufgehen.',
  noneLeftDo: 'Sagen Sie es der Person, die Sie eingeladen hat.',
  postingTitle: 'Ihr Stimmzettel ist unterwegs',
  postingText:
    'Er geht innerhalb von zehn Sekunden ab, in einem zufälligen Moment: So sagt die Zeit weniger darüber, wessen er ist. Dann erscheint hier Ihre Quittung.',
  postingLeave:
    'Sie können gehen: Wenn Sie diese Seite schließen, geht er sofort ab, und Ihr nächster Besuch stellt es sicher.',
  receipt: 'Ihre Quittung',
  receiptText:
    'Nach dem Abschluss finden Sie diesen Code in der veröffentlichten Liste: Ihr Stimmzettel wurde gezählt. Er zeigt, dass Sie geantwortet haben, nicht was. Behalten Sie ihn für sich.',
  receiptKept:
    'Er bleibt auf diesem Gerät. Öffnen Sie denselben Link nach dem Abschluss, dann sucht diese Seite danach.',
  copy: 'Kopieren',
  copied: 'Kopiert',
  foundTitle: 'Ihr Stimmzettel wurde gezählt',
  foundText: (count) =>
    `Ihre Quittung steht in der Liste ${count === 1 ? 'des einen gezählten Stimmzettels' : `der ${count} gezählten Stimmzettel`}. Die Ergebnisse sind für alle Parteien offen.`,
  missingTitle: 'Ihre Quittung steht nicht in der Liste',
  missingText:
    'In der Liste der gezählten Stimmzettel fehlt sie, obwohl der Server gesagt hat, er habe Ihre Antwort angenommen. Zeigen Sie die Quittung der Person, die Sie eingeladen hat: Das darf nicht vorkommen.',
  searching: 'Ihre Quittung wird gesucht …',
  listLink: 'Die Liste der Quittungen',

  howTitle: 'Wie kann ich das prüfen?',
  howIntro:
    'Ein versiegelter Stimmzettel ist wie eine Briefwahl mit zwei Umschlägen: Das Amt stempelt den inneren, ohne ihn zu öffnen, und zählt später innere Umschläge, die seinen Stempel tragen und keinen Namen.',
  howSteps: [
    [
      'Ihr Gerät macht den Stimmzettel.',
      'Eine Zufallszahl und der Name Ihrer Gruppe. Bevor er hinausgeht, wird er mit einer zweiten Zufallszahl verdeckt.',
    ],
    [
      'Der Server unterschreibt auf der Hülle.',
      'Er weiß durch Ihren Link, wer fragt, und unterschreibt einmal für jeden Link. Was er unterschreibt, ist für ihn Rauschen.',
    ],
    [
      'Ihr Gerät nimmt die Hülle ab.',
      'Übrig bleibt eine Unterschrift, die für Ihren Stimmzettel gilt und die der Server nie gesehen hat.',
    ],
    [
      'Ihre Antworten gehen ohne Ihren Link hinein.',
      'Mit dem Stimmzettel, ohne Cookie und Namen, immer gleich groß. Derselbe Stimmzettel zählt einmal.',
    ],
  ],
  howChecksTitle: 'Was Sie selbst prüfen können',
  howChecks: [
    [
      'Den Schlüssel.',
      'Ihr Link endet mit einem Punkt und 22 Zeichen. Alle in Ihrer Gruppe haben dieselben, und sie stehen auf der Seite der Runde. Ein eigener Schlüssel würde Ihren Stimmzettel kenntlich machen.',
    ],
    [
      'Ihre Quittung.',
      'Zum Abschluss werden alle Quittungen sortiert veröffentlicht. Öffnen Sie Ihren Link noch einmal, dann sucht diese Seite Ihre auf Ihrem Gerät; niemand erfährt, welche Sie gesucht haben.',
    ],
    [
      'Die Zahl.',
      'Neben den Ergebnissen steht, wie viele Stimmzettel jede Gruppe erhalten hat und wie viele gezählt wurden. Sind es mehr Antworten als Stimmzettel, steht es dort.',
    ],
    [
      'Diese Seite.',
      'Ihr Code ist offen. Die Seite der Runde zeigt einen Fingerabdruck der Dateien, die Ihr Browser lädt; in den Hinweisen zur Version steht, wie Sie ihn mit dem veröffentlichten Code vergleichen.',
    ],
  ],
  howNotTitle: 'Wovor das nicht schützt',
  howNot: [
    [
      'Vor denen, die den Server betreiben und es wissen wollen.',
      'Sie könnten eine veränderte Seite ausgeben oder Adressen und Zeiten aufzeichnen: wer um 10:01 einen Stimmzettel geholt hat und welche Antwort um 10:06 kam. Zwei Server in verschiedenen Händen machen das schwerer.',
    ],
    [
      'Vor erfundenen Stimmzetteln derer, die den Schlüssel haben.',
      'Nur die Zahl zeigt sie, und nur, wenn alle antworten.',
    ],
    ['In einem kleinen Kreis.', 'Vergleichen alle anderen ihre Antworten, können sie den Rest ausrechnen.'],
    [
      'Vor dem, was Sie schreiben, und wer zusieht.',
      'Stil zeigt, wer schreibt. Wer hinter Ihnen steht, oder ein Programm auf Ihrem Gerät, sieht, was Sie antworten.',
    ],
    [
      'Vor Druck.',
      'Die Quittung beweist, dass Sie teilgenommen haben, nicht, was Sie gesagt haben. Jemand könnte sie trotzdem sehen wollen.',
    ],
  ],
  howProtocol:
    'Zum Nachlesen: RFC 9474, RSABSSA-SHA384-PSS-Randomized, 3072 Bit, ein Schlüssel für jede Runde und Gruppe, beim Abschluss vernichtet.',

  itemOf: (item, items) => `Punkt ${item} von ${items}`,
  progress: (done, items) => `Fortschritt: ${done} von ${items} Punkten beantwortet`,
  minutesLeft: (minutes) => (minutes === 0 ? 'fast fertig' : `noch etwa ${minuten(minutes)}`),
  cantSay: 'Das kann ich nicht sagen',
  back: 'Zurück',
  next: 'Weiter',
  kept: 'Bleibt auf diesem Gerät, bis Sie senden. Geht auch ohne Verbindung.',
  keptHere: 'Ihr Browser bewahrt für uns nichts auf: Lassen Sie diese Seite offen, bis Sie gesendet haben.',

  wordsTitle: 'In Ihren eigenen Worten',
  optional: 'freiwillig',
  wordsRule: (k) =>
    `Was Sie schreiben, wird allen Parteien wörtlich gezeigt, in zufälliger Reihenfolge und ohne Partei oder Datum, sobald ${k} Personen auf dieselbe Frage etwas geschrieben und ${2 * k} teilgenommen haben. Sonst sieht es niemand.`,
  wordsWarn: 'Schreiben Sie so, dass es von jedem stammen könnte: ohne Namen, auch ohne den eigenen.',
  wordsNamed:
    'Das könnte zeigen, wer schreibt oder wer gemeint ist. Ginge der Satz auch ohne den Namen oder die Nummer?',
  lettersLeft: (count) => `noch ${count} Zeichen`,

  guessTitle: (others) => `Und ${others}?`,
  guessText: (others, k) =>
    `Wenn Sie mögen: Was meinen Sie, wie Menschen von ${others} geantwortet haben? Was Sie raten, wird wie Ihre Antworten aufbewahrt und nur als Mittelwert von ${k} Personen oder mehr gezeigt, neben dem, was dort gesagt wurde.`,
  guessSkip: 'Überspringen',
  guessClear: 'Geratenes löschen',
  guessed: (count) => `${count} geraten`,

  reviewTitle: 'Bevor Sie senden',
  rated: (count) => `${count} bewertet`,
  cantSayCount: (count) => `${count} „kann ich nicht sagen“`,
  written: (count) => (count === 1 ? '1 Kommentar' : `${count} Kommentare`),
  openCount: (count) => `${count} noch nicht beantwortet`,
  openHint: 'Wenn Sie jetzt senden, zählen sie als „kann ich nicht sagen“.',
  answers: 'Ihre Antworten',
  change: (item) => `Ändern: ${item}`,
  notAnswered: 'nicht beantwortet',
  send: 'Senden',
  sendOnce: 'Sie können einmal senden. Danach kann niemand mehr etwas ändern.',
  nothingToSend: 'Bewerten Sie mindestens einen Punkt oder schreiben Sie einen Kommentar, dann können Sie senden.',

  sending: 'Wird gesendet …',
  waitingTitle: 'Noch nicht gesendet',
  waitingText:
    'Wir erreichen den Server nicht. Ihre Antwort ist vollständig und liegt auf diesem Gerät; sie wird gesendet, sobald eine Verbindung besteht.',
  waitingHere:
    'Wir erreichen den Server nicht. Lassen Sie diese Seite offen: Ihre Antwort wird gesendet, sobald eine Verbindung besteht.',
  waitingAgain:
    'Sie können diese Seite schließen. Öffnen Sie denselben Link noch einmal, bevor die Runde schließt; dann geht das Senden weiter.',
  tryNow: 'Jetzt versuchen',
  sentTitle: 'Ihre Antwort ist da.',
  thanks: 'Danke.',
  sentRemoved: 'Ihre Antworten sind von diesem Gerät gelöscht.',
  sentBefore: 'Von diesem Gerät wurde eine Antwort gesendet. Hier ist nichts davon aufbewahrt.',
  afterNext: 'Als Nächstes',
  afterNextText: (when) => `Die Ergebnisse öffnen am ${when}, für alle Parteien.`,
  afterThen: 'Dann',
  afterThenText: (threshold) =>
    `Das Team spricht über jeden Punkt mit ${threshold} oder weniger und hält fest, was es ändern wird.`,
  afterYou: 'Sie',
  afterYouText: 'Nichts weiter. Sie können diese Seite schließen.',
  alreadyTitle: 'Eine Antwort von diesem Link ist bereits gezählt',
  alreadyText:
    'Jeder Link zählt einmal, und die erste Antwort gilt. Sie lässt sich nicht ändern, weil niemand sie wiederfinden kann. Was Sie hier eingegeben haben, ist gelöscht.',
  alreadyNotYou:
    'Wenn Sie das nicht waren, sagen Sie es der Person, die Sie eingeladen hat: Jemand anders hatte Ihren Link.',
  refusedTitle: 'Der Server hat diese Antwort nicht angenommen',
  refusedText: 'Nichts wurde gezählt, und nichts ist verloren. Gehen Sie zu Ihren Antworten zurück und senden Sie neu.',
  refusedBack: 'Zurück zu meinen Antworten',
  refusals: {
    'not-allowed':
      'Der Stimmzettel auf diesem Gerät gehört nicht zu dieser Umfrage. Öffnen Sie Ihren Link noch einmal.',
    invalid: 'Die Antwort passt nicht zu den Fragen dieser Umfrage. Öffnen Sie Ihren Link noch einmal.',
    'ctp-body-too-large': 'Die Antwort ist zu lang zum Senden. Kürzen Sie, was Sie in eigenen Worten schrieben.',
    'cross-site': 'Die Seite wurde so geöffnet, dass der Server sie nicht annimmt. Öffnen Sie Ihren Link noch einmal.',
  },

  closedTitle: 'Diese Runde ist geschlossen',
  closedText: (when) => `Sie schloss am ${when}. Die Ergebnisse sind für alle Parteien offen.`,
  closedEarly: 'Sie wurde vor der Zeit geschlossen. Die Ergebnisse sind für alle Parteien offen.',
  closedLate:
    'Ihre Antwort war bis dahin nicht angekommen und konnte nicht gezählt werden. Sie ist von diesem Gerät gelöscht.',
  cancelledTitle: 'Diese Runde wurde abgesagt',
  cancelledText: 'Es werden keine Antworten angenommen; bereits gegebene sind ungesehen gelöscht.',
  /* The code of a room */
  roomTitle: 'Zu welcher Partei gehören Sie?',
  roomText:
    'Mehr wird hier nicht gefragt: weder Ihr Name noch etwas, das verrät, wer Sie sind. Die Wahl lässt sich danach nicht mehr ändern.',
  roomLimits:
    'Ein Telefon, ein Platz. Wie viele Plätze vergeben sind, steht auf dem Bildschirm im Raum, damit alle dort nachzählen können.',
  roomTake: 'Weiter',
  roomChoose: 'Wählen Sie zuerst Ihre Partei.',
  roomFull:
    'Alle Plätze dieser Partei sind vergeben: so viele, wie sie Personen in dieser Runde hat. Sagen Sie es der Person, die das Treffen leitet.',
  roomOther:
    'Dieses Gerät hat seinen Platz schon bei einer anderen Partei. Sagen Sie es der Person, die das Treffen leitet.',
  roomUnknownTitle: 'Dieser Code führt nirgendwohin',
  roomUnknownText:
    'Mit ihm werden keine Plätze mehr vergeben. Scannen Sie den Code, der jetzt auf dem Bildschirm steht, oder fragen Sie die Person, die das Treffen leitet.',

  unknownTitle: 'Diesen Link kennen wir nicht',
  unknownText:
    'Vielleicht wurde er beim Kopieren abgeschnitten oder durch einen neueren ersetzt. Öffnen Sie ihn noch einmal aus Ihrer Einladung, oder bitten Sie die Person, die Sie eingeladen hat, um einen neuen.',
  expiredTitle: 'Dieser Link gilt nicht mehr',
  expiredText: 'Bitten Sie die Person, die Sie eingeladen hat, um einen neuen.',
  offlineTitle: 'Keine Verbindung',
  offlineText: 'Die Fragen konnten nicht geholt werden. Wir versuchen es wieder, sobald eine Verbindung besteht.',
  troubleTitle: 'Diese Seite konnte nicht geladen werden',
  troubleText: 'Der Fehler liegt bei uns. Ihr Link bleibt gültig; versuchen Sie es gleich noch einmal.',
};
