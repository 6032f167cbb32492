import { useTranslation } from 'react-i18next';
import type { Needs } from '../../domain/documents/needs-contract.ts';
import type { Partnership, Party } from '../../domain/partnerships/contract.ts';
import { PartyMark } from '../partnerships/PartyMark.tsx';
import type { Pair } from './FitDialog.tsx';
import type { Visible } from './needs-api.ts';

/** One party's needs in rows, strengths of the others in columns. A picture that is a table: each crossing says what it is. */
export function FitMatrix({
  party,
  partnership,
  needs,
  wants,
  strengths,
  onLook,
}: {
  party: Party;
  partnership: Partnership;
  needs: Needs;
  wants: readonly Visible[];
  strengths: readonly Visible[];
  onLook: (pair: Pair) => void;
}) {
  const { t } = useTranslation('needs');
  const others = partnership.parties.filter((one) => strengths.some((item) => item.partyId === one.id));
  const caption = t('matrix.caption', { party: party.name, others: others.map((one) => one.name).join(', ') });
  const met = new Set(needs.fits.filter((fit) => fit.fits).flatMap((fit) => [fit.needId, fit.strengthId]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section className="scroll matrix" tabIndex={0} aria-label={caption}>
      <table className="fits">
        <caption>
          <PartyMark party={party} /> {caption}
        </caption>
        <thead>
          <tr>
            <td />
            {strengths.map((strength) => {
              const owner = partnership.parties.find((one) => one.id === strength.partyId);
              return (
                <th key={strength.id} scope="col" className={met.has(strength.id) ? undefined : 'lone'}>
                  {owner && <PartyMark party={owner} size="sm" />}
                  <span className="words">{strength.text}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {wants.map((need) => (
            <tr key={need.id}>
              <th scope="row" className={met.has(need.id) ? undefined : 'lone'}>
                <span className="words">{need.text}</span>
              </th>
              {strengths.map((strength) => (
                <td key={strength.id}>
                  <Crossing needs={needs} need={need} strength={strength} onLook={onLook} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="sm dim key" aria-hidden="true">
        <Sign state="fits" /> {t('matrix.fits')} <Sign state="suggested" /> {t('matrix.suggested')} <Sign state="not" />{' '}
        {t('matrix.not')}
      </p>
    </section>
  );
}

type State = 'fits' | 'suggested' | 'not' | 'open';

function Crossing({
  needs,
  need,
  strength,
  onLook,
}: {
  needs: Needs;
  need: Visible;
  strength: Visible;
  onLook: (pair: Pair) => void;
}) {
  const { t } = useTranslation('needs');
  const same = (one: { needId: string; strengthId: string }) =>
    one.needId === need.id && one.strengthId === strength.id;
  const fit = needs.fits.find(same);
  const state: State = fit ? (fit.fits ? 'fits' : 'not') : needs.suggestions.some(same) ? 'suggested' : 'open';
  const label = `${t(`matrix.${state}`)}: ${need.text}, ${strength.text}`;
  if (!needs.can.write && state === 'open') return <span className="vh">{t('matrix.open')}</span>;
  return (
    <button
      type="button"
      className="crossing"
      aria-label={label}
      title={fit?.note ?? undefined}
      onClick={() => onLook({ needId: need.id, strengthId: strength.id })}
    >
      <Sign state={state} />
    </button>
  );
}

/** A filled circle, an open one, a line: shapes, and words beside them. */
function Sign({ state }: { state: State }) {
  return (
    <svg className={`fitsign ${state}`} viewBox="0 0 20 20" aria-hidden="true">
      {state === 'not' ? <path d="M5 10h10" /> : state !== 'open' && <circle cx="10" cy="10" r="6" />}
    </svg>
  );
}
