import type { AnswerRequest, BallotReply } from '../../domain/surveys/contract.ts';

/**
 * What is kept on this device for one link until its answer has arrived: the questions, what was answered so far, and
 * the answer that is on its way. Afterwards only the mark that it was sent. Nothing here says who the person is.
 */
export interface Kept {
  reply: BallotReply;
  draft: unknown;
  /** The answer as it is being sent: the same bytes from every tab and after every reload. */
  frozen: AnswerRequest | null;
  done: 'sent' | 'already' | null;
  /** The sealed ballot of this device. */
  seal?: KeptSeal | null;
  /** When the frozen answer may leave, milliseconds. */
  sendAt?: number;
  /** Of a sealed answer: shown, kept after it was sent, and looked for after closing. */
  receipt?: string | null;
  /** When this may be forgotten, milliseconds. */
  until: number;
}

/** Base64url. With the signature there, what took the cover off is thrown away. */
export interface KeptSeal {
  prepared: string;
  blinded: string;
  inv: string;
  signature: string | null;
}

export interface Store {
  /** False: the browser keeps nothing, so closing the page loses the answers. */
  durable: boolean;
  read(): Promise<Kept | undefined>;
  /** Reads and writes in one step, so that of two tabs that send, one comes first. Undefined: forget. */
  change(next: (kept: Kept | undefined) => Kept | undefined): Promise<Kept | undefined>;
}

const DATABASE = 'entente-respond';
const DRAWER = 'kept';

export async function openStore(round: string, token: string): Promise<Store> {
  const key = `${round}:${fingerprint(token)}`;
  try {
    const database = await open();
    await sweep(database, Date.now());
    return inDatabase(database, key);
  } catch {
    // Private windows and locked-down browsers refuse: the page still works, for as long as it is open.
    return inMemory();
  }
}

/**
 * 64-bit FNV-1a: names the drawer without keeping the token itself, of which it holds only a fraction. Not
 * `crypto.subtle`, which browsers take away on addresses without TLS.
 */
export function fingerprint(token: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(token)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(DRAWER);
  return settled(request);
}

/** Forgets what is past its time, whichever link it came from. */
async function sweep(database: IDBDatabase, now: number): Promise<void> {
  const drawer = database.transaction(DRAWER, 'readwrite').objectStore(DRAWER);
  const [keys, values] = await Promise.all([settled(drawer.getAllKeys()), settled<Kept[]>(drawer.getAll())]);
  keys.forEach((key, index) => {
    if ((values[index]?.until ?? 0) < now) drawer.delete(key);
  });
}

function inDatabase(database: IDBDatabase, key: string): Store {
  return {
    durable: true,
    read: () => settled<Kept | undefined>(database.transaction(DRAWER).objectStore(DRAWER).get(key)),
    change: (next) =>
      new Promise((resolve, reject) => {
        const transaction = database.transaction(DRAWER, 'readwrite');
        const drawer = transaction.objectStore(DRAWER);
        const reading = drawer.get(key) as IDBRequest<Kept | undefined>;
        let changed: Kept | undefined;
        reading.onsuccess = () => {
          changed = next(reading.result);
          if (changed) drawer.put(changed, key);
          else drawer.delete(key);
        };
        transaction.oncomplete = () => resolve(changed);
        transaction.onerror = () => reject(transaction.error);
        transaction.onabort = () => reject(transaction.error);
      }),
  };
}

function inMemory(): Store {
  let kept: Kept | undefined;
  return {
    durable: false,
    read: async () => kept,
    change: async (next) => {
      kept = next(kept);
      return kept;
    },
  };
}
