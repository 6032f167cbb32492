import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HomeItem } from '../../domain/partnerships/home-contract.ts';
import { Button, buttonClass } from '../components/Button.tsx';
import { SelectField } from '../components/Field.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { EmptyState } from '../components/State.tsx';
import { LeftPartnerships } from '../parting/LeftPartnerships.tsx';
import { useAddressState } from '../platform/addressState.ts';
import { useFormat } from '../platform/useFormat.ts';
import { OpenSample } from '../sample/OpenSample.tsx';
import { useHome } from './api.ts';

const ICONS: Record<HomeItem['kind'], IconName> = {
  'party-waiting': 'mail',
  'no-round-yet': 'bubble',
  'round-open': 'bubble',
  'results-open': 'document',
  'dialogue-consent': 'people',
  'dialogue-answer': 'people',
  'dialogue-open': 'people',
  'action-open': 'clock',
  'action-late': 'clock',
  ratify: 'document',
  'needs-shown': 'partnership',
  briefing: 'people',
  'briefing-changed': 'people',
  'party-leaves': 'people',
};
const PLACES: {
  [kind in HomeItem['kind']]?: `/partnerships/$id/${'listen/new' | 'agree/needs' | 'agree/briefing' | 'parting'}`;
} = {
  'party-leaves': '/partnerships/$id/parting',
  'no-round-yet': '/partnerships/$id/listen/new',
  'needs-shown': '/partnerships/$id/agree/needs',
  briefing: '/partnerships/$id/agree/briefing',
  'briefing-changed': '/partnerships/$id/agree/briefing',
};
const VIEW = { partnership: '', kind: '' };

/** One list: what needs me, across all partnerships, newest first. */
export default function HomePage() {
  const { t } = useTranslation('partnerships');
  const format = useFormat();
  const home = useHome();
  const [view, setView] = useAddressState(VIEW);
  const all = home.data?.pages.flatMap((page) => page.items) ?? [];
  const kindOf = (item: HomeItem) => t(`home.kind.${item.kind}`);
  const items = all.filter(
    (item) =>
      (view.partnership === '' || item.partnershipId === view.partnership) &&
      (view.kind === '' || kindOf(item) === view.kind),
  );
  const names = new Map(all.map((item) => [item.partnershipId, item.partnership]));
  const kinds = [...new Set(all.map(kindOf))].sort(new Intl.Collator(format.language).compare);
  const more = home.hasNextPage;
  const day = format.day(format.today());
  const everything = { value: '', label: t('home.everything') };

  return (
    <main id="main" className="in main" tabIndex={-1}>
      <div className="hh">
        <PageHead
          title={more ? t('home.titleMore', { count: items.length }) : t('home.title', { count: items.length })}
          intro={<p>{items.length > 0 ? t('home.intro', { day }) : day}</p>}
        />
        {(names.size > 1 || kinds.length > 1) && (
          <div className="filters">
            <SelectField
              label={t('home.partnership')}
              value={view.partnership}
              onChange={(partnership) => setView({ partnership })}
              options={[{ value: '', label: t('home.all') }, ...[...names].map(([value, label]) => ({ value, label }))]}
            />
            <SelectField
              label={t('home.kindLabel')}
              value={view.kind}
              onChange={(kind) => setView({ kind })}
              options={[everything, ...kinds.map((kind) => ({ value: kind, label: kind }))]}
            />
          </div>
        )}
      </div>
      <Loaded query={home}>
        {({ pages }) =>
          items.length > 0 || more ? (
            <div className="stack">
              <ol className="l todo">
                {items.map((item) => (
                  <Item
                    key={`${item.kind}${item.partnershipId}${item.roundId ?? item.dialogueId ?? item.documentId ?? item.actionId ?? ''}`}
                    item={item}
                  />
                ))}
              </ol>
              {more && (
                <div>
                  <Button busy={home.isFetchingNextPage} onClick={() => void home.fetchNextPage()}>
                    {t('common:action.showMore')}
                  </Button>
                </div>
              )}
            </div>
          ) : pages[0]?.partnerships ? (
            <EmptyState
              icon="check"
              title={t('home.quietTitle')}
              actions={
                <Link className={buttonClass()} to="/partnerships">
                  {t('home.browse')}
                </Link>
              }
            >
              <p>{t('home.quiet')}</p>
            </EmptyState>
          ) : (
            <EmptyState
              icon="partnership"
              title={t('home.firstTitle')}
              actions={
                <>
                  <Link className={buttonClass('primary')} to="/partnerships/new">
                    {t('list.new')}
                  </Link>
                  <OpenSample />
                </>
              }
            >
              <p>{t('home.first')}</p>
            </EmptyState>
          )
        }
      </Loaded>
      <LeftPartnerships left={home.data?.pages[0]?.left ?? []} />
    </main>
  );
}

