import type { Partnership } from '../src/domain/partnerships/contract.ts';
import type { InviteeLink, Round } from '../src/domain/surveys/contract.ts';
import type { RunningProduct } from './running-product.ts';

/** Addresses of pages in the sample alliance of whoever is signed in; a sixth round is opened for the respond page. */
export async function openSample(product: RunningProduct) {
  const { id } = await product.call<Partnership>('POST', '/sample');
  const [overview, api] = [`/partnerships/${id}`, `/partnerships/${id}`];
  const [latest] = (await product.call<{ items: Round[] }>('GET', `${api}/rounds`)).items;
  const results = `${overview}/listen/${latest?.id}`;
  const closesAt = Temporal.Now.plainDateTimeISO('Europe/Oslo').add({ days: 14 }).toString({ smallestUnit: 'minute' });
  return {
    overview,
    results,
    review: `${results}/review`,
    actions: `${overview}/deliver`,
    rounds: `${overview}/listen`,
    /** The same results, for somebody without an account. */
    async shared(): Promise<string> {
      const endsOn = Temporal.Now.plainDateISO('Europe/Oslo').add({ days: 30 }).toString();
      const wish = { name: 'Ingrid Solheim', endsOn, timeZone: 'Europe/Oslo', language: 'en' };
      const { link } = await product.call<{ link: string }>('POST', `${api}/rounds/${latest?.id}/links`, wish);
      return pathOf(link);
    },
    /** Opens the round, which then shows on the other pages, too. */
    async respond(): Promise<string> {
      const wish = { instrument: 'relational', closesAt, timeZone: 'Europe/Oslo' };
      const round = await product.call<Round>('POST', `${api}/rounds`, wish);
      const { items } = await product.call<{ items: InviteeLink[] }>(
        'GET',
        `${api}/rounds/${round.id}/invitees?limit=200`,
      );
      const link = items.find((one) => one.link)?.link;
      if (!link) throw new Error('nobody was asked in the round that was just opened');
      return pathOf(link);
    },
  };
}

const pathOf = (link: string): string => new URL(link).pathname + new URL(link).hash;
