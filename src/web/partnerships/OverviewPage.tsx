import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import type { Round } from '../../domain/surveys/contract.ts';
import { Button } from '../components/Button.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Section } from '../components/Section.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { useActions } from '../delivery/api.ts';
import { useFormat } from '../platform/useFormat.ts';
import { useLatestRounds, usePartnership, useRecord } from './api.ts';
import { DetailsDialog } from './DetailsDialog.tsx';
import { EventLine } from './EventLine.tsx';
import { OverviewAttention } from './OverviewAttention.tsx';
import { OverviewBriefing } from './OverviewBriefing.tsx';
import { OverviewDeliver } from './OverviewDeliver.tsx';
import { OverviewListen } from './OverviewListen.tsx';
import { OverviewNeeds } from './OverviewNeeds.tsx';
import { OverviewNext } from './OverviewNext.tsx';
import { OverviewParties } from './OverviewParties.tsx';

/** Are we well, what is next, what hurts. */
export default function OverviewPage() {
  const { t } = useTranslation(['partnerships', 'briefing', 'delivery']);
  const { id } = useParams({ from: '/inside/partnerships/$id/' });
  const partnership = usePartnership(id).data;
  const rounds = useLatestRounds(id);
  const actions = useActions(id);
  if (!partnership) return null;
  const open = rounds.data?.items.find((round) => round.state === 'open');
  const closed = lastClosed(rounds.data?.items ?? []);
  return (
    <>
      <Lead partnership={partnership} ready={rounds.data !== undefined} open={open} closed={closed} />
      <div className="cols">
        <Section
          span={7}
          title={t('overview.listen')}
          more={
            rounds.data && rounds.data.items.length > 0 ? (
              <Link to="/partnerships/$id/listen" params={{ id }}>
                {t('overview.allRounds')}
              </Link>
            ) : undefined
          }
        >
          <Loaded query={rounds} lines={3}>
            {() => (
              <div className="stack">
                <OverviewListen partnership={partnership} open={open} closed={closed} />
                <OverviewNext partnership={partnership} closed={closed} />
              </div>
            )}
          </Loaded>
        </Section>
        <Section span={5} title={t('overview.attention')}>
          <OverviewAttention partnership={partnership} closed={closed} actions={actions.data ?? []} />
        </Section>
        <Section
          span={7}
          title={t('overview.act.title')}
          more={
            actions.data && actions.data.length > 0 ? (
              <Link to="/partnerships/$id/deliver" params={{ id }}>
                {t('overview.act.all')}
              </Link>
            ) : undefined
          }
        >
          <Loaded query={actions} lines={3}>
            {(all) => <OverviewDeliver partnership={partnership} actions={all} />}
          </Loaded>
        </Section>
        <Section
          span={5}
          title={t('overview.parties')}
          more={
            <Link to="/partnerships/$id/people" params={{ id }}>
              {t('overview.people')}
            </Link>
          }
        >
          <OverviewParties partnership={partnership} />
        </Section>
        <OverviewNeeds partnership={partnership} />
        <OverviewBriefing partnership={partnership} />
        <Activity partnership={partnership} />
      </div>
    </>
  );
}

const lastClosed = (rounds: readonly Round[]): Round | undefined =>
  rounds
    .filter((round) => round.state === 'closed' && round.closedAt !== null)
    .sort((a, b) => ((a.closedAt ?? '') < (b.closedAt ?? '') ? 1 : -1))[0];

function Lead({
  partnership,
  ready,
  open,
  closed,
}: {
  partnership: Partnership;
  ready: boolean;
  open: Round | undefined;
  closed: Round | undefined;
}) {
  const { t } = useTranslation('partnerships');
  const format = useFormat();
  const [changing, setChanging] = useState(false);
  const waiting = partnership.parties.filter((party) => party.state === 'invited').map((party) => party.name);
  const sentences: string[] = [];
  if (waiting.length > 0) {
    const parties = format.list(waiting);
    sentences.push(t(waiting.length === 1 ? 'overview.lead.waiting' : 'overview.lead.waitingMany', { parties }));
  }
  if (closed && closed.discuss !== null)
    sentences.push(t('overview.lead.discuss', { count: closed.discuss, number: closed.number }));
  else if (closed) sentences.push(t('overview.lead.read', { number: closed.number }));
  if (open) sentences.push(t('overview.lead.open', { number: open.number, moment: format.moment(open.closesAt) }));
  if (ready && sentences.length === 0) sentences.push(t('overview.lead.none'));
  return (
    <div className="stack tight">
      <PageHead title={t('overview.title')} context={partnership.name} hidden />
      <p className="lead">{sentences.join(' ')}</p>
      <div className="acts sm dim">
        <span>{t('overview.asOf', { moment: format.moment(new Date().toISOString()) })}</span>
        {partnership.can.edit && (
          <Button kind="plain" small onClick={() => setChanging(true)}>
            {t('overview.change')}
          </Button>
        )}
      </div>
      {changing && <DetailsDialog partnership={partnership} onClose={() => setChanging(false)} />}
    </div>
  );
}

function Activity({ partnership }: { partnership: Partnership }) {
  const { t } = useTranslation('partnerships');
  const record = useRecord(partnership.id, 6);
  return (
    <Section
      span={12}
      title={t('overview.activity')}
      more={
        <>
          <Link to="/partnerships/$id/record" params={{ id: partnership.id }}>
            {t('overview.record')}
          </Link>{' '}
          ·{' '}
          <Link to="/partnerships/$id/parting" params={{ id: partnership.id }}>
            {t('overview.parting')}
          </Link>
        </>
      }
    >
      <Loaded query={record}>
        {({ pages }) => (
          <ul className="rows log l">
            {pages[0]?.items.map((event) => (
              <EventLine key={event.id} event={event} parties={partnership.parties} />
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}
