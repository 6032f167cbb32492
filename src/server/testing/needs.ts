import type { ItemKind, ItemTheme } from '../../domain/documents/needs.ts';
import type { Fit, Needs, OwnItem } from '../../domain/documents/needs-contract.ts';
import type { Client } from './app.ts';

/** Builders of needs, strengths and weaknesses. Everything goes through the API. */

const ok = <T>(reply: { status: number; body: T }): T => {
  if (reply.status >= 300) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
};

export const needsOf = async (who: Client, path: string): Promise<Needs> => ok(await who.get<Needs>(`${path}/needs`));

export async function writeItem(
  who: Client,
  path: string,
  kind: ItemKind,
  text: string,
  themes: ItemTheme[] = [],
): Promise<OwnItem> {
  return ok(await who.post<OwnItem>(`${path}/needs/items`, { kind, text, themes }));
}

/** Written and shared at once: what all see of it. */
export async function shareItem(
  who: Client,
  path: string,
  kind: ItemKind,
  text: string,
  themes: ItemTheme[] = [],
): Promise<string> {
  const { id } = await writeItem(who, path, kind, text, themes);
  return ok(await who.post<OwnItem>(`${path}/needs/items/${id}/share`)).sharedId as string;
}

export const offer = (who: Client, path: string, kind: ItemKind, ...itemIds: string[]) =>
  who.post<Needs>(`${path}/needs/exchange`, { kind, itemIds });

/** A private need of each party, a need and a strength that meet, one reworded, one withdrawn, an offer that waits. */
export async function makeNeeds(
  lead: Client,
  other: Client,
  path: string,
  { shared: word, draftNorth, draftRail }: Record<'shared' | 'draftNorth' | 'draftRail', string>,
): Promise<{ itemId: string; needId: string; strengthId: string; fitId: string }> {
  const { id: itemId } = await writeItem(lead, path, 'need', `More ${draftNorth}`);
  await writeItem(other, path, 'need', `More ${draftRail}`);
  const needId = await shareItem(other, path, 'need', `Slots at night, says ${word}`, ['capacity']);
  const strength = await writeItem(lead, path, 'strength', `Cranes at night, said ${word}`, ['capacity']);
  const strengthId = ok(await lead.post<OwnItem>(`${path}/needs/items/${strength.id}/share`)).sharedId as string;
  ok(await lead.patch(`${path}/needs/items/${strength.id}`, 2, { text: `Three cranes at night, says ${word}` }));
  const { id: fitId } = ok(
    await lead.post<Fit>(`${path}/needs/fits`, { needId, strengthId, fits: true, note: `From May on, says ${word}` }),
  );
  const gone = await writeItem(other, path, 'weakness', `Late answers, ${draftRail}`);
  ok(await other.post(`${path}/needs/items/${gone.id}/share`));
  ok(await other.post(`${path}/needs/items/${gone.id}/withdraw`));
  const { id } = await writeItem(lead, path, 'weakness', `Few people, ${draftNorth}`);
  ok(await offer(lead, path, 'weakness', id));
  return { itemId, needId, strengthId, fitId };
}
