import { IndexeddbPersistence } from 'y-indexeddb';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import {
  CLOSED,
  type Cursor,
  type Mode,
  type Present,
  readMessage,
  type Said,
  updateMessage,
  vectorMessage,
} from '../../domain/writing/protocol.ts';
import { KEPT } from '../platform/deviceDrafts.ts';
import { address } from '../platform/http.ts';

/** Why it is over, where trying again would change nothing. */
export type Ending = 'refused' | 'signedOut' | 'missing' | 'otherDraft' | 'tooBig' | 'windows';

export type LinkState = {
  line: 'opening' | 'on' | 'off';
  mode: Mode;
  /** Something is written here that the server has not acknowledged yet. */
  pending: boolean;
  /** This device keeps a copy that outlives the window. */
  device: boolean;
  ended: Ending | null;
  people: readonly Present[];
};

const RETRY_MS = [500, 1000, 2000, 5000, 10_000, 30_000];
/** Keystrokes within this time travel together. */
const GATHER_MS = 40;
const PLACE_MS = 80;
const ENDINGS: Record<number, Ending> = {
  [CLOSED.refused]: 'refused',
  [CLOSED.signedOut]: 'signedOut',
  [CLOSED.missing]: 'missing',
  [CLOSED.otherDraft]: 'otherDraft',
  [CLOSED.tooBig]: 'tooBig',
  4430: 'windows',
};

/**
 * One window on a draft: its text in memory, a copy on this device, and the line to the server. What is written is
 * "saved" once the server has said that it is in its database; until then, and without a line, it is kept here and sent
 * when there is one.
 */
export class DraftLink {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  state: LinkState = { line: 'opening', mode: 'read', pending: false, device: false, ended: null, people: [] };
  readonly #query: { partnership: string; document: string; draft: string };
  readonly #name: string;
  readonly #listeners = new Set<() => void>();
  #copy: IndexeddbPersistence | undefined;
  #socket: WebSocket | undefined;
  #synced = false;
  #outgoing: Uint8Array[] = [];
  #sent = 0;
  #kept = 0;
  #failures = 0;
  #over = false;
  #flush: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #place: ReturnType<typeof setTimeout> | undefined;

