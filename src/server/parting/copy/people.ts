import type { Participant } from '../../../domain/partnerships/contract.ts';
import { listParticipants } from '../../partnerships/participant-queries.ts';
import { html, own, table } from './html.ts';
import { all, type Copying, collect, json, page, partyName, when } from './parts.ts';

const ROLES = { sponsor: 'Sponsor', lead: 'Lead', member: 'Member', facilitator: 'Facilitator', observer: 'Observer' };

/** The parties and everybody who is or was here; addresses of the reader's own party only. */
export async function* people(c: Copying) {
  const { tx, scope, now, partnership } = c;
  const everybody = await collect(all((cursor) => listParticipants(tx, scope, { current: 'all' }, cursor, now)));
  yield { path: 'data/people.json', data: json({ partnership, people: everybody }) };
  const here = everybody.filter((one) => one.leftOn === null);
  const past = everybody.filter((one) => one.leftOn !== null);
  const row = (one: Participant) => [
    one.name,
    partyName(c, one.partyId),
    ROLES[one.role] + (one.decides ? ', decides' : ''),
    [one.function, one.level, one.region].filter(Boolean).join(', '),
    one.email && html`${one.email} ${own('your party')}`,
    one.leftOn ? `${one.joinedOn} to ${one.leftOn}` : `since ${one.joinedOn}`,
  ];
  const columns = ['Name', 'Party', 'Role', 'Function', 'Address', 'Here'];
  const parties = partnership.parties.map((party) => [
    party.name,
    [party.organisation, party.unit].filter(Boolean).join(', '),
    party.place,
    party.acceptedAt ? `In since ${when(c, party.acceptedAt)}` : 'Invited, has not come in',
  ]);
  yield page(
    c,
    'people.html',
    html`<p>Addresses are those of your own party: others see theirs.</p><h2>Parties</h2>${table('Parties', ['Party', 'Organisation', 'Place', 'State'], parties)}
<h2>People here</h2>${here.length > 0 ? table('People who are here', columns, here.map(row)) : html`<p>Nobody.</p>`}
<h2>People who have left</h2>${past.length > 0 ? table('People who have left', columns, past.map(row)) : html`<p>Nobody has left.</p>`}`,
  );
}
