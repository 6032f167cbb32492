import type { Action } from '../../../domain/delivery/contract.ts';
import type { Review } from '../../../domain/reviews/contract.ts';
import { textIn } from '../../../domain/surveys/texts.ts';
import { listActions, todayOf } from '../../delivery/queries.ts';
import { listGuests } from '../../reviews/guest-queries.ts';
import { presentReview } from '../../reviews/present.ts';
import { findReviewOfRound } from '../../reviews/queries.ts';
import { listRounds } from '../../surveys/queries.ts';
import type { Entry } from './archive.ts';
import { type Html, html, lines, table } from './html.ts';
import { all, type Copying, collect, json, page, partyName, when } from './parts.ts';
import { nameOf } from './rounds.ts';

const KINDS = { conclusion: 'Conclusion', celebration: 'To celebrate' };

/** Minutes of the review sessions, and everything that was agreed to be done. */
export async function* sessions(c: Copying): AsyncGenerator<Entry> {
  const { tx, scope, now } = c;
  const reviews = [];
  for (const round of await collect(all((cursor) => listRounds(tx, scope, cursor)))) {
    const row = await findReviewOfRound(tx, scope, round.id);
    if (!row) continue;
    const guests = await listGuests(tx, scope, row.id, now);
    const { people: _people, ...review } = await presentReview(tx, scope, row, now);
    reviews.push({ ...review, guests });
  }
  const today = await todayOf(tx, scope, now);
  const actions = await collect(all((cursor) => listActions(tx, scope, { state: 'all' }, cursor, today)));
  yield { path: 'data/sessions.json', data: json({ sessions: reviews, actions }) };
  yield page(
    c,
    'sessions.html',
    html`<h2>Actions</h2>${actions.length > 0 ? actionTable(c, actions) : html`<p>Nothing has been agreed to be done.</p>`}
${reviews.length > 0 ? reviews.map((one) => minutes(c, one)) : html`<h2>Review sessions</h2><p>No session has been held.</p>`}`,
  );
}

const actionTable = (c: Copying, actions: readonly Action[]): Html =>
  table(
    'Actions, newest first',
    ['What', 'Who', 'Until', 'State'],
    actions.map((one) => [
      lines(one.text),
      `${one.owner.name}, ${partyName(c, one.owner.partyId)}${one.owner.left ? ' (has left)' : ''}`,
      one.dueOn,
      `${one.state}${one.closedAt ? `, ${when(c, one.closedAt)}` : ''}`,
    ]),
  );

function minutes(c: Copying, review: Omit<Review, 'people'> & { guests: { name: string }[] }): Html {
  const said = (itemKey: string | null) => {
    const entries = review.entries.filter((one) => one.itemKey === itemKey);
    return (
      entries.length > 0 &&
      html`<ul>${entries.map((one) => html`<li>${KINDS[one.kind]}: ${lines(one.text)} <span class="quiet">${one.by.name}${one.by.guest ? ', guest' : `, ${partyName(c, one.by.partyId)}`}</span></li>`)}</ul>`
    );
  };
  return html`<h2>Review session: ${nameOf(review.round)}</h2>
<p class="quiet">Begun ${when(c, review.startedAt)} by ${review.startedBy.name}. ${review.finishedAt ? `Finished ${when(c, review.finishedAt)}.` : 'Not finished.'}${review.guests.length > 0 && ` Guests: ${review.guests.map((one) => one.name).join(', ')}.`}</p>
${said(null)}
${review.agenda.map((item) => {
  const words = review.instrument.items.find((one) => one.key === item.key)?.text ?? { en: item.key };
  const actions = review.actions.filter((one) => one.review?.itemKey === item.key);
  return html`<h3>${textIn(words, 'en')}</h3><p class="quiet">${item.result.total && html`Average <bdi dir="ltr">${item.result.total.shown}</bdi>. `}Talked about for ${Math.round(item.spentMs / 60_000)} minutes.</p>${said(item.key)}${actions.length > 0 && actionTable(c, actions)}`;
})}`;
}
