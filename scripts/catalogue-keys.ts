import { LANGUAGES } from '../src/domain/common/languages.ts';
import { DIALOGUE_STATES, ENDINGS } from '../src/domain/dialogue/words.ts';
import { ITEM_KINDS, ITEM_THEMES } from '../src/domain/documents/needs.ts';
import {
  CHAPTERS,
  LETTERS as DOCUMENT_LETTER_SIGNS,
  PROOFS,
  SIGNATORY_ROLES,
  VERSION_STATES,
} from '../src/domain/documents/words.ts';
import { COLUMNS } from '../src/domain/partnerships/people-words.ts';
import { KINDS, ROLES, STATUSES } from '../src/domain/partnerships/words.ts';
import { REPORT_LANGUAGES } from '../src/domain/results/words.ts';
import { REMARK_KINDS } from '../src/domain/writing/words.ts';

/**
 * Keys of catalogues that the code puts together as it runs, and which they can become. This is their one place: a check
 * reads the sources for `t('…')`, and cannot know what `t(`home.kind.${item.kind}`)` will ask for.
 *
 * Left: namespace, then what stands between the brackets of `t(…)`. Right: what the variable part can be, or whole keys
 * where there are several parts; EVERY: any key of that form (fields of a change, whose names the server gives).
 */
export const EVERY = 'every key of this form';

const HOME = [
  'party-waiting',
  'no-round-yet',
  'round-open',
  'results-open',
  'dialogue-consent',
  'dialogue-answer',
  'dialogue-open',
  'action-open',
  'action-late',
  'ratify',
  'needs-shown',
  'briefing',
  'briefing-changed',
  'party-leaves',
];
const PARTS = ['proposals', 'inForce', 'rounds', 'sessions', 'actions'];
const REVIEWS = ['running', 'paused', 'finished'];
const NO_LINK = ['paper', 'room', 'not-asked', 'over'];
const ACTION_STATES = ['open', 'done', 'dropped'];
const MARKS = ['recovered', 'better', 'unchanged', 'worse'];
const STANDINGS = ['in-place', 'not-in-place', 'undecided'];
const AGREEMENT = ['strong', 'moderate', 'weak', 'none', 'divided'];
const DOCUMENT_LETTERS = ['proposed', 'reminder', 'in-force', 'joined', 'declined', 'withdrawn', 'expired'];
const BRIEFING_LETTERS = ['first', 'changed', 'reminder'];
const LINE_STATES = ['opening', 'saved', 'saving', 'offline', 'here', 'resting'];
const SETTLED = ['resolved', 'taken-up', 'not-taken-up', 'withdrawn'];
const LETTERS = ['invited', 'consented', 'opened', 'ended'];

