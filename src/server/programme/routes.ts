import {
  Assessment,
  AssessmentList,
  NewAssessment,
  NewProgramme,
  Programme,
  ProgrammeList,
} from '../../domain/programme/contract.ts';
import { MOST_KEPT, MOST_PROGRAMMES, refusalOf, sameOrganisation } from '../../domain/programme/rules.ts';
import { findMe } from '../persons/queries.ts';
import type { Api } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { changedMeanwhile, conflict, invalid, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { enterProgramme, type Guard, type PersonScope, type ProgrammeScope } from '../platform/scope.ts';
import {
  findProgramme,
  insertAssessment,
  insertProgramme,
  listAssessments,
  listProgrammes,
  renameProgramme,
  setRemoved,
} from './queries.ts';

type One = { programmeId: string };
type OneKept = One & { assessmentId: string };

/** The programme of an organisation. Its members are equal: whoever is one may do everything here. */
export function programmeRoutes(api: Api): void {
  api.person(
    'GET',
    '/programmes',
    { summary: 'Programmes of my organisations', reply: ProgrammeList },
    async ({ tx, scope }) => ({ items: await listProgrammes(tx, scope) }),
  );

  api.person(
    'POST',
    '/programmes',
    { summary: 'Start the programme of an organisation', body: NewProgramme, reply: Programme, status: 201 },
    async ({ tx, scope, body, now, deps }) => {
      const mine = await listProgrammes(tx, scope);
      if (mine.length >= MOST_PROGRAMMES)
        throw conflict('too-many-programmes', `You have ${MOST_PROGRAMMES} programmes already; use one of them.`);
      refuseTaken(mine, body.organisation);
      const id = newId();
      await insertProgramme(tx, scope, { id, organisation: body.organisation.trim() }, now);
      return (await requireProgramme(tx, scope, id, deps.guard)).programme;
    },
  );

  api.person(
    'GET',
    '/programmes/:programmeId',
    { summary: 'The programme of one organisation', reply: Programme },
    async ({ tx, scope, params, deps }) =>
      (await requireProgramme(tx, scope, (params as One).programmeId, deps.guard)).programme,
  );

  api.person(
    'PATCH',
    '/programmes/:programmeId',
    {
      summary: 'Change how the organisation is called',
      body: NewProgramme,
      reply: Programme,
      ifMatch: true,
    },
    async ({ tx, scope, params, body, version, deps }) => {
      const { at, programme } = await requireProgramme(tx, scope, (params as One).programmeId, deps.guard);
      const others = (await listProgrammes(tx, scope)).filter((one) => one.id !== programme.id);
      refuseTaken(others, body.organisation);
      if (!(await renameProgramme(tx, at, version, body.organisation.trim()))) throw changedMeanwhile(programme);
      return (await requireProgramme(tx, scope, programme.id, deps.guard)).programme;
    },
  );

  api.person(
    'GET',
    '/programmes/:programmeId/assessments',
    {
      summary: 'Kept 60-second assessments, oldest first, each compared with the one before',
      reply: AssessmentList,
    },
    async ({ tx, scope, params, deps }) => {
      const { at } = await requireProgramme(tx, scope, (params as One).programmeId, deps.guard);
      return { items: await listAssessments(tx, at) };
    },
  );

  api.person(
    'POST',
    '/programmes/:programmeId/assessments',
    { summary: 'Keep the answers of a 60-second assessment', body: NewAssessment, reply: Assessment, status: 201 },
    async ({ tx, scope, params, body, now, deps }) => {
      const { at } = await requireProgramme(tx, scope, (params as One).programmeId, deps.guard);
      const takenOn = body.takenOn ?? now.toZonedDateTimeISO('UTC').toPlainDate().toString();
      const refusal = refusalOf(body.answers, takenOn, now);
      if (refusal) throw invalid(refusal);
      if ((await listAssessments(tx, at)).length >= MOST_KEPT)
        throw conflict('too-many-kept', `This programme keeps ${MOST_KEPT} assessments already; start another one.`);
      const id = newId();
      await insertAssessment(tx, at, { id, takenOn, answers: body.answers, by: await myName(tx, scope) }, now);
      return requireAssessment(tx, at, id);
    },
  );

  api.person(
    'DELETE',
    '/programmes/:programmeId/assessments/:assessmentId',
    { summary: 'Remove a kept assessment; it stays marked with who did it, and can be put back', reply: Assessment },
    async ({ tx, scope, params, now, deps }) => {
      const { programmeId, assessmentId } = params as OneKept;
      const { at } = await requireProgramme(tx, scope, programmeId, deps.guard);
      await setRemoved(tx, at, assessmentId, { by: await myName(tx, scope), at: now });
      return requireAssessment(tx, at, assessmentId);
    },
  );

  api.person(
    'POST',
    '/programmes/:programmeId/assessments/:assessmentId/restore',
    { summary: 'Put a removed assessment back', reply: Assessment },
    async ({ tx, scope, params, deps }) => {
      const { programmeId, assessmentId } = params as OneKept;
      const { at } = await requireProgramme(tx, scope, programmeId, deps.guard);
      await setRemoved(tx, at, assessmentId, null);
      return requireAssessment(tx, at, assessmentId);
    },
  );
}

async function requireProgramme(
  tx: Tx,
  scope: PersonScope,
  id: string,
  guard: Guard,
): Promise<{ at: ProgrammeScope; programme: Programme }> {
  const at = await enterProgramme(tx, scope, id, guard);
  const programme = await findProgramme(tx, at);
  if (!programme) throw notFound();
  return { at, programme };
}

async function requireAssessment(tx: Tx, at: ProgrammeScope, id: string): Promise<Assessment> {
  const found = (await listAssessments(tx, at)).find((one) => one.id === id);
  if (!found) throw notFound();
  return found;
}

async function myName(tx: Tx, scope: PersonScope): Promise<string> {
  const me = await findMe(tx, scope);
  if (!me) throw notFound();
  return me.name;
}

function refuseTaken(mine: readonly Programme[], organisation: string): void {
  if (mine.some((one) => sameOrganisation(one.organisation, organisation)))
    throw conflict('name-taken', `You have a programme for “${organisation.trim()}” already; use that one.`);
}
