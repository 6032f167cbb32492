import { PageQuery } from '../../domain/common/contract.ts';
import { OutboxMailText, OutboxPage, OutboxReminders } from '../../domain/partnerships/contract.ts';
import type { Api } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { cursorOf } from '../platform/pages.ts';
import { findMail, listMails, listReminders } from './queries.ts';

export function outboxRoutes(api: Api): void {
  api.administrator(
    'GET',
    '/outbox',
    { summary: 'Mails of this installation, newest first', query: PageQuery, reply: OutboxPage },
    ({ tx, scope, query }) => listMails(tx, scope, cursorOf(query)),
  );
  api.administrator(
    'GET',
    '/outbox/reminders',
    { summary: 'Reminders that were made, newest first; never to whom', reply: OutboxReminders },
    async ({ tx, scope }) => ({ items: await listReminders(tx, scope) }),
  );
  api.administrator(
    'GET',
    '/outbox/:mailId',
    { summary: 'One mail with its text, as long as it has not been sent', reply: OutboxMailText },
    async ({ tx, scope, params }) => {
      const mail = await findMail(tx, scope, (params as { mailId: string }).mailId);
      if (!mail) throw notFound();
      return mail;
    },
  );
}
