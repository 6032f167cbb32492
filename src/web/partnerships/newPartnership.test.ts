import { describe, expect, it } from 'vitest';
import { checkDraft, type Draft, EMPTY, emptyPartner, previewParties, stepOf, toRequest } from './newPartnership.ts';

const t = (key: string) => key;
const draft: Draft = {
  mine: { organisation: ' Railia ', unit: 'Railia Freight', place: '', role: 'sponsor' },
  others: [{ ...emptyPartner(1), organisation: 'Nordhavn', place: 'Larvik', person: 'Astrid', email: 'a@b.no' }],
  kind: 'strategic-alliance',
  name: ' Northern Corridor ',
  status: 'forming',
  startedOn: '',
};

describe('checkDraft', () => {
  it('asks only for what belongs to the questions so far', () => {
    expect(Object.keys(checkDraft(t, EMPTY, 1))).toEqual(['mine.organisation']);
    expect(Object.keys(checkDraft(t, EMPTY, 3))).toEqual([
      'mine.organisation',
      'others.0.organisation',
      'others.0.person',
      'kind',
      'name',
    ]);
    expect(checkDraft(t, draft, 3)).toEqual({});
  });
  it('refuses two parties of one name', () => {
    const twice = { ...draft, others: [{ ...draft.others[0], organisation: 'railia freight' } as Draft['others'][0]] };
    expect(checkDraft(t, twice, 2)).toEqual({ 'others.0.unit': 'new.check.same' });
  });
});

describe('toRequest', () => {
  it('trims, and says null for what was left empty', () => {
    const request = toRequest(draft);
    expect(request.name).toBe('Northern Corridor');
    expect(request.mine).toEqual({ organisation: 'Railia', unit: 'Railia Freight', place: null, role: 'sponsor' });
    expect(request.others[0]?.people).toEqual([{ name: 'Astrid', email: 'a@b.no', role: 'lead' }]);
    expect(request.startedOn).toBeNull();
  });
});

describe('previewParties', () => {
  it('stands alphabetically, whoever types', () => {
    expect(previewParties(draft).map((party) => [party.name, party.mark])).toEqual([
      ['Nordhavn', 'a'],
      ['Railia Freight', 'b'],
    ]);
  });
  it('leaves out what has no name yet', () => expect(previewParties(EMPTY)).toEqual([]));
});

describe('stepOf', () => {
  it('knows the page of a field', () => {
    expect(['mine.unit', 'others.2.email', 'name'].map(stepOf)).toEqual([1, 2, 3]);
  });
});