  constructor(query: { partnership: string; document: string; draft: string }, person: string) {
    this.#query = query;
    // A person of their own for each copy: what one wrote is never sent in the name of another.
    this.#name = `${KEPT}:${person}:${query.document}:${query.draft}`;
    this.doc.on('update', this.#written);
    this.awareness.on('update', this.#placed);
    window.addEventListener('online', this.#now);
    document.addEventListener('visibilitychange', this.#now);
    void this.#start();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  read = (): LinkState => this.state;

  /** Closes the window. The copy on this device goes once it holds nothing that the server lacks. */
  close(): void {
    this.#over = true;
    clearTimeout(this.#flush);
    clearTimeout(this.#retry);
    clearTimeout(this.#place);
    this.#send();
    window.removeEventListener('online', this.#now);
    document.removeEventListener('visibilitychange', this.#now);
    const saved = this.#synced && this.#kept === this.#sent;
    // One that is still being opened is closed when it is: browsers complain of anything else.
    if (this.#socket?.readyState !== WebSocket.CONNECTING) this.#socket?.close();
    if (saved) void this.#copy?.clearData();
    this.awareness.destroy();
    this.doc.destroy();
  }

  /** Throws away what this device keeps, before beginning again with what the server has. */
  async forget(): Promise<void> {
    await this.#copy?.clearData();
    this.#copy = undefined;
  }

  async #start(): Promise<void> {
    if (await storageWorks()) {
      if (this.#over) return;
      this.#copy = new IndexeddbPersistence(this.#name, this.doc);
      await this.#copy.whenSynced;
      this.#set({ device: true });
    }
    if (!this.#over) this.#connect();
  }

  #connect(): void {
    clearTimeout(this.#retry);
    if (this.#socket || this.#over || this.state.ended) return;
    const url = new URL(address('/writing', this.#query), window.location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      if (this.#over) socket.close();
      else socket.send(vectorMessage(Y.encodeStateVector(this.doc)));
    });
    socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (this.#over) return;
      if (typeof data === 'string') this.#hear(JSON.parse(data) as Said);
      else this.#take(new Uint8Array(data));
    });
    socket.addEventListener('close', ({ code }) => this.#lost(socket, code));
  }

  #lost(socket: WebSocket, code: number): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    this.#synced = false;
    // What was sent and not acknowledged is told again by comparing both texts; nothing of it is counted twice.
    if (this.#kept !== this.#sent) this.#set({ pending: true });
    this.#outgoing = [];
    this.#sent = 0;
    this.#kept = 0;
    this.#people(() => []);
    const ended = ENDINGS[code] ?? null;
    this.#set({ line: 'off', ended });
    if (ended || this.#over) return;
    const wait = RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)] as number;
    // Windows that lost the server together come back one after the other.
    this.#retry = setTimeout(() => this.#connect(), wait * (0.75 + Math.random() / 2));
  }

  /** The line may be there again: not after the pause, but now. */
  #now = (): void => {
    if (document.visibilityState === 'visible' && this.state.line === 'off') this.#connect();
  };

  #hear(said: Said): void {
    if (said.say === 'welcome') {
      this.#set({ mode: said.mode });
      this.#tellPlace();
    }
    if (said.say === 'mode') this.#turn(said.mode);
    if (said.say === 'kept') {
      this.#kept = said.number;
      this.#settle();
    }
    if (said.say === 'here')
      this.#people((before) => [
        ...before.filter((one) => !said.people.some((now) => now.client === one.client)),
        ...said.people,
      ]);
    if (said.say === 'gone') this.#people((before) => before.filter((one) => one.client !== said.client));
  }

  /** Proposed meanwhile: what was sent since was not taken, and is told again when the draft goes on. */
  #turn(mode: Mode): void {
    this.#set({ mode });
    if (mode === 'read') this.#kept = this.#sent;
    else if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#synced = false;
      this.#socket.send(vectorMessage(Y.encodeStateVector(this.doc)));
    }
  }

  #take(bytes: Uint8Array): void {
    const message = readMessage(bytes);
    if (!message) return;
    if ('update' in message) {
      Y.applyUpdate(this.doc, message.update, this);
      return;
    }
    // Both sides have compared: what the server lacks follows, be it from this device's copy.
    this.#synced = true;
    this.#failures = 0;
    this.#outgoing = [];
    const lacking = Y.encodeStateAsUpdate(this.doc, message.vector);
    if (lacking.length > 2) this.#outgoing.push(lacking);
    this.#set({ line: 'on' });
    this.#send(true);
    this.#settle();
  }

  #written = (update: Uint8Array, origin: unknown): void => {
    if (origin === this || (this.#copy && origin === this.#copy)) return;
    this.#outgoing.push(update);
    if (!this.state.pending) this.#set({ pending: true });
    this.#flush ??= setTimeout(() => this.#send(), GATHER_MS);
  };

  /** `compared`: also where nothing may be written, so that the server says whether it lacks anything. */
  #send(compared = false): void {
    clearTimeout(this.#flush);
    this.#flush = undefined;
    if (!this.#synced || this.#outgoing.length === 0) return;
    if (this.state.mode === 'read' && !compared) return;
    const update = this.#outgoing.length === 1 ? (this.#outgoing[0] as Uint8Array) : Y.mergeUpdates(this.#outgoing);
    this.#outgoing = [];
    this.#socket?.send(updateMessage(++this.#sent, update));
  }

  #settle(): void {
    const pending = this.#outgoing.length > 0 || this.#kept !== this.#sent;
    if (this.#synced && pending !== this.state.pending) this.#set({ pending });
  }

  #placed = ({ added, updated }: { added: number[]; updated: number[] }): void => {
    const me = this.doc.clientID;
    if (added.includes(me) || updated.includes(me)) this.#place ??= setTimeout(() => this.#tellPlace(), PLACE_MS);
  };

  #tellPlace(): void {
    clearTimeout(this.#place);
    this.#place = undefined;
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    const cursor = (this.awareness.getLocalState()?.['cursor'] ?? null) as Cursor;
    this.#socket.send(JSON.stringify({ client: this.doc.clientID, cursor }));
  }

  #people(change: (before: readonly Present[]) => readonly Present[]): void {
    const before = this.state.people;
    const people = change(before);
    if (people === before) return;
    // Editors read carets from here. Names and parties are what the server says of each window.
    const { states } = this.awareness;
    const gone = before.filter((one) => !people.some((now) => now.client === one.client)).map((one) => one.client);
    for (const client of gone) states.delete(client);
    for (const one of people) states.set(one.client, { cursor: one.cursor, user: { ...one, color: '#000000' } });
    const changed = people.filter((one) => !before.includes(one)).map((one) => one.client);
    this.awareness.emit('change', [{ added: [], updated: changed, removed: gone }, 'server']);
    this.#set({ people });
  }

  #set(change: Partial<LinkState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Some windows have no storage, or forbid it. */
async function storageWorks(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const asked = indexedDB.open(`${KEPT}:?`);
      asked.onsuccess = () => {
        asked.result.close();
        indexedDB.deleteDatabase(`${KEPT}:?`);
        resolve(true);
      };
      asked.onerror = () => resolve(false);
    } catch {
      resolve(false);
    }
  });
}
