import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Problem } from '../../domain/common/contract.ts';
import { busy, conflict, HttpError, invalid, notFound, unauthenticated, unavailable } from './errors.ts';

type Thrown = Error & {
  code?: string;
  statusCode?: number;
  validation?: { instancePath?: string; keyword?: string; params?: Record<string, unknown>; message?: string }[];
  validationContext?: string;
};

/** Connection lost, server starting or stopping, too many connections: all "try again soon". */
const DATABASE_AWAY = /^(08|57P|53)|^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/;

/** A value that is right in form and yet none PostgreSQL has: a day before time began, a null character in an address. */
const NO_SUCH_VALUE = /^22(003|007|008|021|P02|P05)$/;
/** Two requests wrote the same at the same moment, or one wrote it twice. */
const THERE_ALREADY = '23505';

/** The one place that turns errors into replies. Never echoes a body, never tells what is inside. */
export function problems(app: FastifyInstance): void {
  app.setErrorHandler((error: Thrown, request, reply) => {
    const problem = toProblem(error);
    if (problem.status >= 500 && problem.status !== 503 && !request.routeOptions.config.silent)
      request.log.error(
        { err: { type: error.name, code: error.code, stack: error.stack }, reference: request.id },
        'failed',
      );
    if (problem.status === 503) reply.header('retry-after', '5');
    const detail = problem.status === 500 ? `${problem.detail} Reference ${request.id}.` : problem.detail;
    return sendProblem(reply.header('cache-control', 'no-store'), detail ? { ...problem, detail } : problem);
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, notFound().problem));
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem);
}

function toProblem(error: Thrown): Problem {
  if (error instanceof HttpError) return error.problem;
  if (error.validation) return fromValidation(error);
  if (error.code === 'EN404') return notFound().problem;
  if (error.code === 'EN409')
    return conflict('left-meanwhile', 'A party has left, or the partnership has ended. Look at it again.').problem;
  if (error.code === 'EN401') return unauthenticated().problem;
  if (DATABASE_AWAY.test(error.code ?? '') || /Connection terminated|connection timeout/i.test(error.message))
    return unavailable().problem;
  if (NO_SUCH_VALUE.test(error.code ?? ''))
    return invalid('A value lies outside what can be stored; check it.').problem;
  if (error.code === THERE_ALREADY)
    return conflict('there-already', 'The same is there already, or stands twice in what was sent; look again.')
      .problem;
  const status = error.statusCode ?? 500;
  if (status === 503) return busy('The server has more to do than it can. Try again in a few seconds.').problem;
  if (status >= 400 && status < 500)
    return {
      type: `/problems/${(error.code ?? 'refused')
        .toLowerCase()
        .replace(/^fst_(err_)?/, '')
        .replaceAll('_', '-')}`,
      title: 'The request was refused',
      status,
      detail: error.message,
    };
  return {
    type: '/problems/failed',
    title: 'Something went wrong on our side',
    status: 500,
    detail: 'Nothing you wrote is lost on this page. Try again.',
  };
}

function fromValidation(error: Thrown): Problem {
  // An id that is not one is an id that does not exist.
  if (error.validationContext === 'params') return notFound().problem;
  const fields = (error.validation ?? []).map((one) => {
    const inside = (one.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.');
    const name = (one.params?.['additionalProperty'] ?? one.params?.['missingProperty']) as string | undefined;
    return { path: [inside, name].filter(Boolean).join('.'), message: sentence(one.keyword, one.params, one.message) };
  });
  const first = fields[0];
  return {
    type: '/problems/invalid',
    title: 'Something in the request needs mending',
    status: 400,
    detail: first ? `${first.path || error.validationContext}: ${first.message}` : 'Check the fields.',
    fields,
  };
}

const KINDS: Record<string, string> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
  null: 'empty (null)',
};

function sentence(keyword: string | undefined, params: Record<string, unknown> | undefined, fallback = ''): string {
  switch (keyword) {
    case 'additionalProperties':
      return 'This field is not known here; remove it.';
    case 'required':
      return 'This is needed.';
    case 'format':
      return params?.['format'] === 'email'
        ? 'Write an e-mail address, like name@example.org.'
        : `Write a ${params?.['format']}.`;
    case 'minLength':
      return 'Write something here.';
    case 'maxLength':
      return `At most ${params?.['limit']} characters.`;
    case 'pattern':
      return 'This has characters or a form that cannot be used here.';
    case 'enum':
      return `Choose one of ${(params?.['allowedValues'] as string[] | undefined)?.join(', ')}.`;
    case 'minimum':
      return `At least ${params?.['limit']}.`;
    case 'maximum':
      return `At most ${params?.['limit']}.`;
    case 'type':
      return `This should be ${KINDS[`${params?.['type']}`] ?? params?.['type']}.`;
    default:
      return fallback && `${fallback[0]?.toUpperCase()}${fallback.slice(1)}.`;
  }
}
