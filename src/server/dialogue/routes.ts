import { PageQuery } from '../../domain/common/contract.ts';
import { Declining, Dialogue, DialogueAnswer, DialoguePage, NewDialogue } from '../../domain/dialogue/contract.ts';
import { needs, ONLY_SPEAKERS } from '../partnerships/access.ts';
import type { Api } from '../platform/api.ts';
import { cursorOf } from '../platform/pages.ts';
import { mayCallDialogue } from './access.ts';
import { callDialogue, consent, decline, giveAnswer, presentCard, presentDialogue } from './actions.ts';
import { listDialogues } from './queries.ts';

type One = { dialogueId: string };

export function dialogueRoutes(api: Api): void {
  api.participant(
    'GET',
    '/partnerships/:partnershipId/dialogues',
    { summary: 'Named dialogues that I am named in, newest first', query: PageQuery, reply: DialoguePage },
    ({ tx, scope, query }) => listDialogues(tx, scope, cursorOf(query), presentCard),
  );

  api.participant(
    'POST',
    '/partnerships/:partnershipId/dialogues',
    { summary: 'Ask a few named people to answer for each other', body: NewDialogue, reply: Dialogue, status: 201 },
    ({ tx, scope, body, deps, now }) => {
      needs(mayCallDialogue(scope), ONLY_SPEAKERS);
      return callDialogue(tx, scope, deps, body, now);
    },
  );

  api.participant(
    'GET',
    '/partnerships/:partnershipId/dialogues/:dialogueId',
    { summary: 'A dialogue I am named in; everybody’s answers once all have sent theirs', reply: Dialogue },
    ({ tx, scope, params, now }) => presentDialogue(tx, scope, (params as One).dialogueId, now),
  );

  api.participant(
    'POST',
    '/partnerships/:partnershipId/dialogues/:dialogueId/consent',
    { summary: 'Agree to take part by name', reply: Dialogue },
    async ({ tx, scope, params, deps, now }) => {
      const { dialogueId } = params as One;
      await consent(tx, scope, deps, dialogueId, now);
      return presentDialogue(tx, scope, dialogueId, now);
    },
  );

  api.participant(
    'POST',
    '/partnerships/:partnershipId/dialogues/:dialogueId/decline',
    { summary: 'Decline, or take consent back: the dialogue ends unopened', body: Declining, reply: Dialogue },
    async ({ tx, scope, params, body, deps, now }) => {
      const { dialogueId } = params as One;
      await decline(tx, scope, deps, dialogueId, body.reason?.trim() || null, now);
      return presentDialogue(tx, scope, dialogueId, now);
    },
  );

  api.participant(
    'PUT',
    '/partnerships/:partnershipId/dialogues/:dialogueId/answer',
    {
      summary: 'Keep my answer, or send it; with the last one sent all are open',
      body: DialogueAnswer,
      reply: Dialogue,
    },
    async ({ tx, scope, params, body, deps, now }) => {
      const { dialogueId } = params as One;
      await giveAnswer(tx, scope, deps, dialogueId, body, now);
      return presentDialogue(tx, scope, dialogueId, now);
    },
  );
}
