import * as Y from 'yjs';
import { allowedIn } from '../../domain/writing/drafts.ts';
import {
  CLOSED,
  type Cursor,
  DRAFT_BYTES,
  type Mode,
  type Place,
  type Present,
  readMessage,
  readPlace,
  type Said,
  updateMessage,
  vectorMessage,
} from '../../domain/writing/protocol.ts';
import { emptyDraft, takeUpdate } from '../../domain/writing/update.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { HttpError, notFound } from '../platform/errors.ts';
import { inPartnership, type Scope } from '../platform/scope.ts';
import type { Socket } from '../platform/sockets.ts';
import { modeOf } from './access.ts';
import { foldDraft } from './actions.ts';
import { appendChange, bindWindows, type Draft, holdDraft, listWriters, readState } from './queries.ts';

/** For tests, which do not wait. */
export type RoomPace = { proofMs: number; foldMs: number; foldAfter: number };

/** Ends the socket of whoever sent what cannot be taken. */
class Refused extends Error {
  readonly code: number;
  constructor(code: number, reason: string) {
    super(reason);
    this.code = code;
  }
}

/** One person's open draft: a socket that was let in. */
export type Window = {
  socket: Socket;
  /** Which draft of the document this window holds. */
  draft: string;
  participant: string;
  party: string;
  name: string;
  mode: Mode;
  /** The number of this window in the Yjs document, once it has said it, and where its caret stands. */
  client: number | undefined;
  cursor: Cursor;
};

type Change = { window: Window; number: number; update: Uint8Array; done: () => void };

/**
 * One draft that is open in at least one window. Everything happens one after the other: a change is proven, checked,
 * written to the database under the scope of its writer, and only then told to others and acknowledged. So nobody sees
 * what is not kept, and what was acknowledged outlives this process.
 */
export class Room {
  readonly partnership: string;
  readonly document: string;
  readonly #deps: Deps;
  readonly #pace: RoomPace;
  readonly #onError: (error: Error) => void;
  readonly #windows = new Set<Window>();
  readonly #empty: () => void;
  #entering = 0;
  #changes: Change[] = [];
  #work: Promise<void> = Promise.resolve();
  /** What is in the database, in memory; undefined: read it again. */
  #kept: { draft: string; doc: Y.Doc; authors: Map<number, string>; bytes: number } | undefined;
  /** Changes in the database that are not folded into the draft yet, and whose turn it is to do it. */
  #loose = 0;
  #writer: string | undefined;
  #fold: NodeJS.Timeout | undefined;
  readonly #proof: NodeJS.Timeout;

  constructor(
    where: { partnership: string; document: string },
    deps: Deps,
    pace: RoomPace,
    told: { error: (error: Error) => void; empty: () => void },
  ) {
    this.partnership = where.partnership;
    this.document = where.document;
    this.#deps = deps;
    this.#pace = pace;
    this.#onError = told.error;
    this.#empty = told.empty;
    this.#proof = setInterval(() => void this.proveAll(), pace.proofMs).unref();
  }

  get idle(): boolean {
    return this.#windows.size + this.#entering === 0;
  }

