import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { PaperCount, PaperForm, PaperPerson, SheetStack } from '../../domain/surveys/paper-contract.ts';
import type { Plan, PlanChange, PlanPreview, PlanReply, PlanWish } from '../../domain/surveys/plan-contract.ts';
import { get, patch, post, remove } from '../platform/http.ts';
import { everyPage } from './api.ts';

const base = (partnership: string) => `/partnerships/${partnership}`;

/* ── The plan of rounds ── */

export const planQuery = (partnership: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'plan'],
    queryFn: ({ signal }) => get<PlanReply>(`${base(partnership)}/plan`, undefined, signal),
  });
export const usePlan = (partnership: string) => useQuery(planQuery(partnership));

/** What a plan would do. Asking changes nothing; the last answer stays while the next one is on its way. */
export const usePlanPreview = (partnership: string, wish: PlanWish | null) =>
  useQuery({
    queryKey: ['preview', partnership, 'plan', wish],
    queryFn: () => post<PlanPreview>(`${base(partnership)}/plan/preview`, wish),
    enabled: wish !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

export const setPlan = (partnership: string, wish: PlanWish, key: string) =>
  post<Plan>(`${base(partnership)}/plan`, wish, key);
export const changePlan = (partnership: string, plan: string, change: PlanChange, version: number) =>
  patch<Plan>(`${base(partnership)}/plan/${plan}`, change, version);
export const removePlan = (partnership: string, plan: Plan) =>
  remove(`${base(partnership)}/plan/${plan.id}`, plan.version);

/* ── Paper ── */

export const paperPeopleKey = (partnership: string) => ['partnership', partnership, 'paper'];
export const usePaperPeople = (partnership: string) =>
  useQuery({
    queryKey: paperPeopleKey(partnership),
    queryFn: ({ signal }) =>
      everyPage<PaperPerson, { items: PaperPerson[]; next: string | null }>(`${base(partnership)}/paper`, signal),
  });
export const choosePaper = (partnership: string, participantId: string, paper: boolean) =>
  post<PaperPerson>(`${base(partnership)}/paper`, { participantId, paper });

export const formQuery = (partnership: string, round: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'round', round, 'form'],
    queryFn: ({ signal }) => get<PaperForm>(`${base(partnership)}/rounds/${round}/form`, undefined, signal),
  });
export const usePaperForm = (partnership: string, round: string) => useQuery(formQuery(partnership, round));
/** The stack names itself: sent twice it counts once. */
export const enterSheets = (partnership: string, round: string, stack: SheetStack) =>
  post<PaperCount>(`${base(partnership)}/rounds/${round}/sheets`, stack);
