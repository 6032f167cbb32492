import { createHash, randomBytes } from 'node:crypto';
import type {
  NewParticipant,
  NewPartnership,
  NewParty,
  ParticipantChange,
} from '../../domain/partnerships/contract.ts';
import {
  giveMarks,
  INVITATION_DAYS,
  invitationState,
  nextMark,
  partyName,
  speaksFor,
} from '../../domain/partnerships/rules.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, forbidden, gone, invalid, notFound } from '../platform/errors.ts';
import { asLanguage } from '../platform/i18n.ts';
import { newId } from '../platform/id.ts';
import { record } from '../platform/record.ts';
import { enterNew, enterWorker, type PersonScope, refreshParties, type Scope } from '../platform/scope.ts';
import { invitationLetter } from './emails.ts';
import { endInvitations, findByToken, findInvitation, insertInvitation } from './invitation-queries.ts';
import {
  emailTaken,
  findParticipant,
  insertParticipants,
  lockParty,
  otherSpeakers,
  type ParticipantRow,
  setEmail,
  updateParticipant,
} from './participant-queries.ts';
import { acceptParty, insertPartnership, insertParty, listParties, listPartyNames, refreshCard } from './queries.ts';

/** Secrets of links: 256 random bits, kept as a hash only. */
export const newToken = () => randomBytes(32).toString('base64url');
export const hashToken = (token: string) => createHash('sha256').update(token).digest();

/** Today, in the zone a day is meant in; UTC where nobody says otherwise. */
export const today = (now: Temporal.Instant) => now.toZonedDateTimeISO('UTC').toPlainDate().toString();

export async function foundPartnership(
  tx: Tx,
  person: PersonScope,
  me: { name: string; email: string; language: string | null },
  wish: NewPartnership,
  now: Temporal.Instant,
  sample?: 'sample',
): Promise<Scope> {
  const parties = [wish.mine, ...wish.others].map((party) => ({ ...party, name: partyName(party), id: newId() }));
  if (new Set(parties.map((party) => party.name.toLowerCase())).size < parties.length)
    throw invalid('Two parties have the same name; give each its own, for instance the unit.');
  const marks = giveMarks(parties);
  const mine = parties[0] as (typeof parties)[number];
  const founder = {
    person: person.person,
    partnership: newId(),
    participant: newId(),
    party: mine.id,
    name: me.name,
    role: wish.mine.role,
  };
  const scope = await enterNew(tx, founder);
  await insertPartnership(tx, scope, {
    name: wish.name.trim(),
    kind: wish.kind,
    status: wish.status ?? 'forming',
    startedOn: wish.startedOn ?? null,
    sample: sample !== undefined,
    now,
  });
  for (const party of parties)
    await insertParty(tx, scope, {
      id: party.id,
      organisation: party.organisation.trim(),
      unit: party.unit?.trim() || null,
      place: party.place?.trim() || null,
      mark: marks.get(party) as string,
      invitedBy: party === mine ? null : mine.id,
      acceptedAt: party === mine ? now : null,
      now,
    });
  const wide = await refreshParties(tx, scope);
  await insertParticipants(
    tx,
    wide,
    [
      {
        id: founder.participant,
        partyId: mine.id,
        name: me.name,
        email: me.email,
        role: wish.mine.role,
        language: me.language,
        joinedOn: today(now),
        personId: person.person,
      },
      ...wish.others.flatMap((other, index) =>
        other.people.map((one) => ({
          id: newId(),
          partyId: (parties[index + 1] as { id: string }).id,
          name: one.name,
          email: one.email ?? null,
          role: one.role,
          joinedOn: today(now),
        })),
      ),
    ],
    now,
  );
  await record(tx, wide, {
    at: now,
    type: 'partnership.created',
    subject: { type: 'partnership', id: scope.partnership, label: wish.name.trim() },
    after: { name: wish.name.trim(), kind: wish.kind, parties: parties.map((party) => party.name) },
  });
  await refreshCard(tx, wide);
  return wide;
}

