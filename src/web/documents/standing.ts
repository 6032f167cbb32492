import type { TFunction } from 'i18next';
import type { DocumentCard, VersionHead } from '../../domain/documents/contract.ts';
import type { Party } from '../../domain/partnerships/contract.ts';

type Format = {
  list: (values: readonly string[]) => string;
  date: (moment: string, style?: 'long' | 'medium') => string;
};

export const partyIn = (parties: readonly Party[], id: string): string =>
  parties.find((party) => party.id === id)?.name ?? '?';

/** What it is called: as it binds, else as it is proposed, else as its draft is called now. */
export const titleOf = ({ inForce, proposed, title }: Pick<DocumentCard, 'inForce' | 'proposed' | 'title'>): string =>
  inForce?.title ?? proposed?.title ?? title;

/** “Nordhavn on 8 October 2026 and Railia on 12 October 2026” */
export const ratifiedBy = (t: TFunction<'documents'>, head: VersionHead, format: Format): string =>
  format.list(
    head.ratifications
      .toSorted((a, b) => a.partyName.localeCompare(b.partyName))
      .map((one) => t('standing.by', { party: one.partyName, date: format.date(one.at) })),
  );

/** What is in force, what is proposed and whose yes is missing: the sentences every page of a document begins with. */
export function standingOf(
  t: TFunction<'documents'>,
  document: Pick<DocumentCard, 'inForce' | 'proposed' | 'draftWrittenAt' | 'sharedAt' | 'startedBy'>,
  parties: readonly Party[],
  format: Format,
): string[] {
  // In the order in which parties always stand.
  const names = (ids: readonly string[]) =>
    format.list(parties.filter(({ id }) => ids.includes(id)).map(({ name }) => name));
  const { inForce, proposed } = document;
  const out: string[] = [];
  if (inForce) {
    out.push(t('standing.inForce', { number: inForce.number, parties: ratifiedBy(t, inForce, format) }));
    if (inForce.waitingFor.length > 0)
      out.push(t('standing.notBound', { count: inForce.waitingFor.length, parties: names(inForce.waitingFor) }));
  }
  if (proposed)
    out.push(
      proposed.ratifications.length > 0
        ? t('standing.proposedBy', {
            number: proposed.number,
            parties: ratifiedBy(t, proposed, format),
            waiting: names(proposed.waitingFor),
          })
        : t('standing.proposed', { number: proposed.number, waiting: names(proposed.waitingFor) }),
    );
  if (!proposed && document.draftWrittenAt)
    out.push(
      document.sharedAt === null
        ? t('standing.mine', { party: partyIn(parties, document.startedBy.partyId) })
        : inForce
          ? t('standing.amending', { date: format.date(document.draftWrittenAt) })
          : t('standing.ours', { date: format.date(document.draftWrittenAt) }),
    );
  return out;
}
