/** Writing the snapshot of a closed round: see `snapshot-contract.ts` for what is in it and why. */
import { cellFigures, totalFigures } from './figures.ts';
import { type ItemGaps, itemGaps } from './gaps.ts';
import { releaseGuesses } from './guesses.ts';
import type { Instrument } from './instrument.ts';
import { mayShowComments, releaseItem, statusOf } from './release.ts';
import { alpha, lambda2 } from './reliability.ts';
import { paperShown } from './sheets.ts';
import type { Comments, ItemResult, Snapshot } from './snapshot-contract.ts';
import { addUp } from './statistics.ts';
import type { Tally } from './tally.ts';
import { themeResult } from './themes.ts';

/** A group of people that ballots name: one party, or several merged when the round was opened. */
export interface Stratum {
  /** Group key in the tally. */
  key: string;
  parties: readonly string[];
  invited: number;
}

export interface ClosedRound {
  /** As frozen with the round: its items, scale and thresholds. */
  instrument: Instrument;
  /** As frozen with the round, at least 4. */
  k: number;
  /** In frozen order; parties must not repeat. */
  strata: readonly Stratum[];
  /** Answers counted by stratum key. */
  tally: Tally;
  /** How many of the answers came on paper; undefined: the round had nobody on paper. */
  sheets?: number | undefined;
  /** Answers to open questions, with nothing about who gave them. */
  comments: readonly { question: string; text: string }[];
  /** Whether people were asked to guess how the other side answered. */
  guess?: boolean | undefined;
  /** Uniform on [0, 1), unpredictable: it decides the order in which comments are shown. */
  random: () => number;
}

/** Fewest complete answers behind alpha and lambda-2. */
const RELIABILITY_FLOOR = 30;
/** Difference of response rates, in hundredths, above which the total leans to one side. */
const UNEVEN = 20;

/**
 * Make the snapshot of a closed round: everything that will ever be shown of it.
 *
 * @throws RangeError if k is below 4, or the tally holds a group that is no stratum of the round
 */
export function buildSnapshot(round: ClosedRound): Snapshot {
  const { instrument, k, strata, tally, sheets, comments, random } = round;
  const stranger = tally.groups().find((key) => !strata.some((stratum) => stratum.key === key));
  if (stranger !== undefined) throw new RangeError(`the tally holds a group that was not invited: ${stranger}`);

  const items = releasedItems(round);
  const response = responseOf(strata, tally);
  const reliability = tally.scale().n >= RELIABILITY_FLOOR ? tally.scale() : null;
  const [a, l] = reliability ? [alpha(reliability), lambda2(reliability)] : [null, null];
  return {
    format: 1,
    instrument: { key: instrument.key, version: instrument.version },
    scale: { min: instrument.scale.min, max: instrument.scale.max },
    thresholds: instrument.thresholds,
    k,
    parties: strata.flatMap((stratum) => stratum.parties),
    response:
      sheets === undefined ? response : { ...response, paper: { sheets: paperShown(sheets, tally.counts().rows, k) } },
    items,
    themes: instrument.themes.map((theme) => themeResult(theme.key, theme.items, items, instrument)),
    trust: instrument.trust.length > 0 ? themeResult('trust', instrument.trust, items, instrument) : null,
    comments: instrument.questions.map((question) => {
      const texts = comments.filter((comment) => comment.question === question.key).map(({ text }) => text.trim());
      return commentsOf(question.key, texts.filter(Boolean), response.respondents, k, random);
    }),
    reliability:
      reliability && a !== null && l !== null
        ? { alpha: hundredths(a), lambda2: hundredths(l), n: reliability.n }
        : null,
  };
}

/** Histogram of one published cell of one item. */
export interface CellCounts {
  item: string;
  parties: string[];
  /** Answers per scale point, lowest first. */
  counts: number[];
  /** These are guesses of that group about all others. */
  guess?: true;
}

/**
 * The histograms of exactly the cells that the snapshot publishes, to be kept for later reports under the same
 * partition when the single answers are deleted. They are not for showing.
 *
 * @throws RangeError if k is below 4
 */
