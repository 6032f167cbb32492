import { FITS, KEPT, SHOWN } from '../../domain/sample/needs.ts';
import type { Side } from '../../domain/sample/people.ts';
import { addFit, addItem, shareItem } from '../documents/needs.ts';
import type { Tx } from '../platform/database.ts';
import { refreshParties, type Scope } from '../platform/scope.ts';

/** Both sides write down and show what they need and bring, each for itself: rows are private to a party. */
export async function tellNeeds(tx: Tx, leads: Record<Side, Scope>, at: Temporal.Instant): Promise<void> {
  const ids = new Map<string, string>();
  for (const side of ['a', 'b'] as const) {
    const lead = await refreshParties(tx, leads[side]);
    for (const item of SHOWN[side]) {
      const { id } = await addItem(tx, lead, item, at);
      ids.set(item.text, (await shareItem(tx, lead, id, at)).sharedId as string);
    }
  }
  const beginning = (words: string) => [...ids].find(([text]) => text.startsWith(words))?.[1] as string;
  for (const { by, need, strength, note } of FITS) {
    const pair = { needId: beginning(need), strengthId: beginning(strength) };
    await addFit(tx, leads[by], { ...pair, fits: true, note }, at);
  }
  await addItem(tx, await refreshParties(tx, leads.a), KEPT, at);
}
