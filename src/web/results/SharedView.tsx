import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SharedResults } from '../../domain/results/contract.ts';
import { Note } from '../components/Note.tsx';
import { PairLine } from '../partnerships/PairLine.tsx';
import { PartyMark } from '../partnerships/PartyMark.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { BrandMark } from '../shell/Brand.tsx';
import { useSidesOf } from '../surveys/parties.tsx';
import { ResultsView } from '../surveys/results/ResultsView.tsx';
import { filesBehind, lastMinute } from './api.ts';
import { DownloadMenu } from './DownloadMenu.tsx';
import './results.css';

/** Results as they are read behind a link. `token`: the secret they were read with. */
export function SharedView({ shared, token }: { shared: SharedResults; token: string }) {
  return (
    <SharedFrame shared={shared}>
      <Reading shared={shared} token={token} />
    </SharedFrame>
  );
}

export function SharedFrame({ shared, children }: { shared?: SharedResults | undefined; children: ReactNode }) {
  const { t } = useTranslation(['results', 'sample']);
  return (
    <div className="shared">
      <a className="skip" href="#main">
        {t('common:skip')}
      </a>
      <header>
        <div className="in shared-top noprint">
          <p className="brand">
            <BrandMark />
            Entente
          </p>
        </div>
        {shared?.sample && (
          <p className="in sm shared-sample">
            <b>{t('sample:badge')}</b> {t('sample:short')}
          </p>
        )}
        {shared && <Pair shared={shared} />}
      </header>
      {/* Another element once there is something to read: it begins lower down, and nothing is seen to jump. */}
      <main key={shared ? 'read' : 'wait'} id="main" className="in main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Reading({ shared, token }: { shared: SharedResults; token: string }) {
  const { t } = useTranslation('results');
  const format = useFormat();
  const sides = useSidesOf(shared.parties);
  return (
    <>
      <div className="noprint">
        <Note>
          <p>
            <b>{t('shared.for', { name: shared.for })}</b>{' '}
            {t('shared.until', { when: format.moment(lastMinute(shared.endsAt)) })}
          </p>
          <p className="sm">{t('shared.kept')}</p>
        </Note>
      </div>
      <ResultsView
        name={shared.partnership}
        results={shared.results}
        sides={sides}
        actions={<DownloadMenu files={filesBehind(token, shared)} />}
      />
    </>
  );
}

/** The parties as equals around the name of their partnership, by name and mark alone. */
function Pair({ shared }: { shared: SharedResults }) {
  const { parties } = shared;
  const middle = (
    <p className="mid">
      <b className="joint">{shared.partnership}</b>
    </p>
  );
  const side = (party: SharedResults['parties'][number], end = false) => (
    <p key={party.id} className={end ? 'side b' : 'side'}>
      <PartyMark party={party} size="lg" />
      <span>
        <b>{party.name}</b>
      </span>
    </p>
  );
  return (
    <div className="in">
      {parties.length === 2 ? (
        <div className="pair">
          {parties[0] && side(parties[0])}
          {middle}
          {parties[1] && side(parties[1], true)}
        </div>
      ) : (
        <div className="pair many">
          {middle}
          <div className="sides">{parties.map((party) => side(party))}</div>
        </div>
      )}
      <PairLine parties={parties} />
    </div>
  );
}
