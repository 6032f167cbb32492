import type { en } from './en.ts';
import { report } from './report.de.ts';

export const de: typeof en = {
  report,
  mail: {
    hello: 'Guten Tag {{name}},',
    copy: 'Wenn der Knopf nicht geht, kopieren Sie diese Adresse in Ihren Browser:',
    invitation: {
      subject: '{{inviter}} lädt Sie zu {{partnership}} ein',
      body: '{{inviter}} ({{party}}) richtet einen gemeinsamen Ort für die Partnerschaft „{{partnership}}“ ein und hat Sie als {{role}} für {{myParty}} genannt. Beide Seiten sehen dort dasselbe, zur selben Zeit. {{myParty}} gehört dazu, sobald eine eigene Person annimmt.',
      action: 'Einladung ansehen',
      expires: 'Der Link ist nur für Sie und gilt bis {{date}}.',
    },
    round: {
      subject: 'Wie gut arbeiten wir zusammen? {{partnership}}',
      body: '{{partnership}} fragt, wie gut alle zusammenarbeiten: {{items}} Fragen, etwa drei Minuten, ohne Konto.',
      promise:
        'Ihre Antworten sind vertraulich: Sie werden getrennt von dieser Einladung gespeichert, ohne Name, Adresse oder Zeit. Vor dem Schluss sieht niemand ein Ergebnis; dann sehen alle Parteien in derselben Sekunde Mittelwerte von mindestens {{k}} Menschen.',
      sealed:
        'Ihr Stimmzettel ist versiegelt: Ihr Gerät macht ihn, der Server unterschreibt ihn, ohne ihn zu sehen, und Ihre Antworten kommen ohne Ihren Link, Namen und Ihre Adresse zurück. Vor dem Schluss sieht niemand Ergebnisse; dann sehen alle Parteien in derselben Sekunde Mittelwerte von mindestens {{k}} Menschen.',
      key: 'Schlüssel der Wahlurne Ihrer Gruppe: {{key}}. Ihr Link endet damit, und ebenso die aller anderen Ihrer Gruppe. Wenn ihrer anders endet, sagen Sie es einander und antworten Sie nicht.',
      action: 'Jetzt antworten',
      open: 'Offen bis {{date}}. Die Teilnahme ist freiwillig.',
    },
    reminder: {
      subject: 'Noch offen: Wie gut arbeiten wir zusammen? {{partnership}}',
      body: '{{partnership}} möchte gern von Ihnen hören: {{items}} Fragen, etwa drei Minuten, ohne Konto. Offen bis {{date}}.',
      ignore:
        'Wenn Sie schon geantwortet haben: danke, dann ist dieser Brief ohne Bedeutung: Er wird verschickt, ohne nachzusehen, wer geantwortet hat. Die Teilnahme ist freiwillig.',
      stop: 'Keine Erinnerungen mehr an diese Umfrage',
    },
    skipped: {
      subject: 'Keine Umfrage eröffnet: {{partnership}}',
      body: 'Für {{due}} war eine Umfrage von {{partnership}} geplant. Sie konnte nicht eröffnet werden, und niemand wurde gefragt. Der Grund steht neben dem Plan.',
      next: 'Der nächste Termin im Plan ist {{next}}. Bis dahin können Sie selbst eine Umfrage eröffnen.',
      action: 'Plan ansehen',
    },
    results: {
      subject: 'Die Ergebnisse sind offen: {{partnership}}',
      body_one: 'Runde {{number}} von {{partnership}} ist geschlossen. Über einen Punkt sollten Sie reden.',
      body_other: 'Runde {{number}} von {{partnership}} ist geschlossen. Über {{count}} Punkte sollten Sie reden.',
      same: 'Alle Parteien sehen von jetzt an dieselben Ergebnisse.',
      action: 'Ergebnisse ansehen',
    },
    action: {
      soon: {
        subject: 'Fällig am {{date}}: {{action}}',
        body: 'Das haben Sie in {{partnership}} zugesagt: „{{action}}“. Fällig ist es am {{date}}.',
      },
      late: {
        subject: 'Der Tag ist vorbei: {{action}}',
        body: 'Das haben Sie in {{partnership}} zugesagt: „{{action}}“. Fällig war es am {{date}}, und es ist noch offen.',
      },
      change:
        'Ist es erledigt, tragen Sie es dort ein. Lässt sich der Tag nicht halten, wählen Sie einen anderen: Alle Parteien sehen ihn, und das ist besser als Schweigen.',
      open: 'Meine Zusagen öffnen',
    },
    resultsLink: {
      subject: '{{sender}} zeigt Ihnen Ergebnisse von {{partnership}}',
      body: '{{sender}} ({{party}}) gibt Ihnen die Ergebnisse der Runde {{round}} von {{partnership}} zu lesen: wie gut dort alle zusammenarbeiten, so wie alle Parteien es sehen. Sie brauchen kein Konto.',
      action: 'Ergebnisse lesen',
      expires:
        'Der Link ist nur für Sie und gilt bis {{date}}. Der Tag, an dem er zuletzt geöffnet wurde, wird den Leitungen der Partnerschaft gezeigt.',
    },
    dialogue: {
      invited: {
        subject: '{{caller}} bittet Sie zu einem namentlichen Dialog: {{partnership}}',
        body: '{{caller}} bittet {{names}}, dieselben Fragen zur Zusammenarbeit mit Namen zu beantworten. Zusagen oder ablehnen können Sie bis {{date}}.',
        rule: 'Der Dialog findet nur statt, wenn alle Genannten zusagen und antworten. Dann sehen Sie alle im selben Augenblick die Antworten aller, mit Namen. Sonst sieht niemand, dass es den Dialog gibt. Lehnt jemand ab, wird keine Antwort gezeigt.',
        action: 'Lesen und entscheiden',
      },
      consented: {
        subject: 'Alle haben zugesagt: {{partnership}}',
        body: '{{names}} haben dem namentlichen Dialog zugesagt. Antworten können Sie ab jetzt, bis {{date}}.',
        rule: 'Niemand sieht eine Antwort, bevor die letzte gesendet ist; dann sehen Sie alle sämtliche Antworten, mit Namen.',
        action: 'Jetzt antworten',
      },
      opened: {
        subject: 'Der Dialog ist offen: {{partnership}}',
        body: '{{names}} haben alle geantwortet. Von jetzt an sehen Sie alle die Antworten aller.',
        rule: 'Beginnen Sie mit dem, was Sie am verschiedensten sehen, und fragen Sie, bevor Sie erklären.',
        action: 'Antworten ansehen',
      },
      ended: {
        subject: 'Der Dialog ist beendet: {{partnership}}',
        declined: '{{who}} nimmt am namentlichen Dialog von {{names}} nicht teil; er findet deshalb nicht statt.',
        withdrawn:
          '{{who}} hat die Zusage zum namentlichen Dialog von {{names}} zurückgenommen; er findet deshalb nicht statt.',
        deadline:
          'Bis {{date}} hatten im namentlichen Dialog von {{names}} nicht alle geantwortet; er öffnet sich deshalb nicht.',
        left: '{{who}} hat die Partnerschaft verlassen; der namentliche Dialog von {{names}} findet deshalb nicht statt.',
        rule: 'Keine Antwort wurde gezeigt, und die gegebenen sind gelöscht.',
        action: 'Ansehen, was war',
      },
    },
    document: {
      read: 'Lesen und entscheiden',
      open: 'Dokument öffnen',
      proposed: {
        subject: 'Ihr Ja ist gefragt: {{document}}',
        body: '{{who}} ({{party}}) hat in {{partnership}} Fassung {{number}} von „{{document}}“ vorgeschlagen. Sie zeichnen für Ihre Partei. Zustimmen können Sie bis {{date}}.',
        rule: 'Sie bindet niemanden, bevor jede Partei zugestimmt hat: {{parties}}. Wenn Sie ablehnen, sagen Sie, warum; der Entwurf ist dann wieder offen.',
      },
      reminder: {
        subject: 'Noch fehlt Ihr Ja: {{document}}',
        body: 'Fassung {{number}} von „{{document}}“ in {{partnership}} wartet auf Ihre Partei. {{who}} ({{party}}) bittet Sie, sie anzusehen. Zustimmen können Sie bis {{date}}.',
        rule: 'Sie bindet niemanden, bevor jede Partei zugestimmt hat: {{parties}}. Wenn Sie ablehnen, sagen Sie, warum; der Entwurf ist dann wieder offen.',
      },
      'in-force': {
        subject: 'In Kraft: {{document}}',
        body: 'Jede Partei hat Fassung {{number}} von „{{document}}“ zugestimmt: {{parties}}. Sie gilt für alle seit diesem Augenblick.',
        rule: 'Bewahren Sie diesen Brief auf. Glied {{position}} der Kette von {{partnership}}, Kopf {{hash}}, Unterschrift {{signature}}. Damit lässt sich später prüfen, dass nichts daran geändert wurde.',
      },
      joined: {
        subject: '{{party}} ist beigetreten: {{document}}',
        body: '{{who}} hat für {{party}} Fassung {{number}} von „{{document}}“ in {{partnership}} zugestimmt; {{party}} ist von diesem Augenblick an daran gebunden.',
        rule: 'Bewahren Sie diesen Brief auf. Glied {{position}} der Kette von {{partnership}}, Kopf {{hash}}, Unterschrift {{signature}}. Damit lässt sich später prüfen, dass nichts daran geändert wurde.',
      },
      declined: {
        subject: 'Abgelehnt: {{document}}',
        body: '{{who}} ({{party}}) hat Fassung {{number}} von „{{document}}“ in {{partnership}} abgelehnt, aus diesem Grund: „{{reason}}“',
        rule: 'Was vorher galt, gilt weiter. Der Entwurf ist wieder offen, für Sie alle.',
      },
      withdrawn: {
        subject: 'Zurückgezogen: {{document}}',
        body: '{{who}} ({{party}}) hat Fassung {{number}} von „{{document}}“ in {{partnership}} zurückgezogen. Niemand muss mehr darüber entscheiden.',
        rule: 'Was vorher galt, gilt weiter. Der Entwurf ist wieder offen, für Sie alle.',
      },
      expired: {
        subject: 'Die Zeit zum Zustimmen ist vorbei: {{document}}',
        body: 'Fassung {{number}} von „{{document}}“ in {{partnership}} hat bis {{date}} nicht die Zustimmung jeder Partei bekommen.',
        rule: 'Was vorher galt, gilt weiter. Der Entwurf ist wieder offen und kann neu vorgeschlagen werden.',
      },
    },
    briefing: {
      first: {
        subject: 'Ihre Einführung: {{partnership}}',
        body: 'Wozu es {{partnership}} gibt, wie die Menschen miteinander umgehen wollen und wie entschieden wird, ist vereinbart und in Kraft. Es ist für Sie zusammengestellt, auch am Telefon zu lesen (etwa {{minutes}} Min.).',
      },
      changed: {
        subject: 'Neu in Ihrer Einführung: {{partnership}}',
        body_one:
          'Ein Teil Ihrer Einführung in {{partnership}} ist neu oder hat sich geändert, seit Sie sie gelesen haben. Was Sie gelesen haben, bleibt gelesen.',
        body_other:
          '{{count}} Teile Ihrer Einführung in {{partnership}} sind neu oder haben sich geändert, seit Sie sie gelesen haben. Was Sie gelesen haben, bleibt gelesen.',
      },
      reminder: {
        subject: 'Noch zu lesen: {{partnership}}',
        body_one:
          'Ein Teil Ihrer Einführung in {{partnership}} ist noch offen. Sie können dort weiterlesen, wo Sie aufgehört haben.',
        body_other:
          '{{count}} Teile Ihrer Einführung in {{partnership}} sind noch offen. Sie können dort weiterlesen, wo Sie aufgehört haben.',
      },
      rule: 'Sie bestätigen jeden Teil, wenn Sie ihn gelesen haben. Andere sehen, wie viele Menschen eingeführt sind; die Leitung und die Förderer Ihrer eigenen Partei sehen auch, wer.',
      action: 'Einführung lesen',
      stop: 'Keine Briefe mehr zu dieser Einführung',
    },
    parting: {
      open: 'Partnerschaft öffnen',
      leaving: {
        subject: '{{party}} geht am {{date}}: {{partnership}}',
        body: '{{party}} hat angekündigt, {{partnership}} zu verlassen. Der letzte Tag ist {{date}}.',
        rule: 'Bis dieser Tag vorüber ist, geht alles weiter wie bisher, und es kann zurückgenommen werden. Was gilt, gilt zwischen denen weiter, die bleiben. Jede Partei kann jederzeit eine vollständige Kopie mitnehmen.',
      },
      staying: {
        subject: '{{party}} bleibt: {{partnership}}',
        body: '{{party}} hat zurückgenommen, {{partnership}} am {{date}} zu verlassen.',
        rule: 'Alles geht weiter wie bisher.',
      },
      left: {
        subject: '{{party}} ist gegangen: {{partnership}}',
        body: 'Der letzte Tag von {{party}} in {{partnership}} war {{date}}. Ihre Leute sind nicht mehr hier.',
        rule: 'Was ihr vorgeschlagen war, ist beendet; was gilt, gilt zwischen denen weiter, die bleiben. Ergebnisse und Protokoll bleiben, wie sie sind.',
        kept: 'Die vollständige Kopie von allem, was Ihre Partei sah, wird {{days}} Tage für Sie aufbewahrt. Melden Sie sich an und nehmen Sie sie von Ihrer ersten Seite mit.',
      },
    },
    roles: {
      sponsor: 'Sponsor',
      lead: 'Leitung der Partnerschaft',
      member: 'Mitglied',
      facilitator: 'Moderation',
      observer: 'Beobachter',
    },
  },
  stop: {
    title: 'Erinnerungen an diese Umfrage',
    on: 'Sie erhalten Erinnerungen, solange die Umfrage offen ist. Ihre Einladung bleibt, wie sie ist: Sie können antworten oder nicht.',
    stop: 'Erinnerungen beenden',
    stoppedTitle: 'Die Erinnerungen sind beendet',
    stopped:
      'Sie erhalten keine Erinnerungen an diese Umfrage mehr. Ihre Einladung gilt weiter, bis die Umfrage schließt.',
    again: 'Wieder erinnern',
    nothingTitle: 'Es gibt nichts zu beenden',
    nothing: 'Diese Umfrage ist vorbei, oder die Adresse ist nicht vollständig. Es kommen keine Erinnerungen.',
    private: 'Was Sie hier wählen, wird niemandem gezeigt.',
    languages: 'Andere Sprachen',
  },
  stopBriefing: {
    title: 'Briefe zu einer Einführung',
    on: 'Sie erhalten einen Brief, wenn es in dieser Einführung etwas Neues zu lesen gibt, und höchstens zwei Erinnerungen. Die Einführung selbst bleibt, wo sie ist.',
    stoppedTitle: 'Die Briefe sind beendet',
    stopped:
      'Sie erhalten keine Briefe zu dieser Einführung mehr. Sie bleibt, wo sie ist, und die Startseite zeigt weiter, was offen ist.',
    nothingTitle: 'Es gibt nichts zu beenden',
    nothing: 'Sie haben diese Partnerschaft verlassen, oder die Adresse ist nicht vollständig. Es kommen keine Briefe.',
  },
};
