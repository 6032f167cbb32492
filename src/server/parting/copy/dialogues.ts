import { textIn } from '../../../domain/surveys/texts.ts';
import { presentCard, presentDialogue } from '../../dialogue/actions.ts';
import { listDialogues } from '../../dialogue/queries.ts';
import type { Entry } from './archive.ts';
import { html, lines, table } from './html.ts';
import { all, type Copying, collect, json, page, when } from './parts.ts';

/** Dialogues that whoever takes the copy is named in: for everybody else there are none. */
export async function* dialogues(c: Copying): AsyncGenerator<Entry> {
  const { tx, scope, now } = c;
  const found = [];
  for (const { id } of await collect(all((cursor) => listDialogues(tx, scope, cursor, presentCard))))
    found.push(await presentDialogue(tx, scope, id, now));
  yield { path: 'data/dialogues.json', data: json({ dialogues: found }) };
  yield page(
    c,
    'dialogues.html',
    html`<p>A named dialogue is seen by the people named in it alone. Here are those of whoever took this copy.</p>
${
  found.length === 0
    ? html`<p>There is none.</p>`
    : found.map((one) => {
        const name = (id: string) => one.people.find((person) => person.participantId === id)?.name ?? '';
        return html`<h2>${one.title ?? 'Named dialogue'}</h2><p>${one.people.map(({ name }) => name).join(', ')}. ${
          one.state === 'open'
            ? `Opened ${when(c, one.openedAt as string)}.`
            : one.state === 'ended'
              ? 'Ended without opening; its answers were deleted unseen.'
              : 'Waits; nobody’s answers are shown.'
        }</p>${one.people.map((person) => person.reason && html`<p>${person.name} declined: ${lines(person.reason)}</p>`)}${
          one.answers &&
          table(
            'Answers',
            ['Statement', ...one.answers.map((given) => name(given.participantId))],
            one.instrument.items.map((item) => [
              textIn(item.text, 'en'),
              ...(one.answers ?? []).map((given) => given.ratings[item.key] ?? '–'),
            ]),
          )
        }${one.answers?.map((given) => Object.values(given.comments).map((text) => html`<p>${name(given.participantId)}: ${lines(text)}</p>`))}`;
      })
}`,
  );
}
