import { sql } from 'kysely';
import nodemailer, { type Transporter } from 'nodemailer';
import { directionOf } from '../../domain/common/languages.ts';
import type { Config } from './config.ts';
import type { Database, Tx } from './database.ts';
import { newId } from './id.ts';
import type { Jobs } from './jobs.ts';
import type { AnyScope } from './scope.ts';

export type Letter = {
  /** One key, one mail: queueing it again does nothing. */
  key: string;
  to: string;
  subject: string;
  /** Paragraphs of plain text. */
  paragraphs: string[];
  action: { label: string; link: string; copy: string };
  language: string;
  round?: string;
  participant?: string;
  /** How to stop letters of this kind; a mail program can do it with one click (RFC 8058). */
  stop?: { label: string; link: string };
};

/**
 * Puts a mail into the outbox, in the transaction of what it tells of. With a mail server it is sent by a job; without
 * one it is kept, readable under Settings → Outbox. False: this letter was there already.
 */
export async function queueMail(
  tx: Tx,
  scope: AnyScope,
  { jobs, config }: { jobs: Jobs; config: Config },
  letter: Letter,
  now: Temporal.Instant,
): Promise<boolean> {
  const id = newId();
  const written = await tx
    .insertInto('mail')
    .values({
      id,
      partnership_id: scope.partnership,
      round_id: letter.round ?? null,
      participant_id: letter.participant ?? null,
      key: letter.key,
      recipient: letter.to,
      subject: letter.subject.replace(/[\r\n]+/g, ' '),
      text: plain(letter),
      html: html(letter),
      stop: letter.stop?.link ?? null,
      state: config.smtpUrl ? 'queued' : 'kept',
      created_at: now.toString(),
    })
    // Without naming the key: that would be reading, and a participant may write a letter but not read one.
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  const fresh = Boolean(written.numInsertedOrUpdatedRows);
  if (fresh && config.smtpUrl) await jobs.enqueue(tx, 'send-mail', { id });
  return fresh;
}

type Written = Pick<Letter, 'subject' | 'paragraphs' | 'action' | 'language' | 'stop'>;

function plain({ paragraphs, action, stop }: Written): string {
  return [
    ...paragraphs.slice(0, -1),
    `${action.label}: ${action.link}`,
    ...paragraphs.slice(-1),
    ...(stop ? [`${stop.label}: ${stop.link}`] : []),
  ].join('\n\n');
}

function html({ paragraphs, action, language, subject, stop }: Written): string {
  const p = (text: string) => `<p style="margin:0 0 16px">${inHtml(text)}</p>`;
  // Many mail programs drop html and body: language and direction stand on the sheet, too.
  const spoken = `lang="${language}" dir="${directionOf(language)}"`;
  return `<!doctype html><html ${spoken}><head><meta charset="utf-8"><title>${bare(inHtml(subject))}</title></head>
<body style="margin:0;padding:24px;background:#eff1ee;color:#171d1e;${fontOf(language)}">
<div ${spoken} style="max-width:560px;margin:0 auto;background:#fbfcfa;border:1px solid #dadfdb;border-radius:4px;padding:32px;text-align:${directionOf(language) === 'rtl' ? 'right' : 'left'};${fontOf(language)}">
${paragraphs.slice(0, -1).map(p).join('\n')}
<p style="margin:24px 0"><a href="${inHtml(action.link)}" style="display:inline-block;background:#0d4d5b;color:#fff;font-weight:600;text-decoration:none;padding:10px 20px;border-radius:4px">${inHtml(action.label)}</a></p>
${paragraphs.slice(-1).map(p).join('\n')}
<p style="margin:0;font-size:14px;line-height:20px;color:#465154;overflow-wrap:anywhere">${inHtml(action.copy)}<br><bdi dir="ltr">${inHtml(action.link)}</bdi></p>${
    stop
      ? `\n<p style="margin:16px 0 0;font-size:14px;line-height:20px"><a href="${inHtml(stop.link)}" style="color:#465154">${inHtml(stop.label)}</a></p>`
      : ''
  }
</div></body></html>`;
}

/** Safe in HTML; names that keep their own direction are elements there, which more mail programs know. */
function inHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
    .replaceAll('\u2068', '<bdi>')
    .replaceAll('\u2069', '</bdi>');
}
const bare = (html: string): string => html.replaceAll(/<\/?bdi>/g, '');

