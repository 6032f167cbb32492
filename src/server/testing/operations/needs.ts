import type { Place } from '../principals.ts';
import { type Fixtures, P } from './fixture.ts';

const N = `${P}/needs`;
const I = `${N}/items/{itemId}`;
const fit = ({ needId, strengthId }: Place) => ({ needId, strengthId, fits: true });

export const needsOperations: Fixtures = {
  [`GET ${N}`]: { who: 'participant' },
  [`POST ${N}/items`]: { who: 'worker', body: () => ({ kind: 'need', text: 'Room on the quay' }) },
  [`PATCH ${I}`]: { who: 'private', body: () => ({ text: 'Another wording' }) },
  [`DELETE ${I}`]: { who: 'private' },
  [`POST ${I}/share`]: { who: 'private-speaker' },
  [`POST ${I}/withdraw`]: { who: 'private-speaker' },
  [`POST ${I}/review`]: { who: 'private-speaker' },
  [`POST ${N}/exchange`]: { who: 'speaker', body: (at) => ({ kind: 'need', itemIds: [at.itemId] }) },
  [`POST ${N}/exchange/end`]: { who: 'speaker', body: () => ({ kind: 'weakness' }) },
  [`POST ${N}/fits`]: { who: 'worker', body: fit },
  [`PATCH ${N}/fits/{fitId}`]: { who: 'worker', body: () => ({ fits: false }) },
  [`DELETE ${N}/fits/{fitId}`]: { who: 'worker' },
};
