import type { Language } from '../../../domain/common/languages.ts';

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

const fr: FormWords = {
  heading: 'Travaillons-nous bien ensemble ?',
  of: (partnership, round) => `${partnership} · Enquête ${round}`,
  how: 'Faites une croix par ligne. Si vous ne pouvez pas vous prononcer, cochez la dernière case.',
  cantSay: 'sans avis',
  words:
    'Avec vos propres mots, si vous le souhaitez. Écrivez de façon que cela puisse venir de n’importe qui : sans aucun nom, y compris le vôtre.',
  promises: (k) => [
    'Confidentiel. N’écrivez pas votre nom : rien sur cette feuille ne dit à qui elle est.',
    'Quelqu’un de votre partie saisit les feuilles et peut les lire à ce moment-là. Aucun nom n’est enregistré avec elles.',
    `Les résultats s’ouvrent pour toutes les parties au même moment, après la clôture : des moyennes d’au moins ${k} personnes, jamais la note d’une seule. Ce que vous écrivez est montré mot pour mot, sans date ni partie, quand assez de personnes ont écrit.`,
    'Vous êtes libre de participer ou non. Vous ne recevez pas de lien : cette feuille est votre unique réponse.',
  ],
  back: (when) => `À rendre au plus tard le ${when} à :`,
  handedOut: 'la personne qui vous l’a remise',
  forEntry: 'Pour la saisie',
};

const es: FormWords = {
  heading: '¿Trabajamos bien juntos?',
  of: (partnership, round) => `${partnership} · Ronda ${round}`,
  how: 'Ponga una cruz en cada línea. Si no sabría decirlo, marque la última casilla.',
  cantSay: 'no sabría decirlo',
  words:
    'Con sus propias palabras, si lo desea. Escriba de modo que pudiera venir de cualquiera: sin nombres, tampoco el suyo.',
  promises: (k) => [
    'Confidencial. No escriba su nombre: nada en esta hoja dice de quién es.',
    'Una persona de su parte introduce las hojas y puede leerlas al hacerlo. No se guarda ningún nombre con ellas.',
    `Los resultados se abren para todas las partes en el mismo momento, después del cierre: promedios de al menos ${k} personas, nunca la valoración de una sola. Lo que escriba se muestra palabra por palabra, sin fecha ni parte, cuando hayan escrito suficientes personas.`,
    'Participar es decisión suya. No recibe ningún enlace: esta hoja es su única respuesta.',
  ],
  back: (when) => `Devuélvala a más tardar el ${when} a:`,
  handedOut: 'la persona que se la entregó',
  forEntry: 'Para introducirla',
};

const ja: FormWords = {
  heading: '私たちはうまく協力できていますか',
  of: (partnership, round) => `${partnership} · 第${round}回`,
  how: '各行に一つ、×印を付けてください。判断できない場合は、最後の欄に付けてください。',
  cantSay: '判断できない',
  words:
    'よろしければ、ご自身の言葉で。誰が書いたか分からないように書いてください。ご自身の名前も含め、人の名前は書かないでください。',
  promises: (k) => [
    '回答の秘密は守られます。名前を書かないでください。この用紙には誰のものかを示すものはありません。',
    'あなたの参加組織の担当者が用紙を入力します。その際に内容を読むことができます。名前は一切保存されません。',
    `結果は締め切り後、すべての参加組織に同時に公開されます。表示されるのは${k}人以上の平均だけで、個人の評価は表示されません。書いた内容は、十分な人数が書いた場合に、日付と組織名を付けずに原文のまま公開されます。`,
    '参加は任意です。リンクは届きません。この用紙があなたの一度だけの回答です。',
  ],
  back: (when) => `${when}までに、次の人へお渡しください：`,
  handedOut: 'この用紙を渡した人',
  forEntry: '入力用',
};

const ar: FormWords = {
  heading: 'ما مدى جودة عملنا معًا؟',
  of: (partnership, round) => `\u2068${partnership}\u2069 · الجولة ${round}`,
  how: 'ضعوا علامة × واحدة في كل سطر. وإذا لم تستطيعوا الحكم، فضعوها في المربع الأخير.',
  cantSay: 'لا أستطيع الحكم',
  words: 'بكلماتكم، إن أردتم. اكتبوا بحيث يمكن أن يصدر الكلام عن أي شخص: دون أسماء، بما فيها اسمكم.',
  promises: (k) => [
    'سرّي. لا تكتبوا اسمكم: لا شيء في هذه الورقة يدلّ على صاحبها.',
    'يُدخل شخص من طرفكم الأوراق إلى النظام ويستطيع قراءتها أثناء ذلك. ولا يُحفظ معها أي اسم.',
    `تُفتح النتائج لجميع الأطراف في اللحظة نفسها بعد الإغلاق: متوسطات لا يقل عدد الأشخاص في كل منها عن ${k}، ولا يظهر تقييم شخص بعينه أبدًا. ويُعرض ما تكتبونه حرفيًا، دون تاريخ أو ذكر الطرف، متى كتب عدد كافٍ من الأشخاص.`,
    'المشاركة اختيارية. لن يصلكم رابط: هذه الورقة هي إجابتكم الوحيدة.',
  ],
  back: (when) => `تُعاد في موعد أقصاه ${when} إلى:`,
  handedOut: 'الشخص الذي سلّمكم إياها',
  forEntry: 'لإدخال الأوراق',
};

export const FORM_WORDS: Record<Language, FormWords> = { en, de, fr, es, ja, ar };
