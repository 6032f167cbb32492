import type { NewPartnership } from '../../domain/partnerships/contract.ts';
import { byName, giveMarks, partyName } from '../../domain/partnerships/rules.ts';
import type { Kind, Status } from '../../domain/partnerships/words.ts';
import { type Errors, looksLikeEmail, orNull } from '../components/form.ts';

/** What is typed on the three pages, as text. */
export type Draft = {
  mine: { organisation: string; unit: string; place: string; role: 'lead' | 'sponsor' };
  others: Partner[];
  kind: Kind | null;
  name: string;
  status: Status;
  startedOn: string;
};
export type Partner = {
  key: number;
  organisation: string;
  unit: string;
  place: string;
  person: string;
  email: string;
  role: 'lead' | 'sponsor';
};
export type Step = 1 | 2 | 3;

export const emptyPartner = (key: number): Partner => ({
  key,
  organisation: '',
  unit: '',
  place: '',
  person: '',
  email: '',
  role: 'lead',
});
export const EMPTY: Draft = {
  mine: { organisation: '', unit: '', place: '', role: 'lead' },
  others: [emptyPartner(1)],
  kind: null,
  name: '',
  status: 'forming',
  startedOn: '',
};

type Translate = (key: string) => string;

/** Sentences for the questions up to this one. */
export function checkDraft(t: Translate, draft: Draft, step: Step): Errors {
  const errors: Errors = {};
  if (draft.mine.organisation.trim() === '') errors['mine.organisation'] = t('new.check.organisation');
  if (step === 1) return errors;
  const names = [partyName(draft.mine).toLocaleLowerCase()];
  draft.others.forEach((other, at) => {
    const name = partyName(other).toLocaleLowerCase();
    if (other.organisation.trim() === '') errors[`others.${at}.organisation`] = t('new.check.organisation');
    else if (names.includes(name)) errors[`others.${at}.unit`] = t('new.check.same');
    names.push(name);
    if (other.person.trim() === '') errors[`others.${at}.person`] = t('new.check.person');
    if (other.email.trim() !== '' && !looksLikeEmail(other.email)) errors[`others.${at}.email`] = t('new.check.email');
  });
  if (step === 2) return errors;
  if (draft.kind === null) errors.kind = t('new.check.kind');
  if (draft.name.trim() === '') errors.name = t('new.check.name');
  return errors;
}

/** The page on which a field stands, for going back to what needs mending. */
export const stepOf = (path: string): Step => (path.startsWith('mine') ? 1 : path.startsWith('others') ? 2 : 3);

export function toRequest(draft: Draft): NewPartnership {
  return {
    name: draft.name.trim(),
    kind: draft.kind ?? 'other',
    status: draft.status,
    startedOn: orNull(draft.startedOn),
    mine: {
      organisation: draft.mine.organisation.trim(),
      unit: orNull(draft.mine.unit),
      place: orNull(draft.mine.place),
      role: draft.mine.role,
    },
    others: draft.others.map((other) => ({
      organisation: other.organisation.trim(),
      unit: orNull(other.unit),
      place: orNull(other.place),
      people: [{ name: other.person.trim(), email: orNull(other.email), role: other.role }],
    })),
  };
}

/** The parties as they will stand above every page: alphabetical, each with its mark. */
export function previewParties(
  draft: Draft,
): { id: string; name: string; mark: string; place: string; state: string }[] {
  const named = [
    { id: 'mine', name: partyName(draft.mine), place: draft.mine.place.trim(), state: 'in' },
    ...draft.others.map((other) => ({
      id: `other${other.key}`,
      name: partyName(other),
      place: other.place.trim(),
      state: 'invited',
    })),
  ].filter((party) => party.name !== '');
  const marks = giveMarks(named);
  return byName(named).map((party) => ({ ...party, mark: marks.get(party) ?? 'a' }));
}
