import type { AnswerRequest, BallotReply, SealReply } from '../../domain/surveys/contract.ts';
import type { RoomLink } from '../../domain/surveys/room.ts';
import type { RoomReply } from '../../domain/surveys/room-contract.ts';

export interface Reply<T> {
  /** 0: the server could not be reached. */
  status: number;
  /** Stable name of the problem, e.g. "/problems/round-closed". */
  problem: string;
  /** Sentence of the server about it. */
  detail: string;
  body: T | null;
}

const PATIENCE = 20_000;

/** Carries the token of the invitation. Brings the questions, and a ballot without a name or the box to seal one for. */
export const fetchBallot = (round: string, token: string): Promise<Reply<BallotReply>> =>
  post<BallotReply>('/api/v1/respond/ballots', { round, token });

/** The other call with the token: has a covered ballot signed. Null asks for one the server makes. */
export const fetchSeal = (round: string, token: string, blinded: string | null): Promise<Reply<SealReply>> =>
  post<SealReply>('/api/v1/respond/seals', { round, token, blinded });

/** Who sits in the room of this code. */
export const fetchRoom = ({ round, room }: RoomLink): Promise<Reply<RoomReply>> =>
  post<RoomReply>('/api/v1/respond/rooms', { round, room });

/** Carries the secret this device made, which is its link from then on. */
export const takeSeat = (
  { round, room }: RoomLink,
  group: string,
  token: string,
): Promise<Reply<{ seated: boolean }>> =>
  post<{ seated: boolean }>('/api/v1/respond/seats', { round, room, group, token });

/**
 * Carries ballot and answers, and nothing that leads back to the invitation.
 * @param host another server that takes answers; null: this one
 * @param leaving the page is being closed: the browser may finish on its own
 */
export const sendAnswer = (
  answer: AnswerRequest,
  host: string | null,
  leaving = false,
): Promise<Reply<{ counted: boolean }>> =>
  post<{ counted: boolean }>(`${host ?? ''}/api/v1/respond/answers`, answer, leaving);

/** Receipts of a closed round; null: they cannot be had now. */
export async function fetchReceipts(round: string): Promise<string[] | null> {
  try {
    const response = await fetch(listOf(round), { credentials: 'omit', signal: AbortSignal.timeout(PATIENCE) });
    return response.ok ? (await response.text()).split('\n').filter(Boolean) : null;
  } catch {
    return null;
  }
}
export const listOf = (round: string): string => `/api/v1/respond/rounds/${round}/receipts`;

async function post<T>(path: string, body: unknown, keepalive = false): Promise<Reply<T>> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      keepalive,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    const content = parse(await response.text());
    if (response.ok && content === null) return { ...nothing, status: 0 };
    if (response.ok) return { ...nothing, status: response.status, body: content as T };
    const { type, detail } = (content ?? {}) as { type?: unknown; detail?: unknown };
    return { status: response.status, problem: text(type), detail: text(detail), body: null };
  } catch {
    return nothing;
  }
}

const nothing = { status: 0, problem: '', detail: '', body: null };
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A proxy or a hotel's sign-in page may answer with something else than JSON. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
