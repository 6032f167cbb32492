import type { ItemKind, ItemTheme } from '../documents/needs.ts';
import type { Side } from './people.ts';

/** What the two sides of the sample alliance have shown each other, and what they found to fit. All of it is made up. */
type Told = { kind: ItemKind; text: string; themes: ItemTheme[] };
const told = (kind: ItemKind, text: string, ...themes: ItemTheme[]): Told => ({ kind, text, themes });

export const SHOWN: Record<Side, readonly Told[]> = {
  a: [
    told('need', 'Spare parts within a day when a main station stands still', 'speed', 'quality'),
    told('need', 'To hear of changes in the pump range a season ahead', 'information'),
    told('need', 'Technicians who know our oldest stations', 'people', 'knowledge'),
    told('strength', 'Forty years of measurements from two hundred stations', 'information', 'knowledge'),
    told('strength', 'Places to try something new without a customer noticing', 'technology'),
    told('weakness', 'Decisions about money take us a quarter of a year', 'money', 'speed'),
  ],
  b: [
    told('need', 'Measurements from stations in daily use', 'information', 'technology'),
    told('need', 'One person who can say yes', 'relationships', 'speed'),
    told('strength', 'A depot with spare parts an hour from the north network', 'speed', 'capacity'),
    told('strength', 'Our own training workshop for technicians', 'people', 'knowledge'),
    told('strength', 'A sales network in nine countries', 'market'),
    told('weakness', 'We say yes to too much in autumn', 'capacity'),
  ],
};

/** For whoever opens the sample to see that there is more than is shown. */
export const KEPT = told('weakness', 'Three of our five planners retire within two years', 'people');

/** Need and strength by how they begin, and what was noted. */
export const FITS: readonly { by: Side; need: string; strength: string; note: string }[] = [
  { by: 'b', need: 'Spare parts', strength: 'A depot', note: 'Agreed in spring: the van leaves at six' },
  { by: 'a', need: 'Measurements from', strength: 'Forty years', note: 'Monthly, without names of customers' },
];
