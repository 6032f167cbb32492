/** The seat of this device in a round: the secret it made, and its link once the seat is given. */
export interface Seat {
  token: string;
  link: string | null;
  /** When this may be forgotten, milliseconds. */
  until: number;
}

const PREFIX = 'entente-seat:';
/** Until a seat is given nobody knows how long: long enough for any meeting. */
const A_DAY = 86_400_000;

/** The same for every tab of this browser and after every reload. Without storage: until the page is left. */
export function seatOf(round: string): Seat {
  try {
    sweep();
    const kept = localStorage.getItem(PREFIX + round);
    if (kept) return JSON.parse(kept) as Seat;
  } catch {
    // Private windows and locked-down browsers refuse.
  }
  const seat = memory.get(round) ?? { token: newToken(), link: null, until: Date.now() + A_DAY };
  keepSeat(round, seat);
  return seat;
}

export function keepSeat(round: string, seat: Seat): void {
  memory.set(round, seat);
  try {
    localStorage.setItem(PREFIX + round, JSON.stringify(seat));
  } catch {
    // As above.
  }
}

const memory = new Map<string, Seat>();

/** 32 bytes as base64url. Not `crypto.subtle`, which browsers take away on addresses without TLS. */
function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function sweep(): void {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(PREFIX)) continue;
    const { until } = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Seat>;
    // A week more: whoever comes back after closing is told so by the page of their seat.
    if ((until ?? 0) + 7 * A_DAY < Date.now()) localStorage.removeItem(key);
  }
}
