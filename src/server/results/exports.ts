import { csvLine } from '../../domain/partnerships/people-csv.ts';
import type { ResultsFile } from '../../domain/results/contract.ts';
import type { Results } from '../../domain/surveys/contract.ts';
import { textIn } from '../../domain/surveys/texts.ts';

type Names = { id: string; name: string }[];

/** The published figures as a table: one row for each item and group. */
export function resultsCsv({ instrument, snapshot }: Results, parties: Names, sample: boolean): string {
  // Rows are copied and sorted: each has to say for itself that it is made up.
  const note = sample ? ['fictional sample'] : [];
  const names = new Map(parties.map((party) => [party.id, party.name]));
  const heading = ['item', 'text', 'group', 'answers', 'invited', 'average', 'lowest possible', 'highest possible'];
  let text = `\uFEFF${csvLine([...heading, 'status', ...(sample ? ['note'] : [])])}`;
  for (const item of snapshot.items) {
    const words = textIn(instrument.items.find((one) => one.key === item.key)?.text ?? { en: item.key }, 'en');
    const groups = [
      ...item.cells.map((cell) => ({
        ...cell,
        name: cell.parties.map((id) => names.get(id) ?? id).join(' + '),
        status: cell.flag ? 'discuss' : '',
      })),
      ...(item.total ? [{ ...item.total, name: 'everyone', status: item.status ?? '' }] : []),
    ];
    for (const { name, n, invited, shown, bounds, status } of groups)
      text += csvLine([item.key, words, name, n, invited, shown, bounds.low, bounds.high, status, ...note]);
    // How a group thought that others would answer; what those said stands in rows of their own.
    const named = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? id).join(' + ');
    for (const { by, about, n, shown, gap } of item.guesses ?? []) {
      const guess = `${named(by)} guesses ${named(about)}`;
      text += csvLine([item.key, words, guess, n, '', shown, '', '', gap.direction, ...note]);
    }
  }
  return text;
}

export function resultsFile(results: Results, partnership: ResultsFile['partnership'], parties: Names): ResultsFile {
  const { round, instrument, snapshot, comparison, trend } = results;
  return {
    format: 'entente-results-1',
    partnership,
    parties: parties.map(({ id, name }) => ({ id, name })),
    round: {
      id: round.id,
      number: round.number,
      title: round.title,
      source: round.source,
      level: round.level,
      k: round.k,
      timeZone: round.timeZone,
      openedAt: round.openedAt,
      closedAt: round.closedAt ?? round.closesAt,
    },
    instrument,
    snapshot,
    comparison,
    trend,
  };
}