function Item({ item }: { item: HomeItem }) {
  const { t } = useTranslation('partnerships');
  const format = useFormat();
  // Parties come as one text; everything else is a single number, or the words of an action.
  const parties = item.kind === 'party-waiting' || item.kind === 'needs-shown';
  const names = parties ? (item.detail ?? '').split(', ') : [item.detail ?? ''];
  const discuss = item.kind === 'results-open' && item.detail !== null;
  const title = discuss
    ? t('home.item.results-open-discuss', { count: Number(item.detail) })
    : t(`home.item.${item.kind}`, {
        detail: format.list(names),
        count: item.kind === 'briefing-changed' ? Number(item.detail) : names.length,
      });
  return (
    <li>
      <span className="kind">
        <Icon name={ICONS[item.kind]} />
        {t(`home.kind.${item.kind}`)}
      </span>
      <div>
        <h2>{title}</h2>
        <p>{item.partnership}</p>
      </div>
      <p className="due">
        {item.dueOn && (
          <b>
            {t(
              item.kind === 'action-late' ? 'home.late' : item.kind === 'party-leaves' ? 'home.leaves' : 'home.dueOn',
              { day: format.day(item.dueOn, 'medium') },
            )}
          </b>
        )}
        {item.due && <b>{t('home.closes', { moment: format.date(item.due, 'medium') })}</b>}{' '}
        {!item.dueOn && t('home.since', { moment: format.date(item.at, 'medium') })}
      </p>
      <ItemLink item={item}>
        {t(`home.action.${item.kind}`)}
        <span className="vh">: {item.partnership}</span>
      </ItemLink>
    </li>
  );
}

function ItemLink({ item, children }: { item: HomeItem; children: React.ReactNode }) {
  const id = item.partnershipId;
  if (item.kind === 'round-open' && item.roundId) {
    return (
      <Link className="btn" to="/partnerships/$id/listen/$roundId/answer" params={{ id, roundId: item.roundId }}>
        {children}
      </Link>
    );
  }
  if (item.roundId) {
    return (
      <Link className="btn" to="/partnerships/$id/listen/$roundId" params={{ id, roundId: item.roundId }}>
        {children}
      </Link>
    );
  }
  if (item.dialogueId) {
    const params = { id, dialogueId: item.dialogueId };
    return (
      <Link className="btn" to="/partnerships/$id/listen/dialogues/$dialogueId" params={params}>
        {children}
      </Link>
    );
  }
  if (item.documentId) {
    const params = { id, documentId: item.documentId };
    return (
      <Link className="btn" to="/partnerships/$id/agree/$documentId" params={params}>
        {children}
      </Link>
    );
  }
  if (item.actionId) {
    return (
      <Link className="btn" to="/partnerships/$id/deliver" params={{ id }} search={{ owner: 'me' } as never}>
        {children}
      </Link>
    );
  }
  const to = PLACES[item.kind] ?? ('/partnerships/$id' as const);
  return (
    <Link className="btn" to={to} params={{ id }}>
      {children}
    </Link>
  );
}