/** Returns the scope that has the new party in its care. */
export async function addParty(tx: Tx, scope: Scope, wish: NewParty, now: Temporal.Instant): Promise<Scope> {
  const parties = await listParties(tx, scope);
  const mark = nextMark(parties.map((party) => party.mark));
  if (!mark) throw conflict('full', 'A partnership has at most eight parties.');
  const name = partyName(wish);
  if (parties.some((party) => party.state !== 'left' && party.name.toLowerCase() === name.toLowerCase()))
    throw conflict('name-taken', `There is a party “${name}” already; give this one another name.`);
  const id = newId();
  await insertParty(tx, scope, {
    id,
    organisation: wish.organisation.trim(),
    unit: wish.unit?.trim() || null,
    place: wish.place?.trim() || null,
    mark,
    invitedBy: scope.party,
    acceptedAt: null,
    now,
  });
  const wide = await refreshParties(tx, scope);
  await insertParticipants(
    tx,
    wide,
    wish.people.map((one) => ({
      id: newId(),
      partyId: id,
      name: one.name,
      email: one.email ?? null,
      role: one.role,
      joinedOn: today(now),
    })),
    now,
  );
  await record(tx, wide, {
    at: now,
    type: 'party.invited',
    subject: { type: 'party', id, label: name },
    after: { name },
  });
  await refreshCard(tx, wide);
  return wide;
}

export async function addParticipant(
  tx: Tx,
  scope: Scope,
  wish: NewParticipant,
  now: Temporal.Instant,
): Promise<string> {
  if (wish.email && (await emailTaken(tx, scope, wish.partyId, wish.email)))
    throw conflict('address-taken', 'Somebody in this party has this address already; look for them in the list.');
  if (wish.joinedOn && wish.joinedOn > tomorrow(now))
    throw invalid('The day of joining lies ahead; leave it empty for today.');
  const id = newId();
  await insertParticipants(
    tx,
    scope,
    [{ ...wish, id, email: wish.email ?? null, joinedOn: wish.joinedOn ?? today(now) }],
    now,
  );
  await record(tx, scope, {
    at: now,
    type: 'participant.added',
    subject: { type: 'participant', id, label: wish.name.trim() },
    after: { role: wish.role, party: wish.partyId },
  });
  return id;
}

// A day may already have begun east of UTC.
const tomorrow = (now: Temporal.Instant) => now.toZonedDateTimeISO('UTC').toPlainDate().add({ days: 1 }).toString();

/** Returns false when somebody else changed the row meanwhile. */
export async function changeParticipant(
  tx: Tx,
  scope: Scope,
  row: ParticipantRow,
  version: number,
  wish: ParticipantChange,
  now: Temporal.Instant,
): Promise<boolean> {
  const leaving = wish.leftOn !== undefined && wish.leftOn !== null && row.left_on === null;
  const returning = wish.leftOn === null && row.left_on !== null;
  const silenced =
    row.person_id !== null &&
    speaksFor(row.role as never) &&
    (leaving || (wish.role !== undefined && !speaksFor(wish.role)));
  if (silenced) {
    await lockParty(tx, scope, row.party_id);
    if ((await otherSpeakers(tx, scope, row.party_id, row.id)) === 0)
      throw conflict(
        'last-speaker',
        'This is the last lead or sponsor of the party with an account; let another one join first.',
      );
  }
  if (wish.leftOn && wish.leftOn > tomorrow(now))
    throw invalid('The last day lies ahead; end the time here when it has come.');
  if (wish.joinedOn && wish.joinedOn > tomorrow(now))
    throw invalid('The day of joining lies ahead; enter it when it has come.');
  const lastDay = wish.leftOn === undefined ? row.left_on : wish.leftOn;
  if (lastDay && lastDay < (wish.joinedOn ?? row.joined_on))
    throw invalid('The last day lies before the first; check both dates.');
  if (wish.email && (await emailTaken(tx, scope, row.party_id, wish.email, row.id)))
    throw conflict('address-taken', 'Somebody in this party has this address already; look for them in the list.');

  const set = {
    ...(wish.name !== undefined ? { name: wish.name.trim() } : {}),
    ...(wish.role !== undefined ? { role: wish.role } : {}),
    ...(wish.function !== undefined ? { function: wish.function?.trim() || null } : {}),
    ...(wish.level !== undefined ? { level: wish.level?.trim() || null } : {}),
    ...(wish.region !== undefined ? { region: wish.region?.trim() || null } : {}),
    ...(wish.decides !== undefined ? { decides: wish.decides } : {}),
    ...(wish.language !== undefined ? { language: wish.language } : {}),
    ...(wish.joinedOn !== undefined ? { joined_on: wish.joinedOn } : {}),
    ...(wish.leftOn !== undefined ? { left_on: wish.leftOn } : {}),
  };
  if (!(await updateParticipant(tx, scope, row.id, version, set))) return false;
  if (wish.email !== undefined) await setEmail(tx, scope, row, wish.email);
  if (leaving) await endInvitations(tx, scope, row.id, 'revoked_at', now);
  const changed = Object.keys(set).filter((key) => set[key as keyof typeof set] !== row[key as keyof ParticipantRow]);
  if (changed.length > 0)
    await record(tx, scope, {
      at: now,
      type: leaving ? 'participant.left' : returning ? 'participant.returned' : 'participant.changed',
      subject: { type: 'participant', id: row.id, label: set.name ?? row.name },
      before: Object.fromEntries(changed.map((key) => [key, row[key as keyof ParticipantRow]])),
      after: Object.fromEntries(changed.map((key) => [key, set[key as keyof typeof set]])),
    });
  return true;
}

