import Type from 'typebox';
import {
  NewOwnInstrument,
  OwnInstrument,
  OwnInstrumentChange,
  OwnInstrumentList,
} from '../../domain/surveys/draft-contract.ts';
import { itemsCsv } from '../../domain/surveys/items-csv.ts';
import { needs, ONLY_SPEAKERS } from '../partnerships/access.ts';
import type { Api } from '../platform/api.ts';
import { mayRunRounds } from './access.ts';
import { asFile, begin, change, listOwnCards, present, remove, requireOwn } from './own-instruments.ts';

type One = { instrumentId: string };
const ALL = '/partnerships/:partnershipId/instruments';
const ONE = `${ALL}/:instrumentId`;
/** Sixty items in twenty languages. */
const LARGEST = 2_000_000;

/** Instruments that a partnership writes itself: seen by everybody in it, written by leads and sponsors of every party. */
export function instrumentRoutes(api: Api): void {
  api.participant(
    'GET',
    ALL,
    { summary: 'Instruments of this partnership’s own, drafts among them', reply: OwnInstrumentList },
    async ({ tx, scope }) => ({ items: await listOwnCards(tx, scope), can: { write: mayRunRounds(scope) } }),
  );

  api.participant(
    'POST',
    ALL,
    {
      summary: 'Begin an instrument: empty, as a copy of another, or from a file',
      body: NewOwnInstrument,
      reply: OwnInstrument,
      status: 201,
      bodyLimit: LARGEST,
    },
    ({ tx, scope, body, now }) => {
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      return begin(tx, scope, body, now);
    },
  );

  api.participant(
    'GET',
    ONE,
    { summary: 'One instrument: draft and newest version', reply: OwnInstrument },
    async (given) =>
      present(given.tx, given.scope, await requireOwn(given.tx, given.scope, (given.params as One).instrumentId)),
  );

  api.participant(
    'PATCH',
    ONE,
    {
      summary: 'Change its text, make it usable as a new version, retire it or take it back',
      body: OwnInstrumentChange,
      reply: OwnInstrument,
      ifMatch: true,
      bodyLimit: LARGEST,
    },
    async ({ tx, scope, params, body, version, now }) => {
      const { instrumentId } = params as One;
      await requireOwn(tx, scope, instrumentId);
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      return change(tx, scope, instrumentId, version, body, now);
    },
  );

  api.participant(
    'DELETE',
    ONE,
    { summary: 'Delete an instrument that no round was opened with', reply: Type.Object({}), ifMatch: true },
    async ({ tx, scope, params, version, now }) => {
      const { instrumentId } = params as One;
      await requireOwn(tx, scope, instrumentId);
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      await remove(tx, scope, instrumentId, version, now);
      return {};
    },
  );

  api.participant(
    'GET',
    `${ONE}/instrument.json`,
    {
      summary: 'The instrument as a file, as entente analyse reads it',
      reply: Type.String(),
      file: 'application/json',
    },
    async ({ tx, scope, params, reply }) => {
      const row = await requireOwn(tx, scope, (params as One).instrumentId);
      const instrument = await asFile(tx, scope, row);
      reply.header('content-disposition', `attachment; filename="${row.key}.json"`);
      return `${JSON.stringify(instrument, null, 2)}\n`;
    },
  );

  api.participant(
    'GET',
    `${ONE}/items.csv`,
    { summary: 'The items of the draft for a spreadsheet', reply: Type.String(), file: 'text/csv' },
    async ({ tx, scope, params, reply }) => {
      const { key, draft } = await requireOwn(tx, scope, (params as One).instrumentId);
      reply.header('content-disposition', `attachment; filename="${key}-items.csv"`);
      return itemsCsv(draft as never, draft.languages);
    },
  );
}
