import { sql } from 'kysely';
import type { OutboxMail, OutboxMailText, OutboxReminder } from '../../domain/partnerships/contract.ts';
import type { Tx } from '../platform/database.ts';
import { afterId, type Cursor, pageOf } from '../platform/pages.ts';
import type { PersonScope } from '../platform/scope.ts';

const columns = [
  'id',
  'created_at',
  'recipient',
  'subject',
  'state',
  'attempts',
  'sent_at',
  'problem',
  'text',
] as const;
type Row = {
  id: string;
  created_at: string;
  recipient: string;
  subject: string;
  state: string;
  attempts: number;
  sent_at: string | null;
  problem: string | null;
  text: string | null;
};

/** Newest first. Ids are in the order of time, so they are the cursor. */
export async function listMails(tx: Tx, _scope: PersonScope, { limit, after }: Cursor) {
  let query = tx
    .selectFrom('mail')
    .select(columns)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after) query = query.where('id', '<', afterId(after));
  return pageOf(await query.execute(), limit, (row) => row.id, present);
}

export async function findMail(tx: Tx, _scope: PersonScope, id: string): Promise<OutboxMailText | undefined> {
  const row = await tx.selectFrom('mail').select(columns).where('id', '=', id).executeTakeFirst();
  return row && { ...present(row), text: row.text };
}

export async function listReminders(tx: Tx, _scope: PersonScope): Promise<OutboxReminder[]> {
  const { rows } = await sql<Omit<OutboxReminder, 'createdAt' | 'round'> & { number: number; created_at: string }>`
    select * from app.reminder_log()`.execute(tx);
  return rows.map(({ number, created_at, ...row }) => ({ ...row, round: number, createdAt: created_at }));
}

function present(row: Row): OutboxMail {
  return {
    id: row.id,
    createdAt: row.created_at,
    to: row.recipient,
    subject: row.subject,
    state: row.state as OutboxMail['state'],
    attempts: row.attempts,
    sentAt: row.sent_at,
    problem: row.problem,
  };
}
