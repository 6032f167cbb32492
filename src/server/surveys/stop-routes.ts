import Type from 'typebox';
import { Id } from '../../domain/common/contract.ts';
import { firstLanguage } from '../../domain/common/languages.ts';
import type { Api } from '../platform/api.ts';
import { HttpError } from '../platform/errors.ts';
import { inRound } from '../platform/scope.ts';
import { tokenHash } from './ballots.ts';
import { stopReminders } from './reminder-queries.ts';
import { stopPage } from './stop-page.ts';

const address = '/respond/reminders/:roundId/:token';
const params = Type.Object({ roundId: Id, token: Type.String({ maxLength: 100 }) });

/**
 * Where the last link of a reminder leads. A mail program may stop reminders by itself, without session, page or person
 * (RFC 8058: a POST to this very address); a GET only shows a page with a button, because scanners of mails fetch every
 * link. The secret opens nothing else, and whatever is wrong about it, the answer is the same.
 */
export function stopRoutes(api: Api): void {
  for (const method of ['GET', 'POST'] as const)
    api.anyone(
      method,
      address,
      {
        summary:
          method === 'GET'
            ? 'A page with a button that stops reminders of one round'
            : 'Stop reminders of one round, with one click in a mail program',
        params,
        // Not closed: filters that mail passes hang words of their own on the addresses in it.
        query: Type.Object({ lang: Type.Optional(Type.String({ maxLength: 35 })) }),
        reply: Type.String(),
        file: 'text/html',
        silent: true,
        bodyLimit: 10_000,
      },
      async ({ params: { roundId, token }, query, deps, request, reply }) => {
        const again = (request.body as Record<string, string> | null | undefined)?.['reminders'] === 'on';
        const wish = method === 'GET' ? null : !again;
        const found = await inRound(deps.db, roundId, (tx) => stopReminders(tx, roundId, tokenHash(token), wish)).catch(
          (error: unknown) => {
            if (error instanceof HttpError || (error as { code?: string }).code === 'EN404') return undefined;
            throw error;
          },
        );
        // A form of a page without a referrer says it comes from nowhere, and is refused like one from elsewhere.
        reply.header('referrer-policy', 'same-origin');
        const browser = (request.headers['accept-language'] ?? '').split(/[,;\s]+/);
        const language = firstLanguage([query.lang, ...(found ? [found.language ?? 'en'] : browser)]);
        return stopPage(language, found && (found.stopped ? 'stopped' : 'on'));
      },
    );
}
