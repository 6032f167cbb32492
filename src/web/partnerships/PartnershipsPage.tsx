import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import type { PartnershipCard } from '../../domain/partnerships/contract.ts';
import { STATUSES } from '../../domain/partnerships/words.ts';
import { Button, buttonClass } from '../components/Button.tsx';
import { SelectField, TextField } from '../components/Field.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { EmptyState } from '../components/State.tsx';
import { useAddressState } from '../platform/addressState.ts';
import { useFormat } from '../platform/useFormat.ts';
import { OpenSample } from '../sample/OpenSample.tsx';
import { SampleBadge } from '../sample/SampleBanner.tsx';
import { usePartnerships } from './api.ts';
import { PairLine } from './PairLine.tsx';
import { PartyName } from './PartyName.tsx';

type Card = Static<typeof PartnershipCard>;
const VIEW = { q: '', status: '' };

export default function PartnershipsPage() {
  const { t } = useTranslation('partnerships');
  const { t: common } = useTranslation();
  const partnerships = usePartnerships();
  const [view, setView] = useAddressState(VIEW);
  const words = view.q.trim().toLocaleLowerCase().split(/\s+/);
  const matches = (card: Card) => {
    const text = [card.name, ...card.parties.map((party) => party.name)].join(' ').toLocaleLowerCase();
    return words.every((word) => text.includes(word)) && (view.status === '' || card.status === view.status);
  };
  return (
    <main id="main" className="in main" tabIndex={-1}>
      <PageHead
        title={t('list.title')}
        actions={
          <Link className={buttonClass('primary')} to="/partnerships/new">
            {t('list.new')}
          </Link>
        }
      />
      <Loaded query={partnerships}>
        {(all) => {
          if (all.length === 0) {
            return (
              <EmptyState icon="partnership" title={t('list.noneTitle')} actions={<OpenSample />}>
                <p>{t('list.none')}</p>
              </EmptyState>
            );
          }
          const found = all.filter(matches);
          return (
            <div className="stack">
              {/* biome-ignore lint/a11y/useSemanticElements: <search> is not known to all browsers we support */}
              <div className="filters" role="search">
                <div className="grow">
                  <TextField label={t('list.search')} type="search" value={view.q} onChange={(q) => setView({ q })} />
                </div>
                <SelectField
                  label={t('list.status')}
                  value={view.status}
                  onChange={(status) => setView({ status })}
                  options={[
                    { value: '', label: t('list.anyStatus') },
                    ...STATUSES.map((value) => ({ value: value as string, label: common(`status.${value}`) })),
                  ]}
                />
              </div>
              <p className="sm dim" role="status">
                {t('list.count', { count: found.length })}
              </p>
              {found.length === 0 ? (
                <EmptyState
                  icon="search"
                  title={t('list.noMatchTitle')}
                  actions={<Button onClick={() => setView(VIEW)}>{common('action.clearFilters')}</Button>}
                />
              ) : (
                <ul className="l pcards">
                  {found.map((card) => (
                    <OneCard key={card.id} card={card} />
                  ))}
                </ul>
              )}
            </div>
          );
        }}
      </Loaded>
    </main>
  );
}

function OneCard({ card }: { card: Card }) {
  const { t } = useTranslation('partnerships');
  const { t: common } = useTranslation();
  const format = useFormat();
  const { openRound, lastClosedRound } = card;
  return (
    <li className="pcard">
      <h2>
        <Link className="joint" to="/partnerships/$id" params={{ id: card.id }}>
          {card.name}
        </Link>{' '}
        {card.sample && <SampleBadge />}
      </h2>
      <p className="sm dim">
        {common(`kind.${card.kind}`)} · {common(`status.${card.status}`)} ·{' '}
        {t('list.you', { role: common(`role.${card.myRole}`).toLocaleLowerCase(format.language) })}
      </p>
      <PairLine parties={card.parties} />
      <ul className="l parties">
        {card.parties.map((party) => (
          <li key={party.id}>
            <PartyName party={party} />
            {party.state === 'invited' && <span className="badge draft">{common('party.invited')}</span>}
            {party.state === 'left' && <span className="badge draft">{t('common:party.gone')}</span>}
          </li>
        ))}
      </ul>
      <p className="sm dim">
        {openRound
          ? t('list.openRound', {
              number: openRound.number,
              moment: format.moment(openRound.closesAt, 'medium'),
            })
          : lastClosedRound
            ? t('list.lastRound', {
                number: lastClosedRound.number,
                day: format.date(lastClosedRound.closedAt, 'medium'),
              })
            : t('list.noRound')}
        {lastClosedRound?.discuss != null && ` · ${t('list.discuss', { count: lastClosedRound.discuss })}`}
      </p>
    </li>
  );
}
