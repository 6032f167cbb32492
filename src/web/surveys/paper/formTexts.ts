/** The words of the printed form. Respondents read them, so they are there in every language a respondent may have. */
const en = {
  heading: 'How well do we work together?',
  of: (partnership: string, round: number) => `${partnership} · Round ${round}`,
  how: 'Put one cross in each line. Where you cannot say, cross the last box.',
  cantSay: 'can’t say',
  words:
    'In your own words, if you like. Write so that it could come from anyone: leave out names, including your own.',
  promises: (k: number) => [
    'Confidential. Do not write your name: nothing on this sheet says whose it is.',
    'Somebody of your party types the sheets in and can read them while doing so. Nobody is named when they are stored.',
    `Results open for all parties at the same moment after closing: averages of ${k} people or more, never one person’s rating. What you write is shown word for word, without date or party, when enough people have written.`,
    'Taking part is your choice. You get no link: this sheet is your one answer.',
  ],
  back: (when: string) => `Back by ${when} to:`,
  handedOut: 'the person who gave it to you',
  forEntry: 'To enter sheets',
};
export type FormWords = typeof en;

const de: FormWords = {
  heading: 'Wie gut arbeiten wir zusammen?',
  of: (partnership, round) => `${partnership} · Runde ${round}`,
  how: 'Machen Sie in jeder Zeile ein Kreuz. Wo Sie es nicht sagen können, im letzten Kästchen.',
  cantSay: 'weiß nicht',
  words:
    'In eigenen Worten, wenn Sie mögen. Schreiben Sie so, dass es von jedem kommen könnte: ohne Namen, auch ohne Ihren.',
  promises: (k) => [
    'Vertraulich. Schreiben Sie Ihren Namen nicht auf: Nichts auf diesem Blatt sagt, von wem es ist.',
    'Jemand aus Ihrer Partei tippt die Blätter ab und kann sie dabei lesen. Gespeichert wird niemand mit Namen.',
    `Nach dem Schluss sehen alle Parteien im selben Augenblick die Ergebnisse: Mittelwerte von mindestens ${k} Menschen, nie die Antwort einer Person. Was Sie schreiben, wird wörtlich gezeigt, ohne Datum und Partei, wenn genug Menschen geschrieben haben.`,
    'Die Teilnahme ist freiwillig. Sie bekommen keinen Link: Dieses Blatt ist Ihre eine Antwort.',
  ],
  back: (when) => `Bitte zurück bis ${when} an:`,
  handedOut: 'die Person, von der Sie es haben',
  forEntry: 'Zum Eingeben',
};

export const FORM_WORDS: Record<string, FormWords> = { en, de };
