import Type from 'typebox';
import { Id } from '../../../domain/common/contract.ts';
import { firstLanguage } from '../../../domain/common/languages.ts';
import type { Api } from '../../platform/api.ts';
import { stopPage } from '../../surveys/stop-page.ts';
import { stopBriefing } from './queries.ts';

const address = '/respond/briefings/:partnershipId/:participantId/:token';
const params = Type.Object({ partnershipId: Id, participantId: Id, token: Type.String({ maxLength: 100 }) });

/** The last link of letters about a briefing, in the same way as that of a round’s reminders: see surveys/stop-routes.ts. */
export function stopBriefingRoutes(api: Api): void {
  for (const method of ['GET', 'POST'] as const)
    api.anyone(
      method,
      address,
      {
        summary:
          method === 'GET'
            ? 'A page with a button that stops letters about a briefing'
            : 'Stop letters about a briefing, with one click in a mail program',
        params,
        // Not closed: filters that mail passes hang words of their own on the addresses in it.
        query: Type.Object({ lang: Type.Optional(Type.String({ maxLength: 35 })) }),
        reply: Type.String(),
        file: 'text/html',
        silent: true,
        bodyLimit: 10_000,
      },
      async ({ params: { partnershipId, participantId, token }, query, deps, request, reply }) => {
        const again = (request.body as Record<string, string> | null | undefined)?.['reminders'] === 'on';
        const wish = method === 'GET' ? null : !again;
        const reader = {
          partnership: partnershipId,
          participant: participantId,
          secret: Buffer.from(token, 'base64url'),
        };
        const found = await deps.db.transaction().execute((tx) => stopBriefing(tx, reader, wish));
        // A form of a page without a referrer says it comes from nowhere, and is refused like one from elsewhere.
        reply.header('referrer-policy', 'same-origin');
        const browser = (request.headers['accept-language'] ?? '').split(/[,;\s]+/);
        const language = firstLanguage([query.lang, ...(found ? [found.language ?? 'en'] : browser)]);
        return stopPage(language, found && (found.stopped ? 'stopped' : 'on'), 'stopBriefing');
      },
    );
}
