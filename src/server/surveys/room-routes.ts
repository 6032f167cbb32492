import { roomLink } from '../../domain/surveys/room.ts';
import {
  Room,
  RoomChange,
  RoomReply,
  RoomRequest,
  SeatReply,
  SeatRequest,
} from '../../domain/surveys/room-contract.ts';
import { needs } from '../partnerships/access.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Api, Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { record } from '../platform/record.ts';
import { enterWorker, inRound, type Scope } from '../platform/scope.ts';
import { mayHoldRoom, ONLY_ROOM_HOLDERS } from './access.ts';
import { over } from './answer-routes.ts';
import { roomTokenOf, tokenHash } from './ballots.ts';
import { findKey, findRound, type RoundRow } from './queries.ts';
import { changeRoom, findRoom, listSeats, opensRoom, takeSeat } from './room-queries.ts';
import { findFingerprints } from './seal-queries.ts';

type One = { roundId: string };
const ROOM = '/partnerships/:partnershipId/rounds/:roundId/room';

/** One code on the screen of a room, and a seat for each phone that scans it. */
export function roomRoutes(api: Api): void {
  api.participant(
    'GET',
    ROOM,
    { summary: 'The code of a round’s room, and how many seats are taken by group; never by whom', reply: Room },
    async ({ tx, scope, params, deps }) => {
      const row = await requireRound(tx, scope, (params as One).roundId);
      needs(mayHoldRoom(scope), ONLY_ROOM_HOLDERS);
      return presentRoom(tx, scope, deps, row);
    },
  );

  api.participant(
    'POST',
    ROOM,
    { summary: 'Give no more seats, or give them again with a new code', body: RoomChange, reply: Room },
    async ({ tx, scope, params, body, deps, now }) => {
      const row = await requireRound(tx, scope, (params as One).roundId);
      needs(mayHoldRoom(scope), ONLY_ROOM_HOLDERS);
      const had = await findRoom(tx, scope, row.id);
      if (!had) throw noRoom();
      if (row.state !== 'open') throw conflict('round-over', 'This round is over, and its room with it.');
      let next: Buffer | null = null;
      if (body.open) {
        const secret = await findKey(tx, await enterWorker(tx, scope.partnership), row.id);
        if (!secret) throw conflict('round-over', 'This round is over, and its room with it.');
        next = tokenHash(roomTokenOf(secret, row.id, had.code + 1));
      }
      if (had.open === body.open || !(await changeRoom(tx, scope, row.id, had, next)))
        throw conflict('room', body.open ? 'The room is open already.' : 'The room was ended already.');
      await record(tx, scope, {
        at: now,
        type: body.open ? 'room.opened' : 'room.ended',
        subject: { type: 'round', id: row.id, label: `Round ${row.number}` },
      });
      return presentRoom(tx, scope, deps, row);
    },
  );

  api.anyone(
    'POST',
    '/respond/rooms',
    {
      summary: 'Scan the code of a room: whose partnership it is, and the groups one can sit in',
      body: RoomRequest,
      reply: RoomReply,
      silent: true,
    },
    ({ body, now }) =>
      inRound(api.deps.db, body.round, async (tx, scope) => {
        const row = await findRound(tx, scope, body.round);
        if (!row || !(await opensRoom(tx, scope, row.id, tokenHash(body.room)))) throw notFound();
        const late = Temporal.Instant.compare(Temporal.Instant.from(row.closes_at), now) <= 0;
        const state = row.state === 'open' && late ? ('closed' as const) : row.state;
        const { partnership, sample, parties } = await listPartyNames(tx, scope);
        const groupOf = (party: string) => row.strata.find((one) => one.parties.includes(party))?.key;
        return {
          state,
          partnership,
          sample,
          closesAt: row.closes_at,
          level: row.level,
          groups: row.strata.map((one) => one.key),
          parties:
            state === 'open'
              ? parties.flatMap(({ id, name, mark }) => {
                  const group = groupOf(id);
                  return group ? [{ name, mark, group }] : [];
                })
              : [],
        };
      }),
  );

  api.anyone(
    'POST',
    '/respond/seats',
    {
      summary: 'Take a seat of one’s group, once for each device; the same again is the same seat',
      body: SeatRequest,
      reply: SeatReply,
      silent: true,
    },
    async ({ body, now }) => {
      const seat = { round: body.round, room: tokenHash(body.room), group: body.group, hash: tokenHash(body.token) };
      const outcome = await takeSeat(api.deps.db, seat, now);
      if (outcome === 'unknown') throw notFound();
      if (outcome === 'closed') throw over();
      if (outcome === 'full')
        throw conflict(
          'seats-taken',
          'All seats of this party are taken: as many as it has people in this round. Tell whoever runs the meeting.',
        );
      if (outcome === 'other')
        throw conflict('seated-elsewhere', 'This device has its seat in another party already; go on with that one.');
      return { seated: true };
    },
  );
}

const noRoom = () =>
  conflict('no-room', 'In this round everybody has a link of their own; open another one to answer it in a room.');

async function requireRound(tx: Tx, scope: Scope, id: string): Promise<RoundRow> {
  const row = await findRound(tx, scope, id);
  if (!row) throw notFound();
  return row;
}

async function presentRoom(tx: Tx, scope: Scope, { config }: Pick<Deps, 'config'>, row: RoundRow): Promise<Room> {
  const room = await findRoom(tx, scope, row.id);
  if (!room) throw noRoom();
  const seats = await listSeats(tx, scope, row.id);
  const keys = await findFingerprints(tx, scope, row.id);
  const groups = row.strata.map(({ key, parties }) => ({
    key,
    parties,
    ...(seats.get(key) ?? { seats: 0, taken: 0 }),
  }));
  // The key makes everybody's links: it is fetched when it is settled who asks.
  const secret = await findKey(tx, await enterWorker(tx, scope.partnership), row.id);
  const open = room.open && row.state === 'open' && secret;
  return {
    link: open
      ? roomLink(config.publicUrl, {
          round: row.id,
          room: roomTokenOf(secret, row.id, room.code),
          keys: row.strata.flatMap(({ key }) => keys.get(key) ?? []),
        })
      : null,
    groups,
  };
}