/** A further link for somebody without an account; mailed too when there is an address. */
export async function inviteParticipant(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  row: ParticipantRow,
  now: Temporal.Instant,
): Promise<{ link: string; expiresAt: string; mailed: boolean }> {
  if (row.person_id) throw conflict('has-account', `${row.name} has an account here already.`);
  if (row.left_on) throw conflict('has-left', `${row.name} has left; bring them back first.`);
  if ((await listPartyNames(tx, scope)).sample)
    throw conflict(
      'sample',
      'These people are made up, and the sample is yours alone; begin a partnership to invite somebody.',
    );
  const token = newToken();
  const id = newId();
  const expiresAt = now.add({ hours: 24 * INVITATION_DAYS });
  await insertInvitation(tx, scope, {
    id,
    participantId: row.id,
    partyId: row.party_id,
    tokenHash: hashToken(token),
    now,
    expiresAt,
  });
  const link = `${deps.config.publicUrl}/join#${token}`;
  if (row.email)
    await invitationLetter(tx, scope, deps, { row: { ...row, email: row.email }, id, link, expiresAt, now });
  await record(tx, scope, {
    at: now,
    type: 'participant.invited',
    subject: { type: 'participant', id: row.id, label: row.name },
  });
  return { link, expiresAt: expiresAt.toString(), mailed: row.email !== null && deps.config.smtpUrl !== undefined };
}

export async function acceptInvitation(
  tx: Tx,
  me: { id: string; name: string; email: string; language: string | null },
  token: string,
  now: Temporal.Instant,
): Promise<{ partnershipId: string }> {
  const place = await findByToken(tx, hashToken(token));
  if (!place) throw notFound();
  const worker = await enterWorker(tx, place.partnershipId);
  const found = await findInvitation(tx, worker, place.id);
  if (!found) throw notFound();
  const state = invitationState(found, now);
  if (state === 'accepted' && found.person_id === me.id) return { partnershipId: place.partnershipId };
  if (state !== 'open' || found.left_on)
    throw gone(
      `invitation-${state === 'open' ? 'revoked' : state}`,
      'This invitation no longer works. Ask for a new link.',
    );
  // A link can be forwarded by mistake; the address it was sent to says who it is for.
  if (found.email && found.email !== me.email.toLowerCase())
    throw forbidden(
      `This invitation is for ${found.email}. Sign in with that address, or ask for an invitation to ${me.email}.`,
    );
  const party = { ...worker, participant: found.participant_id, name: found.participant_name, party: found.party_id };
  try {
    const linked = await updateParticipant(tx, worker, found.participant_id, found.participant_version, {
      person_id: me.id,
      ...(me.language ? { language: asLanguage(me.language) } : {}),
    });
    if (!linked)
      throw conflict('changed-meanwhile', 'This invitation is being accepted at this very moment. Open it again.');
  } catch (error) {
    if ((error as { code?: string }).code === '23505')
      throw conflict('already-in', 'You are in this partnership already, for another entry in the list of people.');
    throw error;
  }
  await endInvitations(tx, worker, found.participant_id, 'accepted_at', now);
  await record(tx, party as never, {
    at: now,
    type: 'participant.accepted',
    subject: { type: 'participant', id: found.participant_id, label: found.participant_name },
  });
  if (speaksFor(found.role as never) && (await acceptParty(tx, worker, found.party_id, now)))
    await record(tx, party as never, {
      at: now,
      type: 'party.accepted',
      subject: { type: 'party', id: found.party_id, label: found.party_name ?? found.organisation },
    });
  await refreshCard(tx, worker);
  return { partnershipId: place.partnershipId };
}

export async function requireParticipant(
  tx: Tx,
  scope: Scope,
  id: string,
  now: Temporal.Instant,
): Promise<ParticipantRow> {
  const row = await findParticipant(tx, scope, id, now);
  if (!row) throw notFound();
  return row;
}
