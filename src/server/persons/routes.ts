import { PageQuery } from '../../domain/common/contract.ts';
import { Installation, Me, MeChange } from '../../domain/partnerships/contract.ts';
import { HomeList } from '../../domain/partnerships/home-contract.ts';
import type { Api } from '../platform/api.ts';
import { invalid, notFound } from '../platform/errors.ts';
import { cursorOf } from '../platform/pages.ts';
import { VERSION } from '../platform/version.ts';
import { respondPrint } from '../platform/web.ts';
import { changeMe, findMe, hasPerson, listNeeds } from './queries.ts';

export function personRoutes(api: Api): void {
  api.anyone(
    'GET',
    '/installation',
    { summary: 'What the sign-in page needs to know', reply: Installation },
    async ({ deps }) => ({
      firstRun: !(await hasPerson(deps.db)),
      signUp: deps.config.signUp,
      mail: deps.config.smtpUrl !== undefined,
      version: VERSION,
      respondPage: await respondPrint(),
    }),
  );

  api.person('GET', '/me', { summary: 'The person signed in', reply: Me }, async ({ tx, scope }) => {
    const me = await findMe(tx, scope);
    if (!me) throw notFound();
    return me;
  });

  // The name belongs to the account: /api/auth/update-user changes it, and it follows here.
  api.person(
    'PATCH',
    '/me',
    { summary: 'Change my language and time zone', body: MeChange, reply: Me },
    async ({ tx, scope, body }) => {
      if (body.timeZone) checkZone(body.timeZone);
      await changeMe(tx, scope, body);
      const me = await findMe(tx, scope);
      if (!me) throw notFound();
      return me;
    },
  );

  api.person(
    'GET',
    '/home',
    { summary: 'What needs me, across partnerships', query: PageQuery, reply: HomeList },
    ({ tx, scope, query, now }) => listNeeds(tx, scope, cursorOf(query), now),
  );
}

function checkZone(timeZone: string): void {
  try {
    Temporal.Now.instant().toZonedDateTimeISO(timeZone);
  } catch {
    throw invalid(`“${timeZone}” is not a time zone; choose one like Europe/Oslo.`);
  }
}
