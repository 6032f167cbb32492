import { describe, expect, it } from 'vitest';
import { address, fieldPath, ProblemError, toProblem } from './http.ts';

describe('toProblem', () => {
  it('keeps what the server said', () => {
    const body = JSON.stringify({ type: '/problems/stale', title: 'Changed', status: 412, current: { version: 3 } });
    const problem = toProblem(412, 'Precondition Failed', body);
    expect(problem).toEqual({ type: '/problems/stale', title: 'Changed', status: 412, current: { version: 3 } });
  });
  it('reads the shape of the sign-in library', () => {
    const body = JSON.stringify({ code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' });
    expect(toProblem(401, '', body)).toEqual({
      type: 'auth:INVALID_EMAIL_OR_PASSWORD',
      title: 'Invalid email or password',
      status: 401,
    });
  });
  it('makes a problem of a page from a proxy', () => {
    expect(toProblem(502, 'Bad Gateway', '<html>')).toEqual({ type: 'about:blank', title: 'Bad Gateway', status: 502 });
  });
  it('makes a problem of an empty body without a status text', () => {
    expect(toProblem(500, '', '').title).toBe('HTTP 500');
  });
});

describe('ProblemError', () => {
  it('gives the first sentence of each field by its path', () => {
    const error = new ProblemError({
      type: 't',
      title: 'Invalid',
      status: 400,
      fields: [
        { path: '/others/0/organisation', message: 'Give the organisation.' },
        { path: 'others.0.organisation', message: 'Second sentence.' },
        { path: 'name', message: 'Give a name.' },
      ],
    });
    expect(error.fields).toEqual({ 'others.0.organisation': 'Give the organisation.', name: 'Give a name.' });
    expect(error.message).toBe('Invalid');
  });
});

describe('fieldPath', () => {
  it('reads the three spellings', () => {
    for (const path of ['/body/a/0/b', 'body.a[0].b', 'a.0.b']) expect(fieldPath(path)).toBe('a.0.b');
  });
});

describe('address', () => {
  it('leaves out what is not set', () => {
    expect(address('/x', { q: 'a b', limit: 20, cursor: null, none: undefined, empty: '' })).toBe(
      '/api/v1/x?q=a+b&limit=20',
    );
    expect(address('/x')).toBe('/api/v1/x');
  });
});
