import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openEnds } from '../../domain/documents/needs.ts';
import type { Needs } from '../../domain/documents/needs-contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { Section } from '../components/Section.tsx';
import { PartyName } from '../partnerships/PartyName.tsx';
import { FitDialog, type Pair } from './FitDialog.tsx';
import { FitLists } from './FitLists.tsx';
import { FitMatrix } from './FitMatrix.tsx';
import { type Visible, visible } from './needs-api.ts';

/** Needs of one party against strengths of the others: what fits, what may, what is left open. */
export function FitSection({ partnership, needs }: { partnership: Partnership; needs: Needs }) {
  const { t } = useTranslation('needs');
  const [pair, look] = useState<Pair | null>(null);
  const shared = visible(needs.shared);
  const wants = shared.filter((item) => item.kind === 'need');
  const strengths = shared.filter((item) => item.kind === 'strength');
  const asking = partnership.parties.filter(
    (party) => wants.some((one) => one.partyId === party.id) && strengths.some((one) => one.partyId !== party.id),
  );
  const { unmet, unused } = openEnds(shared, needs.fits);
  return (
    <Section
      title={t('fit.title')}
      more={
        needs.can.write &&
        asking.length > 0 && (
          <Button small icon="plus" onClick={() => look({ needId: null, strengthId: null })}>
            {t('fit.add')}
          </Button>
        )
      }
    >
      {asking.length === 0 ? (
        <p className="sm dim">{t('fit.nothing')}</p>
      ) : (
        <div className="stack">
          <p className="sm dim narrow">{t('fit.text')}</p>
          {asking.map((party) => (
            <FitMatrix
              key={party.id}
              party={party}
              partnership={partnership}
              needs={needs}
              wants={wants.filter((one) => one.partyId === party.id)}
              strengths={strengths.filter((one) => one.partyId !== party.id)}
              onLook={look}
            />
          ))}
          <FitLists partnership={partnership} needs={needs} onLook={look} />
        </div>
      )}
      {shared.length > 0 && (
        <div className="cols fit-ends">
          <Ends title={t('fit.unmet', { count: unmet.length })} items={unmet} partnership={partnership} />
          <Ends title={t('fit.unused', { count: unused.length })} items={unused} partnership={partnership} />
        </div>
      )}
      {pair && <FitDialog partnership={partnership} needs={needs} pair={pair} onClose={() => look(null)} />}
    </Section>
  );
}

/** What nobody meets, or nobody uses: where the next conversation could begin. */
function Ends({ title, items, partnership }: { title: string; items: Visible[]; partnership: Partnership }) {
  if (items.length === 0) return null;
  return (
    <section className="c6" aria-label={title}>
      <h3 className="open-end">
        <Icon name="warn" /> {title}
      </h3>
      <ul className="l rows">
        {items.map((item) => {
          const party = partnership.parties.find((one) => one.id === item.partyId);
          return (
            <li key={item.id}>
              {party ? (
                <PartyName party={party}>
                  <span className="vh">{party.name}: </span>
                  <span className="words">{item.text}</span>
                </PartyName>
              ) : (
                item.text
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
