import type { Results, Round } from '../../../domain/surveys/contract.ts';
import { textIn } from '../../../domain/surveys/texts.ts';
import { resultsCsv, resultsFile } from '../../results/exports.ts';
import { listLinks } from '../../results/queries.ts';
import { listOwnCards, present, requireOwn } from '../../surveys/own-instruments.ts';
import { findPlan, presentPlan } from '../../surveys/plan-queries.ts';
import { listRounds } from '../../surveys/queries.ts';
import { resultsOf } from '../../surveys/results.ts';
import type { Entry } from './archive.ts';
import { type Html, html, lines, table } from './html.ts';
import { all, type Copying, collect, json, page, partyName, when } from './parts.ts';

const STATUS = { discuss: 'Discuss', worth: 'Worth discussing', strength: 'Strength' };

/** Rounds, and of those that closed exactly what was released: the same figures as on the page and on paper. */
export async function* rounds(c: Copying): AsyncGenerator<Entry> {
  const { tx, scope, now, partnership } = c;
  const list = await collect(all((cursor) => listRounds(tx, scope, cursor)));
  const plan = await findPlan(tx, scope);
  const instruments = [];
  for (const { id } of await listOwnCards(tx, scope))
    instruments.push(await present(tx, scope, await requireOwn(tx, scope, id)));
  const links = [];
  for (const { id, number, state } of list)
    if (state === 'closed')
      for (const link of await listLinks(tx, scope, id, now)) links.push({ round: number, ...link });
  const shownPlan = plan ? presentPlan(plan, now) : null;
  yield { path: 'data/rounds.json', data: json({ rounds: list, plan: shownPlan, instruments, links }) };
  const sides = partnership.parties.map(({ id, name, mark }) => ({ id, name, mark }));
  const about = { id: partnership.id, name: partnership.name, sample: partnership.sample };
  for (const round of list) {
    if (round.state !== 'closed') continue;
    const results = await resultsOf(tx, scope, round.id);
    const file = `rounds/round-${round.number}`;
    yield { path: `${file}.json`, data: json(resultsFile(results, about, sides)) };
    yield { path: `${file}.csv`, data: resultsCsv(results, sides, partnership.sample) };
    yield {
      path: `${file}.pdf`,
      data: await c.print.results({
        kind: 'full',
        language: 'en',
        printedAt: now.toString(),
        for: null,
        partnership: about,
        parties: sides,
        results,
      }),
    };
    yield page(c, 'rounds.html', resultsHtml(c, round, results), `${file}.html`);
  }
  yield page(
    c,
    'rounds.html',
    html`<p>Answers are confidential: this copy holds what was released, as nobody ever saw more.</p>
${
  list.length > 0
    ? table(
        'Rounds',
        ['Round', 'State', 'Questionnaire', 'Opened', 'Closed', 'Asked'],
        list.map((one) => [
          one.state === 'closed' ? html`<a href="rounds/round-${one.number}.html">${nameOf(one)}</a>` : nameOf(one),
          one.state,
          one.instrument.title,
          when(c, one.openedAt),
          one.closedAt && when(c, one.closedAt),
          one.invited,
        ]),
      )
    : html`<p>No round has been opened.</p>`
}
${shownPlan && html`<h2>Plan of rounds</h2><p>Every ${shownPlan.everyMonths} months from ${shownPlan.startsOn}, ${shownPlan.time} in ${shownPlan.timeZone}.</p>`}
${instruments.length > 0 && html`<h2>Questionnaires of your own</h2><ul>${instruments.map((one) => html`<li>${one.title}: ${one.state}<ol>${one.draft.items.map((item) => html`<li>${textIn(item.text, 'en')}</li>`)}</ol></li>`)}</ul>`}
${links.length > 0 && html`<h2>Read-only links to results</h2><ul>${links.map((one) => html`<li>Round ${one.round}, for ${one.name}, made by ${one.madeBy.name}, ${partyName(c, one.madeBy.partyId)}, until ${when(c, one.endsAt)}: ${one.state}</li>`)}</ul><p class="quiet">The addresses themselves are told once, when they are made, and are in no copy.</p>`}`,
  );
}

export const nameOf = ({ number, title }: Pick<Round, 'number' | 'title'>): string =>
  `Round ${number}${title ? `: ${title}` : ''}`;

function resultsHtml(c: Copying, round: Round, { snapshot, instrument, comparison }: Results): Html {
  const named = (ids: readonly string[]) => ids.map((id) => partyName(c, id)).join(' + ');
  const left = (text: string) => html`<bdi dir="ltr">${text}</bdi>`;
  const { invited, respondents } = snapshot.response;
  const groups = [...new Set(snapshot.items.flatMap((item) => item.cells.map((cell) => named(cell.parties))))];
  const rows = snapshot.items.map((item) => {
    const change = comparison?.items.find((one) => one.key === item.key)?.change;
    return [
      textIn(instrument.items.find((one) => one.key === item.key)?.text ?? { en: item.key }, 'en'),
      item.total ? left(item.total.shown) : (item.reason ?? ''),
      ...groups.map((group) => {
        const cell = item.cells.find((one) => named(one.parties) === group);
        return cell ? html`${left(cell.shown)}${cell.flag && ' (discuss)'}` : '';
      }),
      item.total ? `${item.total.n} of ${item.total.invited}` : '',
      item.status ? STATUS[item.status] : '',
      change && 'shown' in change ? left(change.shown) : '',
    ];
  });
  const columns = ['Statement', 'Everyone', ...groups, 'Answers', 'Status'];
  const compared = rows.some((row) => row.at(-1) !== '');
  return html`<h1>${nameOf(round)}</h1>
<p>${textIn(instrument.title, 'en')}, version ${instrument.version}. Opened ${when(c, round.openedAt)}, closed ${when(c, round.closedAt ?? round.closesAt)}. ${respondents} of ${invited} people answered. Fewest answers behind any figure: ${snapshot.k}.</p>
<p><a href="round-${round.number}.pdf">PDF</a> · <a href="round-${round.number}.json">JSON</a> · <a href="round-${round.number}.csv">CSV</a></p>
<h2>Results</h2>${table(
    `${instrument.stem ? `${textIn(instrument.stem, 'en')} … ` : ''}Averages from ${snapshot.scale.min} to ${snapshot.scale.max}`,
    compared ? [...columns, `Since round ${comparison?.number}`] : columns,
    compared ? rows : rows.map((row) => row.slice(0, -1)),
  )}
${snapshot.comments.map((one) => {
  const question = instrument.questions.find((open) => open.key === one.question);
  return html`<h3>${question ? textIn(question.text, 'en') : one.question}</h3>${one.texts ? html`<ul>${one.texts.map((text) => html`<li>${lines(text)}</li>`)}</ul>` : html`<p class="quiet">Not shown: ${one.reason}.</p>`}`;
})}`;
}
