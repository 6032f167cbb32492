import { useTranslation } from 'react-i18next';
import type { Needs } from '../../domain/documents/needs-contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { toast } from '../components/toast.ts';
import { PartyName } from '../partnerships/PartyName.tsx';
import type { Pair } from './FitDialog.tsx';
import { addFit, useRefreshNeeds, type Visible, visible } from './needs-api.ts';
import { Why } from './parts.tsx';

/** The same as the matrix in words, with why and with notes: for reading aloud, on paper and on a phone. */
export function FitLists({
  partnership,
  needs,
  onLook,
}: {
  partnership: Partnership;
  needs: Needs;
  onLook: (pair: Pair) => void;
}) {
  const { t } = useTranslation('needs');
  const refresh = useRefreshNeeds(partnership.id);
  const shared = new Map(visible(needs.shared).map((item) => [item.id, item]));
  const decide = async (pair: { needId: string; strengthId: string }, fits: boolean) => {
    await addFit(partnership.id, { ...pair, fits }).catch((error: Error) => toast(error.message, { kind: 'error' }));
    await refresh();
  };
  const pairs = <T extends { needId: string; strengthId: string }>(list: readonly T[]) =>
    list.flatMap((one) => {
      const [need, strength] = [shared.get(one.needId), shared.get(one.strengthId)];
      return need && strength ? [{ one, need, strength }] : [];
    });
  const [fitting, not] = [pairs(needs.fits.filter((one) => one.fits)), pairs(needs.fits.filter((one) => !one.fits))];
  const suggested = pairs(needs.suggestions);
  const fits = (list: ReturnType<typeof pairs<Needs['fits'][number]>>) => (
    <ul className="l rows">
      {list.map(({ one, need, strength }) => (
        <li key={one.id} className="item">
          <Pairing {...{ partnership, need, strength }} />
          <p className="sm dim">
            {one.note && <span className="words">{one.note} </span>}
            {t('fit.by', { name: one.by.name })}
          </p>
          {needs.can.write && (
            <div className="acts noprint">
              <Button
                small
                kind="plain"
                icon="pen"
                onClick={() => onLook({ needId: need.id, strengthId: strength.id })}
              >
                {t('change.action')}
                <span className="vh">
                  : {need.text}, {strength.text}
                </span>
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <section aria-label={t('fit.found')}>
        <h3>{t('fit.found')}</h3>
        {fitting.length === 0 ? <p className="sm dim">{t('fit.foundNone')}</p> : fits(fitting)}
      </section>
      {suggested.length > 0 && (
        <section aria-label={t('fit.suggested')}>
          <h3>{t('fit.suggested')}</h3>
          <ul className="l rows">
            {suggested.map(({ one, need, strength }) => (
              <li key={`${need.id}${strength.id}`} className="item">
                <Pairing {...{ partnership, need, strength }} />
                <Why suggestion={one} />
                {needs.can.write && (
                  <div className="acts noprint">
                    <Button small onClick={() => void decide({ needId: need.id, strengthId: strength.id }, true)}>
                      {t('fit.yes')}
                      <span className="vh">
                        : {need.text}, {strength.text}
                      </span>
                    </Button>
                    <Button
                      small
                      kind="plain"
                      onClick={() => void decide({ needId: need.id, strengthId: strength.id }, false)}
                    >
                      {t('fit.no')}
                      <span className="vh">
                        : {need.text}, {strength.text}
                      </span>
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {not.length > 0 && (
        <details>
          <summary>{t('fit.dismissed', { count: not.length })}</summary>
          {fits(not)}
        </details>
      )}
    </>
  );
}

function Pairing({ partnership, need, strength }: { partnership: Partnership; need: Visible; strength: Visible }) {
  const side = (item: Visible) => {
    const party = partnership.parties.find((one) => one.id === item.partyId);
    const words = <span className="words">{item.text}</span>;
    return party ? (
      <PartyName party={party}>
        <span className="vh">{party.name}: </span>
        {words}
      </PartyName>
    ) : (
      words
    );
  };
  return (
    <p className="pairing">
      {side(need)} <Icon name="back" turn /> {side(strength)}
    </p>
  );
}