export function publishedCounts(
  round: Pick<ClosedRound, 'instrument' | 'k' | 'strata' | 'tally' | 'guess'>,
): CellCounts[] {
  const { instrument, k, strata, guess } = round;
  return releasedCells(round).flatMap(({ key, item, cells, guesses }): CellCounts[] => [
    ...cells.map(({ released, counts }) => ({ item: key, parties: partiesOf(released.parties, strata), counts })),
    ...(guess ? releaseGuesses(item.cells, guesses, k, instrument) : []).map(({ by }) => ({
      item: key,
      parties: partiesOf(by, strata),
      counts: Array.from(guesses.find((group) => group.key === by[0])?.counts ?? []),
      guess: true as const,
    })),
  ]);
}

function releasedItems(round: ClosedRound): ItemResult[] {
  const { instrument, strata, k, guess } = round;
  const invited = strata.reduce((sum, stratum) => sum + stratum.invited, 0);
  const drafts = releasedCells(round).map(({ key, item, cells, guesses }) => {
    const published = cells.map(({ released, counts }) => {
      const asked = strata.filter((stratum) => released.parties.includes(stratum.key));
      const parties = partiesOf(released.parties, strata);
      const total = asked.reduce((sum, stratum) => sum + stratum.invited, 0);
      return { cell: cellFigures({ ...released, parties }, total, counts, instrument), counts };
    });
    const about = guess ? releaseGuesses(item.cells, guesses, k, instrument) : null;
    const named = about?.map((one) => ({
      ...one,
      by: partiesOf(one.by, strata),
      about: partiesOf(one.about, strata),
    }));
    return { key, item, published, named };
  });
  const gaps = itemGaps(
    drafts.map((draft) => draft.published),
    instrument,
  );
  return drafts.map(({ key, item, published, named }, at) => {
    const cells = published.map(({ cell }) => cell);
    const { gap, against } = gaps[at] as ItemGaps;
    return {
      key,
      cells,
      total: totalFigures(cells, invited, instrument),
      flag: item.flag,
      status: statusOf(item.flag, item.total, instrument),
      gap,
      against,
      ...(named ? { guesses: named } : {}),
      reason: item.reason,
    };
  });
}

/** Every item through the gate, with the histogram behind each cell. Cells name strata here, not yet parties. */
function releasedCells({ instrument, k, strata, tally }: Pick<ClosedRound, 'instrument' | 'k' | 'strata' | 'tally'>) {
  const byStratum = strata.map(({ key }) => ({ key, ...tally.counts(key) }));
  return instrument.items.map(({ key }, at) => {
    const groups = byStratum.map((stratum) => ({ key: stratum.key, counts: stratum.items[at] as Float64Array }));
    const item = releaseItem(groups, k, instrument);
    const cells = item.cells.map((released) => ({
      released,
      counts: addUp(groups.filter((group) => released.parties.includes(group.key)).map((group) => group.counts)),
    }));
    const guesses = byStratum.map((stratum) => ({ key: stratum.key, counts: stratum.guesses[at] as Float64Array }));
    return { key, item, cells, guesses };
  });
}

function partiesOf(keys: readonly string[], strata: readonly Stratum[]): string[] {
  return strata.filter((stratum) => keys.includes(stratum.key)).flatMap((stratum) => stratum.parties);
}

function responseOf(strata: readonly Stratum[], tally: Tally): Snapshot['response'] {
  const rows = strata.map(({ key, parties, invited }) => {
    const { respondents } = tally.counts(key);
    return { key, parties: [...parties], invited: Math.max(invited, respondents), respondents };
  });
  const rates = rows.filter((row) => row.invited > 0).map((row) => (100 * row.respondents) / row.invited);
  return {
    invited: rows.reduce((sum, row) => sum + row.invited, 0),
    respondents: rows.reduce((sum, row) => sum + row.respondents, 0),
    strata: rows,
    uneven: rates.length > 1 && Math.max(...rates) - Math.min(...rates) > UNEVEN,
  };
}

/** Comments of one question. The threshold counts per question, because each question is shown as a list of its own. */
function commentsOf(
  question: string,
  texts: readonly string[],
  respondents: number,
  k: number,
  random: () => number,
): Comments {
  if (mayShowComments(respondents, texts.length, k)) return { question, texts: shuffled(texts, random), reason: null };
  const reason = respondents < 2 * k ? `fewer than ${2 * k} people answered` : `fewer than ${k} comments`;
  return { question, texts: null, reason };
}

/** Fisher and Yates. */
function shuffled(texts: readonly string[], random: () => number): string[] {
  const order = [...texts];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as string, order[last] as string];
  }
  return order;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
