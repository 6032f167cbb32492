import type { AnswerRequest, BallotReply } from '../../domain/surveys/contract.ts';

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

/** The only call that carries the token of the invitation. It brings the questions and a ballot without a name. */
export const fetchBallot = (round: string, token: string): Promise<Reply<BallotReply>> =>
  post<BallotReply>('/api/v1/respond/ballots', { round, token });

/** Carries ballot and answers, and nothing that leads back to the invitation. */
export const sendAnswer = (answer: AnswerRequest): Promise<Reply<{ counted: boolean }>> =>
  post<{ counted: boolean }>('/api/v1/respond/answers', answer);

async function post<T>(path: string, body: unknown): Promise<Reply<T>> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
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
