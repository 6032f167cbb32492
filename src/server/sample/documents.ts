import { type Content, isRows } from '../../domain/documents/content.ts';
import { type Kind, kindOf } from '../../domain/documents/kinds.ts';
import { contentFrom, type Written } from '../../domain/documents/texts/index.ts';
import { draftFrom } from '../../domain/documents/ydoc.ts';
import { TEXTS, type Text } from '../../domain/sample/documents.ts';
import type { Side } from '../../domain/sample/people.ts';
import { amendDocument, startDocument } from '../documents/actions.ts';
import { presentDocument } from '../documents/present.ts';
import { proposeDocument, ratifyProposal } from '../documents/proposals.ts';
import { deleteDraft, insertDraft, partiesIn } from '../documents/queries.ts';
import { findVersion } from '../documents/version-queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { newId } from '../platform/id.ts';
import { enterWorker, refreshParties, type Scope } from '../platform/scope.ts';
import type { Calendar, Step } from './calendar.ts';

type Telling = {
  tx: Tx;
  quiet: Deps;
  /** Lead and sponsor of each side. */
  leaders: Record<Side, readonly [lead: Scope, sponsor: Scope]>;
  zone: string;
  clock: Calendar;
  now: Temporal.Instant;
};
/** Days of writing before a proposal, and from it to the yes of each side. */
const WRITING = 9;
const SIGNS: Record<Side, number> = { a: 2, b: 5 };

/** What the two sides wrote together: proposed by one lead, ratified by both sponsors, amended, waited for. */
export function writtenSteps(telling: Telling): Step[] {
  const { clock, now } = telling;
  return TEXTS.flatMap((text) => {
    let document = '';
    const start = (written: Written, at: Temporal.Instant): Step => ({
      at,
      happen: async () => {
        document = await begin(telling, text, written, at);
      },
    });
    const steps = text.versions.flatMap((version, index): Step[] => {
      const at = clock(version.ago, '11:30');
      const before = at.subtract({ hours: 24 * WRITING });
      const signed = (['a', 'b'] as const).filter((side) => !version.waits || side === text.by);
      return [
        index === 0
          ? start(version.written, before)
          : { at: before, happen: () => amend(telling, text, document, version.written, before) },
        { at, happen: () => propose(telling, text, document, version.note, at) },
        ...signed.map((side): Step => {
          const then = at.add({ hours: 24 * SIGNS[side] });
          return { at: then, happen: () => ratify(telling, side, document, index + 1, then) };
        }),
      ];
    });
    if (text.draft) steps.push(start(text.draft.written, clock(text.draft.ago, '15:00')));
    return steps.filter(({ at }) => Temporal.Instant.compare(at, now) <= 0);
  });
}

/** As somebody of one side, who sees what that side sees; afterwards the story goes on for both. */
async function as<T>({ tx }: Telling, one: Scope, work: (scope: Scope) => Promise<T>): Promise<T> {
  const done = await work(await refreshParties(tx, one));
  await enterWorker(tx, one.partnership);
  return done;
}

async function contentOf(telling: Telling, kind: Kind, written: Written): Promise<Content> {
  const { a, b } = telling.leaders;
  const known = await partiesIn(telling.tx, a[0]);
  const parties = [a, b].map(([{ party }]) => known.find((one) => one.id === party) as { id: string; name: string });
  return contentFrom(kind, written, parties, newId);
}

const begin = (telling: Telling, text: Text, written: Written, at: Temporal.Instant): Promise<string> =>
  as(telling, telling.leaders[text.by][0], async (lead) => {
    const content = await contentOf(telling, kindOf(text.kind), written);
    return (await startDocument(telling.tx, lead, { kind: text.kind, share: true, content }, at)).id;
  });

const propose = (telling: Telling, text: Text, document: string, note: string | undefined, at: Temporal.Instant) =>
  as(telling, telling.leaders[text.by][0], async (lead) => {
    const { tx, quiet, zone } = telling;
    const { draft } = await presentDocument(tx, lead, document, at);
    const expiresOn = at.toZonedDateTimeISO(zone).toPlainDate().add({ days: 30 }).toString();
    const wish = { hash: draft?.hash as string, expiresOn, timeZone: zone, ...(note && { note }) };
    await proposeDocument(tx, lead, quiet, document, wish, at);
  });

/** A row that begins as one in force did is that row, changed. */
const amend = (telling: Telling, text: Text, document: string, written: Written, at: Temporal.Instant) =>
  as(telling, telling.leaders[text.by][0], async (lead) => {
    const { tx } = telling;
    const kind = kindOf(text.kind);
    const { inForce } = await amendDocument(tx, lead, document, at);
    const number = inForce?.number as number;
    const before = JSON.parse((await findVersion(tx, lead, document, number))?.canonical as string).content as Content;
    const content = await contentOf(telling, kind, written);
    for (const section of kind.sections) {
      const [was, is] = [before[section.key], content[section.key]];
      if (section.type !== 'rows' || !isRows(was) || !isRows(is)) continue;
      const first = section.fields[0]?.key as string;
      for (const row of is) row.id = was.find((one) => one[first] === row[first])?.id ?? row.id;
    }
    await deleteDraft(tx, lead, document);
    await insertDraft(tx, lead, { document, state: draftFrom(kind, content), base: number }, at);
  });

const ratify = (telling: Telling, side: Side, document: string, number: number, at: Temporal.Instant) =>
  as(telling, telling.leaders[side][1], async (sponsor) => {
    const { tx, quiet } = telling;
    const hash = (await findVersion(tx, sponsor, document, number))?.hash.toString('hex') as string;
    await ratifyProposal(tx, sponsor, quiet, document, { number, hash, proof: async () => 'story' }, at);
  });
