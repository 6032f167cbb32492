import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import type { Round } from '../../domain/surveys/contract.ts';
import { Icon, type IconName } from '../components/Icon.tsx';
import { useDialogues } from '../dialogue/api.ts';
import { useDocuments } from '../documents/api.ts';
import { useFormat } from '../platform/useFormat.ts';
import { useReviewOfRound } from '../reviews/api.ts';
import { usePlan } from '../surveys/calendar-api.ts';

/** Around the survey: the session about the last round, the dialogues I am named in, and when the next round comes. */
export function OverviewNext({ partnership, closed }: { partnership: Partnership; closed: Round | undefined }) {
  const { id } = partnership;
  const dialogues = (useDialogues(id).data ?? []).filter((one) => one.state === 'waiting');
  const proposals = (useDocuments(id).data ?? []).filter((one) => one.proposed);
  const plan = usePlan(id).data?.plan;
  const next = plan && !plan.paused ? plan.next[0] : undefined;
  const { t } = useTranslation('partnerships');
  const format = useFormat();
  if (!closed && dialogues.length === 0 && proposals.length === 0 && !next) return null;
  return (
    <ul className="l rows need">
      {closed && <Review id={id} closed={closed} />}
      {dialogues.map((one) => {
        const me = one.people.find((person) => person.me);
        const wants = !me?.consentedAt ? 'decide' : me.sentAt ? 'waits' : 'agreed';
        return (
          <Line key={one.id} icon="people" title={one.title ?? t('overview.next.dialogue')}>
            {t(`overview.next.dialogueText.${wants}`, { names: format.list(one.people.map((person) => person.name)) })}{' '}
            <Link to="/partnerships/$id/listen/dialogues/$dialogueId" params={{ id, dialogueId: one.id }}>
              {t('overview.next.dialogueOpen')}
            </Link>
          </Line>
        );
      })}
      {proposals.map((one) => {
        const waiting = partnership.parties.filter((party) => one.proposed?.waitingFor.includes(party.id));
        return (
          <Line key={one.id} icon="document" title={t('overview.next.proposal', { title: one.proposed?.title })}>
            {t('overview.next.proposalText', {
              number: one.proposed?.number,
              parties: format.list(waiting.map((party) => party.name)),
            })}{' '}
            <Link to="/partnerships/$id/agree/$documentId" params={{ id, documentId: one.id }}>
              {t(one.asksMe ? 'overview.next.proposalDecide' : 'overview.next.proposalOpen')}
            </Link>
          </Line>
        );
      })}
      {next && plan && (
        <Line icon="calendar" title={t('overview.next.plan', { day: format.date(next, 'long') })}>
          {t('overview.next.planText', { count: plan.everyMonths })}{' '}
          <Link to="/partnerships/$id/listen" params={{ id }}>
            {t('overview.next.planOpen')}
          </Link>
        </Line>
      )}
    </ul>
  );
}

function Review({ id, closed }: { id: string; closed: Round }) {
  const { t } = useTranslation('partnerships');
  const format = useFormat();
  const found = useReviewOfRound(id, closed.id).data;
  if (!found || (!found.review && found.agenda.length === 0)) return null;
  const { review } = found;
  const params = { id, roundId: closed.id };
  const state = review?.state ?? 'none';
  const spoken = review?.agenda.filter((item) => item.spentMs > 0).length ?? 0;
  return (
    <Line icon="bubble" title={t(`overview.next.review.${state}`, { number: closed.number })}>
      {t(`overview.next.reviewText.${state}`, {
        day: format.date(review?.finishedAt ?? review?.startedAt ?? closed.closesAt, 'medium'),
        spoken,
        count: review?.agenda.length ?? found.agenda.length,
      })}{' '}
      {state === 'finished' ? (
        <Link to="/partnerships/$id/listen/$roundId/minutes" params={params}>
          {t('overview.next.minutes')}
        </Link>
      ) : (
        <Link to="/partnerships/$id/listen/$roundId/review" params={params}>
          {t(review ? 'overview.next.continue' : 'overview.next.prepare')}
        </Link>
      )}
    </Line>
  );
}

function Line({ icon, title, children }: { icon: IconName; title: string; children: ReactNode }) {
  return (
    <li>
      <Icon name={icon} />
      <div>
        <h3>{title}</h3>
        <p>{children}</p>
      </div>
    </li>
  );
}