/** What the reader's device has; letters of Japanese and Arabic need more room between lines. */
function fontOf(language: string): string {
  const faces = {
    ja: "17px/30px 'Hiragino Sans','BIZ UDPGothic','Yu Gothic UI',Meiryo,sans-serif",
    ar: "18px/31px 'SF Arabic','Geeza Pro','Segoe UI',Tahoma,sans-serif",
  }[language];
  return `font:${faces ?? "17px/26px 'Source Sans 3',system-ui,sans-serif"}`;
}

export function openTransport(config: Config): Transporter | undefined {
  if (!config.smtpUrl) return undefined;
  return nodemailer.createTransport(
    {
      url: config.smtpUrl,
      // Letters of one moment share a connection: greeting a mail server takes far longer than a letter.
      pool: true,
      maxConnections: 2,
      idleTimeout: 10_000,
      // Whether a letter is sent again is for the outbox to say, which knows what became of it.
      maxRequeues: 0,
      disableFileAccess: true,
      disableUrlAccess: true,
      connectionTimeout: 10_000,
      socketTimeout: 20_000,
    } as never,
    { from: config.mailFrom },
  );
}

/** What a mail server said instead of taking a mail. `away`: about itself, not about this mail. */
export type Refusal = { said: string; away: boolean; forGood: boolean };

async function post(
  transport: Transporter,
  config: Config,
  mail: { id: string; to: string; subject: string; text: string; html: string; headers?: Record<string, string> },
): Promise<Refusal | undefined> {
  return transport
    .sendMail({
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.id}@${new URL(config.publicUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', ...mail.headers },
    })
    .then(
      () => undefined,
      ({ responseCode, code, command }: { responseCode?: number; code?: string; command?: string }) => ({
        said: `${responseCode ?? code ?? 'failed'}`,
        // Not reached, or it does not let us in: the next mail would fare the same.
        away: responseCode === undefined || /^(CONN|EHLO|HELO|AUTH)/.test(command ?? ''),
        forGood: responseCode !== undefined && responseCode >= 500,
      }),
    );
}

/** A mail program stops letters of this kind with one click (RFC 8058). */
const stopHeaders = (link: string) => ({
  'List-Unsubscribe': `<${link}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

export type Post = (id: string, letter: Omit<Letter, 'key'>) => Promise<Refusal | undefined>;

/** Sends letters that are written while they are sent and never kept. The id makes the Message-ID. */
export function openPost(config: Config, transport: Transporter | undefined): Post | undefined {
  if (!transport) return undefined;
  return (id, letter) =>
    post(transport, config, {
      id,
      to: letter.to,
      subject: letter.subject.replace(/[\r\n]+/g, ' '),
      text: plain(letter),
      html: html(letter),
      ...(letter.stop ? { headers: stopHeaders(letter.stop.link) } : {}),
    });
}

/**
 * Sends one mail of the outbox. Safe to run twice, also at the same moment: the second run waits for the first and then
 * finds the mail sent. The lock is not on the row, so that closing a round can empty its mails while a mail server
 * hangs; and it vanishes with a process that is killed. Between the server's "250" and our commit a crash is
 * undecidable; the same Message-ID lets the receiving side drop the copy.
 */
export function mailJob(
  db: Database,
  config: Config,
  transport: Transporter | undefined,
  clock: { now: () => Temporal.Instant },
) {
  return async ({ id }: Record<string, string>): Promise<void> => {
    if (!transport || !id) return;
    const problem = await worker(db, async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 7206005))`.execute(tx);
      const mail = await tx
        .selectFrom('mail')
        .selectAll()
        .where('id', '=', id)
        .where('state', 'in', ['queued', 'failed'])
        // Without a text its round is over: an empty letter helps nobody.
        .where('text', 'is not', null)
        .executeTakeFirst();
      if (!mail) return undefined;
      const refused = await post(transport, config, {
        id: mail.id,
        to: mail.recipient,
        subject: mail.subject,
        text: mail.text ?? '',
        html: mail.html ?? '',
        ...(mail.stop ? { headers: stopHeaders(mail.stop) } : {}),
      });
      await tx
        .updateTable('mail')
        .set((eb) => ({
          attempts: eb('attempts', '+', 1),
          ...(refused
            ? { state: 'failed', problem: refused.said }
            : // The text holds a personal link: once sent, it is no longer ours to keep.
              { state: 'sent', sent_at: clock.now().toString(), problem: null, text: null, html: null, stop: null }),
        }))
        .where('id', '=', id)
        .execute();
      return refused;
    });
    if (problem) throw new Error(`mail not accepted: ${problem.said}`);
  };
}

async function worker<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`select app.enter_worker(null)`.execute(tx);
    return work(tx);
  });
}
