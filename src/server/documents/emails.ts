import { inGroups } from '../../domain/documents/chain.ts';
import { lastMoment } from '../../domain/documents/rules.ts';
import { speaksFor } from '../../domain/partnerships/rules.ts';
import type { Role } from '../../domain/partnerships/words.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { asLanguage, list, moment, wordsIn } from '../platform/i18n.ts';
import { queueMail } from '../platform/mail.ts';
import type { Scope, WorkerScope } from '../platform/scope.ts';
import { addressesOf } from '../surveys/queries.ts';
import type { LinkRow } from './chain-queries.ts';
import { type DocumentRow, type PersonRow, partiesIn, peopleOf, signatoryRoles } from './queries.ts';
import { ratificationsOf, versionsOf } from './version-queries.ts';

/**
 * Who is told: of a proposal those who sign for the parties asked; of everything else those who speak for a party.
 * Whoever did it knows already, except of coming into force: that letter holds the signed head, and everybody keeps one.
 */
export async function documentLetters(
  tx: Tx,
  scope: WorkerScope,
  deps: Deps,
  given: {
    document: DocumentRow;
    number: number;
    what: 'proposed' | 'in-force' | 'joined' | 'declined' | 'withdrawn' | 'expired' | 'reminder';
    now: Temporal.Instant;
    by?: Scope | undefined;
    link?: LinkRow | undefined;
    /** Told again on another day. */
    day?: string;
  },
): Promise<number> {
  const { document, number, what, by, link } = given;
  const version = (await versionsOf(tx, scope, [document.id])).find((one) => one.number === number);
  if (!version) return 0;
  const { partnership, parties } = await listPartyNames(tx, scope);
  const [addresses, people, roleOf, here] = [
    await addressesOf(tx, scope),
    await peopleOf(tx, scope),
    await signatoryRoles(tx, scope, document.kind),
    await partiesIn(tx, scope),
  ];
  const partyName = (id: string | undefined) => parties.find((party) => party.id === id)?.name ?? '';
  const has = (await ratificationsOf(tx, scope, [document.id])).filter((one) => one.number === number);
  let told = 0;
  const asked = what === 'proposed' || what === 'reminder';
  const concerns = (one: PersonRow) =>
    asked
      ? version.parties.includes(one.party) &&
        one.role === roleOf(one.party) &&
        !has.some((yes) => yes.partyId === one.party)
      : speaksFor(one.role as Role) && here.some((party) => party.id === one.party);
  for (const one of people) {
    const to = addresses.get(one.id);
    if (!to || !one.here || !concerns(one)) continue;
    if (what !== 'in-force' && by?.participant === one.id) continue;
    const language = asLanguage(one.language);
    const t = wordsIn(language);
    const facts = {
      partnership,
      document: version.title,
      number,
      who: by?.name ?? '',
      party: partyName(by?.party),
      parties: list(version.parties.map(partyName), language),
      date: moment(lastMoment(version.expires_at), version.time_zone, language),
      reason: version.reason ?? '',
      position: link?.position,
      hash: link && inGroups(link.hash.toString('hex')),
      signature: link?.signature.toString('base64url'),
    };
    const queued = await queueMail(
      tx,
      scope,
      deps,
      {
        key: ['document', document.id, number, what, given.day, link?.position, one.id].filter(Boolean).join('/'),
        to,
        subject: t(`mail.document.${what}.subject`, facts),
        paragraphs: [
          t('mail.hello', { name: one.name }),
          t(`mail.document.${what}.body`, facts),
          ...(version.note && asked ? [`“${version.note}”`] : []),
          t(`mail.document.${what}.rule`, facts),
        ],
        action: {
          label: t(asked ? 'mail.document.read' : 'mail.document.open'),
          link: `${deps.config.publicUrl}/partnerships/${scope.partnership}/agree/${document.id}`,
          copy: t('mail.copy'),
        },
        language,
        participant: one.id,
      },
      given.now,
    );
    if (queued) told++;
  }
  return told;
}
