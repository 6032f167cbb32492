import type { Problem } from '../../domain/common/contract.ts';

/** An answer other than success. `type` is stable and meant for programs, `detail` says what to do. */
export class HttpError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

const make = (status: number, type: string, title: string, detail?: string, extra: Partial<Problem> = {}) =>
  new HttpError({ type: `/problems/${type}`, title, status, ...(detail === undefined ? {} : { detail }), ...extra });

export const unauthenticated = () => make(401, 'not-signed-in', 'You are not signed in', 'Sign in, then try again.');
/** One sentence for "does not exist" and "is not yours": the answer must not tell them apart. */
export const notFound = () =>
  make(404, 'not-found', 'There is nothing at this address', 'It may be private to others or never have existed.');
export const forbidden = (detail: string) => make(403, 'not-allowed', 'You may not do this', detail);
export const invalid = (detail: string, fields?: Problem['fields']) =>
  make(400, 'invalid', 'Something in the request needs mending', detail, fields ? { fields } : {});
export const conflict = (type: string, detail: string) =>
  make(409, type, 'This does not fit what is there now', detail);
export const gone = (type: string, detail: string) => make(410, type, 'This is over', detail);
export const changedMeanwhile = (current: unknown) =>
  make(412, 'changed-meanwhile', 'Somebody changed this meanwhile', 'Compare both versions, then save again.', {
    current,
  });
export const tooLarge = (detail: string) => make(413, 'too-large', 'This is too large', detail);
export const noRoom = () =>
  make(507, 'no-room', 'There is no room left', 'The server’s disk is full. Tell whoever runs it; nothing was kept.');
export const fileDamaged = () =>
  make(
    500,
    'file-damaged',
    'This file is damaged',
    'What lies on the server’s disk is not what was added, so it is not handed out. Whoever runs it can put it back from a backup.',
  );
export const needsVersion = () =>
  make(428, 'version-needed', 'The version is missing', 'Send the version you read in the If-Match header.');
export const tooMany = (detail: string) => make(429, 'too-many', 'Too many tries', detail);
export const busy = (detail: string) => make(503, 'busy', 'Too much at once', detail);
export const unavailable = () =>
  make(503, 'unavailable', 'The database does not answer', 'Nothing was lost. Try again in a few seconds.');
