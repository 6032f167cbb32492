import type { FastifyInstance } from 'fastify';
import { CLOSED, MESSAGE_BYTES } from '../../domain/writing/protocol.ts';
import type { Deps } from '../platform/api.ts';
import type { Socket } from '../platform/sockets.ts';
import { Room, type RoomPace } from './room.ts';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Writing together: the sockets of open drafts, one room for each. Rooms are of this process; one process serves an
 * installation (docs/decisions/0024).
 */
export class Rooms {
  pace: RoomPace = { proofMs: 60_000, foldMs: 5000, foldAfter: 200 };
  readonly #deps: Deps;
  readonly #onError: (error: Error) => void;
  readonly #rooms = new Map<string, Room>();

  constructor(deps: Deps, onError: (error: Error) => void) {
    this.#deps = deps;
    this.#onError = onError;
  }

  get size(): number {
    return this.#rooms.size;
  }

  serve(app: FastifyInstance): void {
    const { sockets, feed } = this.#deps.live;
    sockets.serve(app, {
      path: '/api/v1/writing',
      largest: MESSAGE_BYTES,
      handler: (socket, query) => this.#open(socket, query),
    });
    const stop = feed.listen({
      event: ({ partnershipId, subject, type }) => {
        if (type.startsWith('document.')) void this.#rooms.get(`${partnershipId}/${subject.id}`)?.moved();
      },
      member: (person) => {
        for (const room of this.#rooms.values()) void room.proveAll(person);
      },
      gap: () => {
        for (const room of this.#rooms.values()) void room.moved();
      },
    });
    app.addHook('onClose', async () => {
      stop();
      await Promise.all([...this.#rooms.values()].map((room) => room.close()));
    });
  }

  #open(socket: Socket, query: URLSearchParams): void {
    const [partnership = '', document = '', draft = ''] = ['partnership', 'document', 'draft'].map(
      (name) => query.get(name) ?? '',
    );
    if (![partnership, document, draft].every((id) => ID.test(id))) {
      socket.close(CLOSED.missing);
      return;
    }
    // Both: whoever names another partnership's document does not even come near its room.
    const key = `${partnership}/${document}`;
    let room = this.#rooms.get(key);
    if (!room) {
      const empty = () => {
        if (!made.idle || this.#rooms.get(key) !== made) return;
        this.#rooms.delete(key);
        void made.close();
      };
      const made = new Room({ partnership, document }, this.#deps, this.pace, { error: this.#onError, empty });
      room = made;
      this.#rooms.set(key, room);
    }
    void room.enter(socket, draft);
  }
}
