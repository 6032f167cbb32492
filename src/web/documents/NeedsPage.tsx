import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Needs } from '../../domain/documents/needs-contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Note } from '../components/Note.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Section } from '../components/Section.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { usePartnership } from '../partnerships/api.ts';
import { useFormat } from '../platform/useFormat.ts';
import { Exchange } from './Exchange.tsx';
import { FitSection } from './FitSection.tsx';
import { useNeeds } from './needs-api.ts';
import { OursItems } from './OursItems.tsx';
import { TheirItems } from './TheirItems.tsx';
import './needs.css';

/** What each party needs, is strong in and weak in: ours in private, what all have shown, and what of it fits. */
export default function NeedsPage() {
  const { t } = useTranslation('needs');
  const { id } = useParams({ from: '/inside/partnerships/$id/agree/needs' });
  const partnership = usePartnership(id).data;
  const needs = useNeeds(id);
  if (!partnership) return null;
  return (
    <>
      <PageHead
        title={t('title')}
        context={partnership.name}
        back={
          <Link to="/partnerships/$id/agree" params={{ id }}>
            {t('back')}
          </Link>
        }
        intro={<p>{t('intro')}</p>}
      />
      <Loaded query={needs} lines={10}>
        {(found) => <Page partnership={partnership} needs={found} />}
      </Loaded>
    </>
  );
}

function Page({ partnership, needs }: { partnership: Partnership; needs: Needs }) {
  const { t } = useTranslation('needs');
  const others = partnership.parties.filter((party) => !party.mine && party.state === 'in');
  return (
    <>
      <Evidence partnership={partnership} needs={needs} />
      <div className="cols">
        <OursItems partnership={partnership} needs={needs} />
        <Section title={t('theirs.title')} span={6}>
          {others.length === 0 ? (
            <p className="sm dim">{t('theirs.nobody')}</p>
          ) : (
            <div className="stack">
              {others.map((party) => (
                <TheirItems key={party.id} party={party} needs={needs} named={others.length > 1} />
              ))}
            </div>
          )}
        </Section>
      </div>
      {others.length > 0 && <Exchange partnership={partnership} needs={needs} />}
      <FitSection partnership={partnership} needs={needs} />
    </>
  );
}

/** Whether the practice is in place, why, and what would change it. */
function Evidence({ partnership, needs: { evidence } }: { partnership: Partnership; needs: Needs }) {
  const { t } = useTranslation('needs');
  const format = useFormat();
  if (evidence.inPlace) return <Note>{t('evidence.inPlace')}</Note>;
  const sentences = evidence.missing.flatMap(({ partyId, kinds }) => {
    const party = partnership.parties.find((one) => one.id === partyId);
    if (!party) return [];
    return [t('evidence.missing', { party: party.name, kinds: format.list(kinds.map((kind) => t(`a.${kind}`))) })];
  });
  return (
    <Note>
      <p>
        {t('evidence.not')} {sentences.join(' ')}
      </p>
    </Note>
  );
}
