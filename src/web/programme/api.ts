import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Static } from 'typebox';
import type {
  Assessment,
  AssessmentList,
  NewAssessment,
  NewProgramme,
  Programme,
  ProgrammeList,
} from '../../domain/programme/contract.ts';
import { get, patch, post, remove } from '../platform/http.ts';

/* Keys begin with the programmes, so that one invalidation reaches them all. */

const programmesQuery = queryOptions({
  queryKey: ['programmes'],
  queryFn: async ({ signal }) => (await get<Static<typeof ProgrammeList>>('/programmes', undefined, signal)).items,
});

const assessmentsQuery = (programme: string) =>
  queryOptions({
    queryKey: ['programmes', programme, 'assessments'],
    queryFn: async ({ signal }) =>
      (await get<Static<typeof AssessmentList>>(`/programmes/${programme}/assessments`, undefined, signal)).items,
  });

export const useProgrammes = () => useQuery(programmesQuery);
export const useAssessments = (programme: string) => useQuery(assessmentsQuery(programme));

export const startProgramme = (body: NewProgramme, key: string) => post<Programme>('/programmes', body, key);
export const renameProgramme = (id: string, body: NewProgramme, version: number) =>
  patch<Programme>(`/programmes/${id}`, body, version);
export const keepAssessment = (programme: string, body: NewAssessment, key: string) =>
  post<Assessment>(`/programmes/${programme}/assessments`, body, key);
export const removeAssessment = (programme: string, id: string) =>
  remove<Assessment>(`/programmes/${programme}/assessments/${id}`);
export const restoreAssessment = (programme: string, id: string) =>
  post<Assessment>(`/programmes/${programme}/assessments/${id}/restore`);

export function useRefreshProgrammes() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['programmes'] });
}
