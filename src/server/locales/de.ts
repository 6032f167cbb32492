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
      action: 'Jetzt antworten',
      open: 'Offen bis {{date}}. Die Teilnahme ist freiwillig.',
    },
    reminder: {
      subject: 'Noch offen: Wie gut arbeiten wir zusammen? {{partnership}}',
      body: '{{partnership}} möchte gern von Ihnen hören: {{items}} Fragen, etwa drei Minuten, ohne Konto. Offen bis {{date}}.',
      ignore:
        'Wenn Sie schon geantwortet haben: danke, dann ist dieser Brief ohne Bedeutung. Niemand kann sehen, wer geantwortet hat, auch wir nicht. Die Teilnahme ist freiwillig.',
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
    resultsLink: {
      subject: '{{sender}} zeigt Ihnen Ergebnisse von {{partnership}}',
      body: '{{sender}} ({{party}}) gibt Ihnen die Ergebnisse der Runde {{round}} von {{partnership}} zu lesen: wie gut dort alle zusammenarbeiten, so wie alle Parteien es sehen. Sie brauchen kein Konto.',
      action: 'Ergebnisse lesen',
      expires:
        'Der Link ist nur für Sie und gilt bis {{date}}. Der Tag, an dem er zuletzt geöffnet wurde, wird den Leitungen der Partnerschaft gezeigt.',
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
    private: 'Niemand sieht, was Sie hier wählen.',
  },
};