export const DYNAMIC: Record<string, readonly string[] | typeof EVERY> = {
  'common:`role.${…}`': ROLES,
  'common:`kind.${…}`': KINDS,
  'common:`status.${…}`': STATUSES,
  'common:`${…}.${…}`': [...KINDS.map((kind) => `kind.${kind}`), ...STATUSES.map((status) => `status.${status}`)],
  'common:`verbs.${…}`': ['overview', 'listen', 'agree', 'deliver', 'people'],
  'common:`nav.${…}`': ['home', 'partnerships', 'settings'],
  'common:`theme.${…}`': ['light', 'dark', 'auto'],
  'account:`outbox.states.${…}`': ['kept', 'queued', 'sent', 'failed'],
  'partnerships:`home.item.${…}`': HOME,
  'partnerships:`home.kind.${…}`': HOME,
  'partnerships:`home.action.${…}`': HOME,
  'partnerships:`people.account.${…}`': ['none', 'invited', 'active'],
  'partnerships:`people.field.${…}`': EVERY,
  'partnerships:`details.${…}`': EVERY,
  'partnerships:`event.field.${…}`': EVERY,
  'partnerships:`event.subject.${…}`': ['round', 'review'],
  'partnerships:`event.subject.${…}.${…}`': ITEM_KINDS.flatMap((kind) => [
    `event.subject.item.${kind}`,
    `event.subject.exchange.${kind}`,
  ]),
  'needs:`kind.${…}`': ITEM_KINDS,
  'needs:`a.${…}`': ITEM_KINDS,
  'needs:`one.${…}`': ITEM_KINDS,
  'needs:`all.${…}`': ITEM_KINDS,
  'needs:`add.${…}`': ITEM_KINDS,
  'needs:`prompt.${…}`': ITEM_KINDS,
  'needs:`theme.${…}`': ITEM_THEMES,
  'needs:`matrix.${…}`': ['fits', 'suggested', 'not', 'open'],
  'needs:`${…}.title`': ['share', 'withdraw', 'remove'],
  'needs:`${…}.text`': ['share', 'withdraw', 'remove'],
  'needs:`${…}.confirm`': ['share', 'withdraw', 'remove'],
  'needs:`${…}.done`': ['share', 'withdraw', 'remove'],
  // By the types of events that the server writes: see eventTypes() in check-catalogues.ts.
  'partnerships:`event.${…}.by`': EVERY,
  'partnerships:`event.${…}.${…}`': EVERY,
  'partnerships:`import.column.${…}`': COLUMNS,
  'partnerships:`import.states.${…}`': ['all', 'new', 'known', 'wrong', 'left-out'],
  'partnerships:title': ['new.mine', 'new.others', 'new.kind'],
  'partnerships:intro': ['new.mineIntro', 'new.othersIntro', 'new.kindIntro'],
  'partnerships:`overview.next.review.${…}`': ['none', ...REVIEWS],
  'partnerships:`overview.next.reviewText.${…}`': ['none', ...REVIEWS],
  'partnerships:`overview.next.dialogueText.${…}`': ['decide', 'agreed', 'waits'],
  'surveys:`answer.${…}`': NO_LINK,
  'surveys:`answer.${…}Text`': NO_LINK,
  'surveys:`headline.${…}`': ['same', 'fewer', 'more'],
  'surveys:`closedAs.${…}`': ['survey', 'import'],
  'surveys:`mail.${…}`': ['none', 'kept', 'queued', 'sent', 'failed'],
  'surveys:`change.${…}`': ['up', 'down', 'same'],
  'surveys:`status.${…}`': ['discuss', 'worth', 'strength'],
  'surveys:`gap.${…}`': ['small', 'notable', 'clear'],
  'surveys:`agreement.${…}`': AGREEMENT,
  'surveys:`${…}.done`': ['close', 'cancel'],
  'surveys:`${…}.title`': ['close', 'cancel'],
  'surveys:`${…}.confirm`': ['close', 'cancel'],
  'surveys:`${…}.text`': ['close', 'cancel'],
  'surveys:`${…}.text2`': ['close', 'cancel'],
  'surveys:`new.kOption${…}`': ['', 'Usual', 'Least'],
  'instruments:`guess.${…}`': ['higher', 'lower', 'same', 'unclear'],
  'instruments:`own.state.${…}`': ['draft', 'usable', 'retired'],
  'instruments:`scale.${…}`': ['min', 'max', 'discuss', 'strength'],
  'instruments:`${…}.title`': ['themes', 'questions'],
  'instruments:`${…}.how`': ['themes', 'questions'],
  'instruments:`${…}.add`': ['themes', 'questions'],
  'instruments:`${…}.removed`': ['themes', 'questions'],
  'instruments:`pyramid.${…}`': ['business', 'accelerator', 'relationship'],
  'dialogue:`notConfidentialText.${…}`': DIALOGUE_STATES,
  'dialogue:`people.where.${…}`': ['sent', 'agreed', 'undecided', 'declined', 'withdrawn'],
  'dialogue:`rule.${…}`': ['who', 'when', 'no', 'until'],
  'dialogue:`rule.${…}Text`': ['who', 'when', 'no', 'until'],
  'dialogue:`answer.${…}`': ['kept', 'keeping', 'not-kept'],
  'dialogue:`ended.${…}`': ENDINGS,
  'dialogue:`section.step.${…}`': ['decide', 'answer', 'waiting', 'open', 'ended'],
  'dialogue:`section.at.${…}`': DIALOGUE_STATES,
  'account:`outbox.reminder.${…}`': ['first', 'last'],
  'calendar:`plan.field.${…}`': EVERY,
  'calendar:`paper.meaning.${…}`': ['link', 'before', 'count', 'private'],
  'documents:`list.states.${…}`': ['me', 'in-force', 'proposed', 'draft', 'mine'],
  'documents:`list.sorts.${…}`': ['kind', 'title', 'newest'],
  'briefing:`chapter.${…}`': CHAPTERS,
  'briefing:`evidence.${…}`': ['not-in-force', 'nobody', 'too-few', 'enough'],
  'briefing:`names.${…}`': ['briefed', 'not', 'without'],
  'briefing:`checkIn.${…}`': ['open', 'closed'],
  'documents:`state.${…}`': [...VERSION_STATES, 'mine', 'draft'],
  'documents:`ratified.as.${…}`': SIGNATORY_ROLES,
  'documents:`ratified.nobody.${…}`': SIGNATORY_ROLES,
  'documents:`signs.${…}`': SIGNATORY_ROLES,
  'documents:`signs.nobody.${…}`': SIGNATORY_ROLES,
  'documents:`letter.${…}`': DOCUMENT_LETTER_SIGNS,
  'delivery:`views.${…}`': ['list', 'board'],
  'delivery:`state.${…}`': [...ACTION_STATES, 'late'],
  'delivery:`empty.${…}`': ACTION_STATES,
  'delivery:`now.${…}`': ACTION_STATES,
  'programme:`answer.${…}`': ['yes', 'no', 'open'],
  'programme:`compare.${…}`': ['gained', 'lost', 'still-yes', 'still-no', 'unknown'],
  'programme:`standing.${…}`': STANDINGS,
  'programme:`standingShort.${…}`': STANDINGS,
  'results:`download.${…}`': ['summary', 'full'],
  'results:`download.${…}Text`': ['summary', 'full'],
  'results:`links.${…}`': ['open', 'over', 'ended'],
  'reviews:`ask.${…}`': ['low', 'strength', 'action', 'celebration'],
  'reviews:`mark.${…}`': [...MARKS, 'unsaid'],
  'reviews:`before.${…}`': MARKS,
  'reviews:`keys.long.${…}`': ['item', 'timer', 'note', 'action', 'celebration', 'full', 'help'],
  'reviews:`minutes.${…}`': ['running', 'paused', 'finished'],
  'reviews:`call.${…}`': ['running', 'paused', 'finished'],
  'reviews:`stands.${…}`': ['paused', 'finished'],
  'reviews:`resume.${…}`': ['paused', 'finished'],
  'server:`mail.action.${…}.subject`': ['soon', 'late'],
  'server:`mail.action.${…}.body`': ['soon', 'late'],
  'server:`report.document.${…}`': ['in-force', 'superseded'],
  'server:`report.document.as.${…}`': SIGNATORY_ROLES,
  'server:`report.document.proof.${…}`': PROOFS,
  'server:`report.title.${…}`': ['summary', 'full'],
  'server:`report.reasons.${…}`': EVERY,
  'server:`report.change.${…}`': ['up', 'down', 'same'],
  'server:`report.guess.${…}`': ['higher', 'lower', 'same', 'unclear'],
  'server:`report.gap.${…}`': ['small', 'notable', 'clear'],
  'server:`report.agreement.${…}`': AGREEMENT,
  'server:`report.status.${…}`': ['discuss', 'worth', 'strength'],
  'server:`mail.roles.${…}`': ROLES,
  'writing:`ended.${…}`': ['refused', 'signedOut', 'missing', 'otherDraft', 'tooBig', 'windows'],
  'writing:`line.${…}`': LINE_STATES,
  'writing:`lineMeans.${…}`': LINE_STATES,
  'writing:`tool.${…}`': ['bold', 'italic', 'heading', 'bulletList', 'orderedList', 'link'],
  'writing:`letter.${…}`': DOCUMENT_LETTER_SIGNS,
  'writing:`remarks.kinds.${…}`': REMARK_KINDS,
  'writing:`remarks.kindMeans.${…}`': REMARK_KINDS,
  'writing:`remarks.text.${…}`': REMARK_KINDS,
  'writing:`remarks.say.${…}`': REMARK_KINDS,
  'writing:`remarks.challenge.${…}`': ['open', 'answered', 'withdrawn'],
  'writing:`remarks.state.${…}`': SETTLED,
  'writing:`remarks.settle.${…}`': [...SETTLED, 'open'],
  'server:`mail.briefing.${…}.subject`': BRIEFING_LETTERS,
  'server:`mail.briefing.${…}.body`': BRIEFING_LETTERS,
  'server:`${…}.${…}`': ['stop', 'stopBriefing'].flatMap((about) =>
    ['title', 'on', 'stoppedTitle', 'stopped', 'nothingTitle', 'nothing'].map((key) => `${about}.${key}`),
  ),
  'server:`mail.document.${…}.subject`': DOCUMENT_LETTERS,
  'server:`mail.document.${…}.body`': DOCUMENT_LETTERS,
  'server:`mail.document.${…}.rule`': DOCUMENT_LETTERS,
  'parting:`open.${…}`': PARTS,
  'parting:`open.${…}Rule`': PARTS,
  'server:`mail.parting.${…}.subject`': ['leaving', 'staying', 'left'],
  'server:`mail.parting.${…}.body`': ['leaving', 'staying', 'left'],
  'server:`mail.parting.${…}.rule`': ['leaving', 'staying', 'left'],
  'server:`mail.dialogue.ended.${…}`': ENDINGS,
  'server:`mail.dialogue.${…}.body`': ['invited', 'consented', 'opened'],
  'server:`mail.dialogue.${…}.subject`': LETTERS,
  'server:`mail.dialogue.${…}.rule`': LETTERS,
  'server:`mail.dialogue.${…}.action`': LETTERS,
};

/** What people meet who were only asked to answer: there in every language, whatever the application speaks. */
export const RESPONDENT_NAMESPACES = ['dialogue'];
export const RESPONDENT_LANGUAGES: readonly string[] = LANGUAGES;
/** Printed results are read by leads. */
export const PRINTED_LANGUAGES: readonly string[] = REPORT_LANGUAGES;
/** Words that are the same in both languages: language/namespace:key. */
export const SAME_AS_ENGLISH: readonly string[] = [
  'de/server:report.question',
  'de/server:report.spread.median',
  'fr/server:mail.roles.sponsor',
  'de/practices.json:items.7.short',
  'fr/practices.json:items.5.short',
  'fr/practices.json:items.7.short',
];
