import type { ItemKind } from '../../../domain/documents/needs.ts';
import { listFits, listOffers, listOwn, listShared } from '../../documents/needs-queries.ts';
import type { Entry } from './archive.ts';
import { html, lines, own } from './html.ts';
import { type Copying, json, page, partyName, when } from './parts.ts';

const KINDS: Record<ItemKind, string> = { need: 'Needs', strength: 'Strengths', weakness: 'Weaknesses' };

/** What each party has shared, what was said to fit, and what the reader's own party keeps to itself. */
export async function* needs(c: Copying): AsyncGenerator<Entry> {
  const { tx, scope } = c;
  const [shared, mine, offers, fits] = [
    await listShared(tx, scope),
    await listOwn(tx, scope),
    await listOffers(tx, scope),
    await listFits(tx, scope),
  ];
  const kept = mine.filter((one) => one.sharedId === null);
  yield { path: 'data/needs.json', data: json({ shared, ownParty: mine, offers, fits }) };
  const words = new Map(shared.map((one) => [one.id, one.text ?? '(withdrawn)']));
  yield page(
    c,
    'needs.html',
    html`${c.partnership.parties.map(
      (party) =>
        html`<h2>${party.name}</h2>${(Object.keys(KINDS) as ItemKind[]).map((kind) => {
          const items = shared.filter((one) => one.partyId === party.id && one.kind === kind);
          return (
            items.length > 0 &&
            html`<h3>${KINDS[kind]}</h3><ul>${items.map(
              (one) =>
                html`<li>${one.withdrawn ? html`<em>Withdrawn ${when(c, one.withdrawn.at)} by ${one.withdrawn.by}; its words are gone.</em>` : lines(one.text ?? '')}<br><span class="quiet">Shared ${when(c, one.sharedAt)} by ${one.sharedBy}${one.exchanged && ', in an exchange'}</span>${one.before.map(({ text, until }) => html`<br><span class="quiet">Until ${when(c, until)}: ${lines(text)}</span>`)}</li>`,
            )}</ul>`
          );
        })}`,
    )}
${kept.length > 0 && html`<h2>Not shared ${own()}</h2><ul>${kept.map((one) => html`<li>${KINDS[one.kind]}: ${lines(one.text)}</li>`)}</ul>`}
${offers.length > 0 && html`<h2>Offers of an exchange</h2><ul>${offers.map((one) => html`<li>${partyName(c, one.partyId)}: ${KINDS[one.kind].toLowerCase()}, by ${one.by}, ${when(c, one.at)}</li>`)}</ul>`}
<h2>What fits</h2>${
      fits.length > 0
        ? html`<ul>${fits.map((one) => html`<li>“${words.get(one.needId)}” and “${words.get(one.strengthId)}”: ${one.fits ? 'fit' : 'do not fit'}${one.note && html`, ${lines(one.note)}`} <span class="quiet">${one.by.name}, ${partyName(c, one.by.partyId)}, ${when(c, one.at)}</span></li>`)}</ul>`
        : html`<p>Nobody has said what fits.</p>`
    }`,
  );
}
