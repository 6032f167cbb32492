import { PageQuery } from '../../domain/common/contract.ts';
import {
  InvitationAccepted,
  InvitationToken,
  InvitationView,
  NewPartnership,
  NewParty,
  Partnership,
  PartnershipChange,
  PartnershipPage,
  Party,
  PartyChange,
  RecordPage,
} from '../../domain/partnerships/contract.ts';
import { invitationState, partyName } from '../../domain/partnerships/rules.ts';
import { findMe } from '../persons/queries.ts';
import type { Api } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { changedMeanwhile, conflict, notFound } from '../platform/errors.ts';
import { cursorOf } from '../platform/pages.ts';
import { changes, record } from '../platform/record.ts';
import { asWorker, type Scope } from '../platform/scope.ts';
import { mayActFor, mayAddParty, mayEditPartnership, needs, ONLY_OWN_PARTY, ONLY_SPEAKERS } from './access.ts';
import { acceptInvitation, addParty, foundPartnership, hashToken } from './actions.ts';
import { findByToken, findInvitation } from './invitation-queries.ts';
import {
  findPartnership,
  listCards,
  listEvents,
  listParties,
  refreshCard,
  updatePartnership,
  updateParty,
} from './queries.ts';

export function partnershipRoutes(api: Api): void {
  api.person(
    'GET',
    '/partnerships',
    { summary: 'Partnerships I take part in', query: PageQuery, reply: PartnershipPage },
    ({ tx, scope, query }) => listCards(tx, scope, cursorOf(query)),
  );

  api.person(
    'POST',
    '/partnerships',
    { summary: 'Start a partnership and name its parties', body: NewPartnership, reply: Partnership, status: 201 },
    async ({ tx, scope, body, now }) => {
      const me = await findMe(tx, scope);
      if (!me) throw notFound();
      return requirePartnership(tx, await foundPartnership(tx, scope, me, body, now));
    },
  );

  api.participant(
    'GET',
    '/partnerships/:partnershipId',
    { summary: 'A partnership with its parties', reply: Partnership },
    ({ tx, scope }) => requirePartnership(tx, scope),
  );

  api.participant(
    'PATCH',
    '/partnerships/:partnershipId',
    { summary: 'Change name, kind, status or start', body: PartnershipChange, reply: Partnership, ifMatch: true },
    async ({ tx, scope, body, version, now }) => {
      needs(mayEditPartnership(scope), ONLY_SPEAKERS);
      const was = await requirePartnership(tx, scope);
      const wish = { ...body, ...(body.name === undefined ? {} : { name: body.name.trim() }) };
      const done = await updatePartnership(tx, scope, version, {
        ...(wish.name === undefined ? {} : { name: wish.name }),
        ...(wish.kind === undefined ? {} : { kind: wish.kind }),
        ...(wish.status === undefined ? {} : { status: wish.status }),
        ...(wish.startedOn === undefined ? {} : { started_on: wish.startedOn }),
      });
      if (!done) throw changedMeanwhile(was);
      const changed = changes({ name: was.name, kind: was.kind, status: was.status, startedOn: was.startedOn }, wish);
      if (changed)
        await record(tx, scope, {
          at: now,
          type: 'partnership.changed',
          subject: { type: 'partnership', id: was.id, label: wish.name ?? was.name },
          ...changed,
        });
      await refreshCard(tx, scope);
      return requirePartnership(tx, scope);
    },
  );

  api.participant(
    'POST',
    '/partnerships/:partnershipId/parties',
    { summary: 'Invite a further party', body: NewParty, reply: Partnership, status: 201 },
    async ({ tx, scope, body, now }) => {
      needs(mayAddParty(scope), ONLY_SPEAKERS);
      return requirePartnership(tx, await addParty(tx, scope, body, now));
    },
  );

  api.participant(
    'PATCH',
    '/partnerships/:partnershipId/parties/:partyId',
    { summary: 'Change how a party is called', body: PartyChange, reply: Party, ifMatch: true },
    async ({ tx, scope, params, body, version, now }) => {
      const { partyId } = params as { partyId: string };
      const was = await requireParty(tx, scope, partyId);
      needs(mayActFor(scope, partyId), ONLY_OWN_PARTY);
      const name = partyName({ ...was, ...body });
      const others = (await listParties(tx, scope)).filter((party) => party.id !== partyId && party.state !== 'left');
      if (others.some((party) => party.name.toLowerCase() === name.toLowerCase()))
        throw conflict('name-taken', `There is a party “${name}” already; give this one another name.`);
      if (!(await updateParty(tx, scope, partyId, version, body))) throw changedMeanwhile(was);
      const changed = changes({ organisation: was.organisation, unit: was.unit, place: was.place }, body);
      if (changed)
        await record(tx, scope, {
          at: now,
          type: 'party.changed',
          subject: { type: 'party', id: partyId, label: name },
          ...changed,
        });
      await refreshCard(tx, scope);
      return requireParty(tx, scope, partyId);
    },
  );

  api.participant(
    'GET',
    '/partnerships/:partnershipId/record',
    { summary: 'The record: every change, newest first', query: PageQuery, reply: RecordPage },
    ({ tx, scope, query }) => listEvents(tx, scope, cursorOf(query)),
  );

  // The secret travels in the body: an address is kept in histories and logs, a body is not.
  api.anyone(
    'POST',
    '/invitations/look-up',
    { summary: 'Who invites me to what', body: InvitationToken, reply: InvitationView, perMinute: 60 },
    async ({ body, deps, now }) => {
      const place = await findByToken(deps.db, hashToken(body.token));
      if (!place) throw notFound();
      const found = await asWorker(deps.db, place.partnershipId, (tx, scope) => findInvitation(tx, scope, place.id));
      if (!found) throw notFound();
      return {
        state: found.left_on ? ('revoked' as const) : invitationState(found, now),
        partnership: {
          id: place.partnershipId,
          name: found.partnership_name,
          kind: found.partnership_kind as Partnership['kind'],
        },
        party: {
          name: found.party_name ?? found.organisation,
          organisation: found.organisation,
          state: found.party_accepted_at ? ('in' as const) : ('invited' as const),
        },
        participant: { name: found.participant_name, email: found.email, role: found.role as Partnership['myRole'] },
        invitedBy: { name: found.host_name, party: found.host_party_name ?? '' },
        expiresAt: found.expires_at,
      };
    },
  );

  api.person(
    'POST',
    '/invitations/accept',
    { summary: 'Accept an invitation for myself', body: InvitationToken, reply: InvitationAccepted, perMinute: 60 },
    async ({ tx, scope, body, now }) => {
      const me = await findMe(tx, scope);
      if (!me) throw notFound();
      return acceptInvitation(tx, me, body.token, now);
    },
  );
}

async function requirePartnership(tx: Tx, scope: Scope): Promise<Partnership> {
  const partnership = await findPartnership(tx, scope);
  if (!partnership) throw notFound();
  return partnership;
}

async function requireParty(tx: Tx, scope: Scope, id: string): Promise<Party> {
  const party = (await listParties(tx, scope)).find((one) => one.id === id);
  if (!party) throw notFound();
  return party;
}