  /** Lets a socket in, if its person may read this draft; what it says before waits. */
  async enter(socket: Socket, draft: string): Promise<void> {
    let window: Window | undefined;
    this.#entering++;
    const inside = this.#then(async () => {
      try {
        await this.#in(socket.person, async (tx, scope) => {
          const found = await this.#draft(tx, scope, draft);
          const { participant, party, name } = scope;
          const mode = modeOf(scope, found);
          window = { socket, draft, participant, party, name, mode, client: undefined, cursor: null };
        });
        if (!window || !socket.open) return;
        this.#windows.add(window);
        this.#say(window, { say: 'welcome', mode: window.mode });
        this.#say(window, { say: 'here', people: this.#present(window) });
      } catch (error) {
        this.#end(socket, error);
      }
    }).finally(() => {
      this.#entering--;
      if (this.idle) this.#empty();
    });
    socket.listen(
      async (message) => {
        await inside;
        if (window && this.#windows.has(window)) await this.#hear(window, message);
      },
      () => {
        void inside.then(() => window && this.#leave(window));
      },
    );
    await inside;
  }

  /** Nobody is here any more: what is loose is folded, and the next one reads from the database. */
  async close(): Promise<void> {
    clearInterval(this.#proof);
    clearTimeout(this.#fold);
    await this.#then(() => this.#foldNow());
  }

  /** Makes every proof again: of a person, or of all. What somebody may do here has changed, or may have. */
  async proveAll(person?: string): Promise<void> {
    const concerned = [...this.#windows].filter((one) => person === undefined || one.socket.person === person);
    await this.#then(async () => {
      for (const window of concerned) await this.#prove(window);
    });
  }

  /** The document changed otherwise than through a window: somebody proposed, declined, shared or imported. */
  async moved(): Promise<void> {
    await this.proveAll();
    await this.#then(() => this.#catchUp());
  }

  /* ── What windows say ── */

  async #hear(window: Window, message: string | Uint8Array): Promise<void> {
    if (typeof message === 'string') {
      const place = readPlace(message);
      if (!place) return this.#end(window.socket, new Refused(CLOSED.refused, 'not a place'));
      return this.#then(async () => this.#move(window, place));
    }
    const read = readMessage(message);
    if (!read) return this.#end(window.socket, new Refused(CLOSED.refused, 'not a message'));
    if ('vector' in read) return this.#then(() => this.#answer(window, read.vector));
    return new Promise((done) => {
      this.#changes.push({ window, ...read, done });
      void this.#then(() => this.#takeNext());
    });
  }

  /** What the window lacks, and what we have, so that it sends what we lack. */
  async #answer(window: Window, vector: Uint8Array): Promise<void> {
    try {
      await this.#in(window.socket.person, async (tx, scope) => {
        const draft = await this.#draft(tx, scope, window.draft);
        const { doc } = await this.#read(tx, scope, draft);
        let missing: Uint8Array;
        try {
          missing = Y.encodeStateAsUpdate(doc, vector.length > 0 ? vector : undefined);
        } catch {
          throw new Refused(CLOSED.refused, 'not a state vector');
        }
        window.socket.send(updateMessage(0, missing));
        window.socket.send(vectorMessage(Y.encodeStateVector(doc)));
      });
    } catch (error) {
      this.#drop(window, error);
    }
  }

  #move(window: Window, { client, cursor }: Place): void {
    if (!this.#windows.has(window)) return;
    // A caret in another's name: their windows are theirs.
    const owner = this.#kept?.authors.get(client);
    const taken = [...this.#windows].some((one) => one !== window && one.client === client);
    if ((owner !== undefined && owner !== window.participant) || taken) {
      this.#drop(window, new Refused(CLOSED.refused, 'a place in another’s name'));
      return;
    }
    if (window.client !== undefined && window.client !== client)
      this.#tell(window, { say: 'gone', client: window.client });
    window.client = client;
    window.cursor = cursor;
    const me = presence(window);
    if (me) this.#tell(window, { say: 'here', people: [me] });
  }

  async #takeNext(): Promise<void> {
    const window = this.#changes[0]?.window;
    if (!window) return;
    // All that this window has said so far is one change: a slow database makes them fewer, not later and later.
    const mine = this.#changes.filter((one) => one.window === window);
    this.#changes = this.#changes.filter((one) => one.window !== window);
    try {
      if (this.#windows.has(window)) await this.#take(window, mine);
    } catch (error) {
      // Whatever was applied in memory is not in the database.
      this.#kept = undefined;
      this.#drop(window, error);
    } finally {
      for (const one of mine) one.done();
    }
  }

  async #take(window: Window, changes: Change[]): Promise<void> {
    const effect = await this.#in(window.socket.person, async (tx, scope) => {
      const draft = await this.#draft(tx, scope, window.draft);
      const kept = await this.#read(tx, scope, draft);
      const known = new Set(kept.doc.store.clients.keys());
      const effects: Uint8Array[] = [];
      const clients = new Set<number>();
      for (const { update } of changes) {
        const taken = takeUpdate(kept.doc, update, allowedIn(draft.kind));
        if ('refused' in taken) throw new Refused(CLOSED.refused, taken.refused);
        if (taken.effect) effects.push(taken.effect);
        for (const client of taken.clients) clients.add(client);
      }
      if (effects.length === 0) return undefined;
      if (modeOf(scope, draft) === 'read') return 'read' as const;
      const merged = effects.length === 1 ? (effects[0] as Uint8Array) : Y.mergeUpdates(effects);
      if (kept.bytes + merged.length > DRAFT_BYTES) throw new Refused(CLOSED.tooBig, 'the draft is full');
      const added = [...clients].filter((client) => kept.authors.get(client) !== scope.participant);
      // A window's number belongs to whom it was first heard from; what nobody wrote stays nobody's.
      if (added.some((client) => kept.authors.has(client) || known.has(client)))
        throw new Refused(CLOSED.refused, 'a change in another’s name');
      if (!(await bindWindows(tx, scope, this.document, added, this.#deps.clock.now())))
        throw new Refused(CLOSED.refused, 'a change in another’s name');
      await appendChange(tx, scope, this.document, merged);
      return { merged, added };
    });
    if (effect === 'read') {
      this.#kept = undefined;
      window.mode = 'read';
      return this.#say(window, { say: 'mode', mode: 'read' });
    }
    if (effect && this.#kept) {
      for (const client of effect.added) this.#kept.authors.set(client, window.participant);
      this.#kept.bytes += effect.merged.length;
      await this.#spread(effect.merged, window);
      this.#soonFold(window);
    }
    this.#say(window, { say: 'kept', number: Math.max(...changes.map((one) => one.number)) });
  }

  /* ── Proofs ── */

  #in<T>(person: string, work: (tx: Tx, scope: Scope) => Promise<T>): Promise<T> {
    return inPartnership(this.#deps.db, person, this.partnership, work, this.#deps.guard);
  }

  /** The draft as it is now, held against whoever wants to freeze it until this transaction ends. */
  async #draft(tx: Tx, scope: Scope, draft: string): Promise<Draft> {
    const found = await holdDraft(tx, scope, this.document);
    if (!found) throw notFound();
    if (found.draft !== draft) throw new Refused(CLOSED.otherDraft, 'another draft');
    return found;
  }

  async #prove(window: Window): Promise<void> {
    if (!this.#windows.has(window)) return;
    try {
      if (!(await window.socket.signedIn())) throw new Refused(CLOSED.signedOut, 'signed out');
      const mode = await this.#in(window.socket.person, async (tx, scope) =>
        modeOf(scope, await this.#draft(tx, scope, window.draft)),
      );
      if (mode !== window.mode) this.#say(window, { say: 'mode', mode });
      window.mode = mode;
    } catch (error) {
      this.#drop(window, error);
    }
  }

  /* ── What is kept ── */

  /** Inside the transaction that holds the draft. */
  async #read(tx: Tx, scope: Scope, draft: Draft) {
    if (this.#kept?.draft === draft.draft) return this.#kept;
    const parts = await readState(tx, scope, this.document);
    const doc = emptyDraft(allowedIn(draft.kind));
    doc.transact(() => {
      for (const part of parts) Y.applyUpdate(doc, part);
    });
    const writers = await listWriters(tx, scope, this.document);
    this.#kept = {
      draft: draft.draft,
      doc,
      authors: new Map(writers.map((one) => [one.client, one.participantId])),
      bytes: parts.reduce((sum, part) => sum + part.length, 0),
    };
    return this.#kept;
  }

  /** Reads what came into the database past this room, and tells the windows of it. */
  async #catchUp(): Promise<void> {
    const before = this.#kept;
    const [someone] = this.#windows;
    this.#kept = undefined;
    if (!before || !someone || someone.draft !== before.draft) return;
    try {
      const { doc } = await this.#in(someone.socket.person, async (tx, scope) =>
        this.#read(tx, scope, await this.#draft(tx, scope, someone.draft)),
      );
      const effects: Uint8Array[] = [];
      before.doc.on('update', (effect: Uint8Array) => effects.push(effect));
      Y.applyUpdate(before.doc, Y.encodeStateAsUpdate(doc));
      for (const effect of effects) await this.#spread(effect);
    } catch (error) {
      this.#drop(someone, error);
    }
  }

  #soonFold(window: Window): void {
    this.#writer = window.socket.person;
    if (++this.#loose >= this.#pace.foldAfter) void this.#then(() => this.#foldNow());
    clearTimeout(this.#fold);
    this.#fold = setTimeout(() => void this.#then(() => this.#foldNow()), this.#pace.foldMs).unref();
  }

  async #foldNow(): Promise<void> {
    if (this.#loose === 0 || this.#writer === undefined) return;
    this.#loose = 0;
    // Whoever wrote last may have left meanwhile; then the next writer's turn does it, and nothing is lost till then.
    await this.#in(this.#writer, (tx, scope) => foldDraft(tx, scope, this.document, this.#deps.clock.now())).catch(
      (error: unknown) => {
        if (!isRefusal(error)) this.#onError(error as Error);
      },
    );
  }

  /* ── What windows hear ── */

  async #spread(update: Uint8Array, from?: Window): Promise<void> {
    const message = updateMessage(0, update);
    // Without its ear this process would not hear of somebody who left: then everybody is asked first.
    if (this.#deps.live.feed.state !== 'listening')
      for (const window of [...this.#windows]) if (window !== from) await this.#prove(window);
    for (const window of this.#windows)
      if (window !== from && (!from || window.draft === from.draft)) window.socket.send(message);
  }

  #present(except: Window): Present[] {
    return [...this.#windows].filter((one) => one !== except).flatMap((one) => presence(one) ?? []);
  }

  #tell(from: Window, said: Said): void {
    for (const window of this.#windows) if (window !== from) this.#say(window, said);
  }

  #say(window: Window, said: Said): void {
    window.socket.send(JSON.stringify(said));
  }

  #leave(window: Window): void {
    if (!this.#windows.delete(window)) return;
    if (window.client !== undefined) this.#tell(window, { say: 'gone', client: window.client });
    if (this.idle) this.#empty();
  }

  #drop(window: Window, error: unknown): void {
    this.#leave(window);
    this.#end(window.socket, error);
  }

  #end(socket: Socket, error: unknown): void {
    if (error instanceof Refused) socket.close(error.code);
    else if (isRefusal(error)) socket.close(CLOSED.missing);
    else {
      this.#onError(error as Error);
      socket.close(CLOSED.later);
    }
  }

  #then(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch((error: Error) => this.#onError(error));
    return this.#work;
  }
}

/** Not yours, or not there; as opposed to a database that does not answer. */
const isRefusal = (error: unknown): boolean =>
  error instanceof HttpError || error instanceof Refused || (error as { code?: string }).code === 'EN404';

function presence({ client, cursor, participant, party, name }: Window): Present | undefined {
  return client === undefined ? undefined : { client, cursor, participantId: participant, partyId: party, name };
}
