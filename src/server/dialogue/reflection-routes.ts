import Type from 'typebox';
import { Id, PageQuery } from '../../domain/common/contract.ts';
import { NewReflection, ReflectionMade, ReflectionPage } from '../../domain/dialogue/contract.ts';
import type { Api } from '../platform/api.ts';
import { invalid, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { cursorOf } from '../platform/pages.ts';
import { instruments } from '../surveys/instruments.ts';
import { checked } from './actions.ts';
import { deleteReflection, insertReflection, listReflections, nameOfMine } from './reflection-queries.ts';

const ListQuery = Type.Object(
  { ...PageQuery.properties, about: Type.Optional(Id), instrument: Type.Optional(Type.String({ maxLength: 60 })) },
  { additionalProperties: false },
);

/** The same items answered by one person for themselves. Nobody else ever sees that there is one. */
export function reflectionRoutes(api: Api): void {
  api.person(
    'GET',
    '/reflections',
    { summary: 'My private reflections, newest first', query: ListQuery, reply: ReflectionPage },
    ({ tx, scope, query }) => listReflections(tx, scope, query, cursorOf(query)),
  );

  api.person(
    'POST',
    '/reflections',
    { summary: 'Keep a reflection for myself', body: NewReflection, reply: ReflectionMade, status: 201 },
    async ({ tx, scope, body, now }) => {
      const instrument = instruments.get(body.instrument);
      if (!instrument) throw invalid(`There is no instrument “${body.instrument}”; choose one from the list.`);
      const about = body.about ?? null;
      const aboutName = about === null ? null : await nameOfMine(tx, scope, about);
      if (aboutName === undefined) throw invalid('You are in no such partnership; choose another, or none.');
      const id = newId();
      await insertReflection(
        tx,
        scope,
        { id, about, aboutName, instrument, answer: checked(instrument, body, true) },
        now,
      );
      return { id, at: now.toString() };
    },
  );

  api.person(
    'DELETE',
    '/reflections/:reflectionId',
    { summary: 'Delete one of my reflections for good', reply: Type.Object({}) },
    async ({ tx, scope, params }) => {
      if (!(await deleteReflection(tx, scope, (params as { reflectionId: string }).reflectionId))) throw notFound();
      return {};
    },
  );
}
