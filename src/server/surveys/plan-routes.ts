import Type from 'typebox';
import { Plan, PlanChange, PlanPreview, PlanReply, PlanWish } from '../../domain/surveys/plan-contract.ts';
import { needs, ONLY_SPEAKERS } from '../partnerships/access.ts';
import type { Api } from '../platform/api.ts';
import { mayRunRounds } from './access.ts';
import { changePlan, previewPlan, removePlan, setPlan } from './plan-actions.ts';
import { findPlan, presentPlan } from './plan-queries.ts';

type One = { planId: string };

/** The plan of rounds: shared, and changed by the leads and sponsors of every party alike. */
export function planRoutes(api: Api): void {
  api.participant(
    'GET',
    '/partnerships/:partnershipId/plan',
    { summary: 'The plan of rounds, with the next dates', reply: PlanReply },
    async ({ tx, scope, now }) => {
      const row = await findPlan(tx, scope);
      return { plan: row ? presentPlan(row, now) : null, can: { change: mayRunRounds(scope) } };
    },
  );

  api.participant(
    'POST',
    '/partnerships/:partnershipId/plan/preview',
    { summary: 'What a plan would do; nothing is saved', body: PlanWish, reply: PlanPreview },
    ({ tx, scope, body, deps, now }) => {
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      return previewPlan(tx, scope, deps, body, now);
    },
  );

  api.participant(
    'POST',
    '/partnerships/:partnershipId/plan',
    { summary: 'Plan rounds, one every few months', body: PlanWish, reply: Plan, status: 201 },
    ({ tx, scope, body, now }) => {
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      return setPlan(tx, scope, body, now);
    },
  );

  api.participant(
    'PATCH',
    '/partnerships/:partnershipId/plan/:planId',
    { summary: 'Change, pause or resume the plan', body: PlanChange, reply: Plan, ifMatch: true },
    ({ tx, scope, params, body, version, now }) => {
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      return changePlan(tx, scope, (params as One).planId, version, body, now);
    },
  );

  api.participant(
    'DELETE',
    '/partnerships/:partnershipId/plan/:planId',
    { summary: 'Remove the plan; rounds that are open stay open', reply: Type.Object({}), ifMatch: true },
    async ({ tx, scope, params, version, now }) => {
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      await removePlan(tx, scope, (params as One).planId, version, now);
      return {};
    },
  );
}
