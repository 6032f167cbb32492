import { randomBytes } from 'node:crypto';
import { minutesFor } from '../../../domain/documents/briefing.ts';
import { nextLetter, waitsUntil } from '../../../domain/documents/briefing-letters.ts';
import { zoneOf } from '../../delivery/queries.ts';
import { listPartyNames } from '../../partnerships/queries.ts';
import type { Deps } from '../../platform/api.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { asLanguage, wordsIn } from '../../platform/i18n.ts';
import { queueMail } from '../../platform/mail.ts';
import { asWorker, type WorkerScope } from '../../platform/scope.ts';
import { briefingsDue, lockReader, partsInForce, setReader } from './queries.ts';

/**
 * Writes to those who have something to read: once when it comes up, then after one week and after three. Each in its
 * own transaction, once; also after a downtime, also run twice. One that fails does not hold up the others.
 */
export async function remindReaders(db: Database, deps: Deps): Promise<void> {
  const failures: unknown[] = [];
  const tried = new Set<string>();
  for (;;) {
    const due = await db.transaction().execute((tx) => briefingsDue(tx, deps.clock.now()));
    const fresh = due.filter(({ id }) => !tried.has(id));
    if (fresh.length === 0) break;
    for (const { partnershipId, id } of fresh) {
      tried.add(id);
      await asWorker(db, partnershipId, (tx, scope) => remindReader(tx, scope, deps, id)).catch((error: unknown) =>
        failures.push(error),
      );
    }
  }
  if (failures.length > 0) throw failures[0];
}

async function remindReader(tx: Tx, scope: WorkerScope, deps: Deps, id: string): Promise<void> {
  const now = deps.clock.now();
  const reader = await lockReader(tx, scope, id, now);
  if (!reader) return;
  const { partnership, sample, ended } = await listPartyNames(tx, scope);
  const { email } = reader;
  // What nobody can be written about is seen on Home.
  if (reader.open === 0 || reader.left_on || reader.stopped || !email || sample || ended)
    return setReader(tx, scope, id, { next_at: null });
  const wait = reader.told === 0 ? waitsUntil(reader.told_at, now) : null;
  if (wait) return setReader(tx, scope, id, { next_at: wait.toString() });

  const which = reader.told > 0 ? 'reminder' : reader.begun ? 'changed' : 'first';
  const secret = reader.stop_secret ?? randomBytes(32);
  const language = asLanguage(reader.language);
  const t = wordsIn(language);
  const words = (await partsInForce(tx, scope)).reduce((total, one) => total + Number(one.words), 0);
  const facts = { partnership, count: reader.open, minutes: minutesFor(words) };
  await queueMail(
    tx,
    scope,
    deps,
    {
      key: `briefing/${scope.partnership}/${id}/${reader.since}/${reader.told}`,
      to: email,
      subject: t(`mail.briefing.${which}.subject`, facts),
      paragraphs: [
        t('mail.hello', { name: reader.name }),
        t(`mail.briefing.${which}.body`, facts),
        t('mail.briefing.rule'),
      ],
      action: {
        label: t('mail.briefing.action'),
        link: `${deps.config.publicUrl}/partnerships/${scope.partnership}/agree/briefing`,
        copy: t('mail.copy'),
      },
      language,
      participant: id,
      stop: {
        label: t('mail.briefing.stop'),
        link: `${deps.config.publicUrl}/api/v1/respond/briefings/${scope.partnership}/${id}/${secret.toString('base64url')}`,
      },
    },
    now,
  );
  const told = reader.told + 1;
  const next = nextLetter(told, now, await zoneOf(tx, scope));
  await setReader(tx, scope, id, {
    told,
    told_at: now.toString(),
    next_at: next?.toString() ?? null,
    stop_secret: secret,
  });
}
