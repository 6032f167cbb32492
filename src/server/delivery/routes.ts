import { Action, ActionChange, ActionPage, ActionQuery, NewAction } from '../../domain/delivery/contract.ts';
import { needs } from '../partnerships/access.ts';
import type { Api } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { changedMeanwhile, notFound } from '../platform/errors.ts';
import { cursorOf } from '../platform/pages.ts';
import type { Scope } from '../platform/scope.ts';
import { mayAgree, mayEditAction, OBSERVERS_LOOK_ON, ONLY_OWNERS } from './access.ts';
import { addAction, changeAction } from './actions.ts';
import { type ActionRow, findAction, findOwner, listActions, presentAction, todayOf } from './queries.ts';

export function deliveryRoutes(api: Api): void {
  api.participant(
    'GET',
    '/partnerships/:partnershipId/actions',
    { summary: 'What was agreed to be done, newest first', query: ActionQuery, reply: ActionPage },
    async ({ tx, scope, query, now }) => listActions(tx, scope, query, cursorOf(query), await todayOf(tx, scope, now)),
  );

  api.participant(
    'POST',
    '/partnerships/:partnershipId/actions',
    { summary: 'Agree an action: what, who, until when', body: NewAction, reply: Action, status: 201 },
    async ({ tx, scope, body, now }) => {
      needs(mayAgree(scope), OBSERVERS_LOOK_ON);
      const today = await todayOf(tx, scope, now);
      const owner = await findOwner(tx, scope, body.ownerId);
      const id = await addAction(tx, scope, body, { owner, today }, now);
      return presentAction(await requireAction(tx, scope, id), scope, today);
    },
  );

  api.participant(
    'PATCH',
    '/partnerships/:partnershipId/actions/:actionId',
    {
      summary: 'Change an action, or say that it is done, dropped or open again',
      body: ActionChange,
      reply: Action,
      ifMatch: true,
    },
    async ({ tx, scope, params, body, version, now }) => {
      const row = await requireAction(tx, scope, (params as { actionId: string }).actionId);
      needs(mayEditAction(scope, row), ONLY_OWNERS);
      const today = await todayOf(tx, scope, now);
      const owner = body.ownerId === undefined ? undefined : await findOwner(tx, scope, body.ownerId);
      const changed = await changeAction(tx, scope, row, version, body, { owner, today }, now);
      const current = presentAction(await requireAction(tx, scope, row.id), scope, today);
      if (!changed) throw changedMeanwhile(current);
      return current;
    },
  );
}

async function requireAction(tx: Tx, scope: Scope, id: string): Promise<ActionRow> {
  const row = await findAction(tx, scope, id);
  if (!row) throw notFound();
  return row;
}
