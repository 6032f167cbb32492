import type { Language } from '../common/languages.ts';
import type { Role } from './words.ts';

/** What people write above and into the columns of a list of people, in English, German and French. */

export const COLUMNS = [
  'party',
  'name',
  'given',
  'family',
  'email',
  'role',
  'function',
  'level',
  'region',
  'decides',
  'language',
  'joined',
  'left',
] as const;
export type Column = (typeof COLUMNS)[number];
/** What stands in a row, by column. */
export type Cells = Partial<Record<Column, string>>;

/** Letters and digits only, in lower case and without accents: "E-Mail-Adresse" and "e mail adresse" are one. */
export const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '');

const HEADINGS: Record<Column, string> = {
  party: 'party, partei, organisation, organization, firma, unternehmen, company, partie, société, entreprise',
  name: 'name, full name, person, participant, vollständiger name, teilnehmer, nom, nom complet, personne',
  given: 'first name, given name, forename, vorname, rufname, prénom',
  family: 'last name, family name, surname, nachname, familienname, zuname, nom de famille',
  email:
    'email, mail, email address, address, emailadresse, mailadresse, adresse mail, adresse email, courriel, adresse électronique',
  role: 'role, rolle, rôle',
  function: 'function, job, job title, title, position, funktion, stelle, aufgabe, fonction, poste',
  level: 'level, grade, ebene, stufe, hierarchieebene, niveau',
  region: 'region, site, location, standort, ort, région, lieu, site géographique',
  decides: 'decides, decision maker, key decision maker, entscheidet, entscheider, décide, décideur',
  language: 'language, sprache, langue',
  joined: 'joined, joined on, since, eintritt, eingetreten, beitritt, seit, entrée, depuis',
  left: 'left, left on, until, austritt, ausgetreten, bis, sortie, jusque',
};

const ROLE_NAMES: Record<Role, string> = {
  sponsor: 'sponsor, sponsorin, executive sponsor, parrain, marraine, commanditaire',
  lead: 'lead, partnership lead, alliance manager, leitung, leiter, leiterin, partnerschaftsleitung, responsable, pilote, chef de file',
  member: 'member, mitglied, membre',
  facilitator: 'facilitator, moderation, moderator, moderatorin, facilitateur, facilitatrice, animateur, animatrice',
  observer: 'observer, beobachter, beobachterin, beobachtung, observateur, observatrice',
};

/** Word → meaning, by the bare word. */
function index<T>(words: readonly [T, string][]): ReadonlyMap<string, T> {
  return new Map(words.flatMap(([meaning, list]) => list.split(', ').map((word) => [bare(word), meaning] as const)));
}

const HEADING_WORDS = index(Object.entries(HEADINGS) as [Column, string][]);
export const columnOf = (heading: string): Column | null => HEADING_WORDS.get(bare(heading)) ?? null;
export const ROLE_WORDS = index(Object.entries(ROLE_NAMES) as [Role, string][]);
/** Codes, and the name of each language in all of them. */
export const LANGUAGE_WORDS = index<Language>([
  ['en', 'en, english, englisch, anglais, inglés, 英語, الإنجليزية, eng, en gb, en us, en ca, en au'],
  ['de', 'de, german, deutsch, allemand, alemán, ドイツ語, الألمانية, ger, deu, de de, de at, de ch'],
  ['fr', 'fr, french, französisch, français, francés, フランス語, الفرنسية, fra, fre, fr fr, fr ca, fr be, fr ch'],
  [
    'es',
    'es, spanish, spanisch, espagnol, español, castellano, スペイン語, الإسبانية, spa, es es, es mx, es ar, es co',
  ],
  ['ja', 'ja, japanese, japanisch, japonais, japonés, 日本語, اليابانية, jpn, jp, ja jp'],
  ['ar', 'ar, arabic, arabisch, arabe, árabe, アラビア語, العربية, عربي, ara, ar eg, ar sa, ar ae, ar ma'],
]);
export const DECIDES = index<boolean>([
  [true, 'yes, y, true, 1, x, ja, j, wahr, oui, o, vrai'],
  [false, 'no, n, false, 0, nein, falsch, non, faux'],
]);
