import { useTranslation } from 'react-i18next';
import { ITEM_KINDS } from '../../domain/documents/needs.ts';
import type { Needs } from '../../domain/documents/needs-contract.ts';
import type { Party } from '../../domain/partnerships/contract.ts';
import { PartyName } from '../partnerships/PartyName.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { visible } from './needs-api.ts';
import { Withdrawn } from './OursItems.tsx';
import { Earlier, Themes } from './parts.tsx';

/** What another party has shown. That it may have written more is not known here. */
export function TheirItems({ party, needs, named }: { party: Party; needs: Needs; named: boolean }) {
  const { t } = useTranslation('needs');
  const format = useFormat();
  const shared = needs.shared.filter((item) => item.partyId === party.id);
  return (
    <section aria-label={party.name}>
      <p className={named ? undefined : 'sm'}>
        <PartyName party={party} />
      </p>
      {ITEM_KINDS.map((kind) => {
        const of = shared.filter((item) => item.kind === kind);
        return (
          <section key={kind} className="kindlist" aria-label={`${party.name}: ${t(`kind.${kind}`)}`}>
            <h3>{t(`kind.${kind}`)}</h3>
            {visible(of).length === 0 && <p className="sm dim">{t('theirs.none')}</p>}
            <ul className="l rows">
              {visible(of).map((item) => (
                <li key={item.id} className="item">
                  <p className="words">{item.text}</p>
                  <p className="sm dim stands">
                    {t(item.exchanged ? 'stands.exchangedBy' : 'stands.sharedBy', {
                      name: item.sharedBy,
                      day: format.date(item.sharedAt, 'medium'),
                    })}{' '}
                    {item.reviewedAt !== item.sharedAt &&
                      t('stands.reviewed', { day: format.date(item.reviewedAt, 'medium') })}
                    <Themes themes={item.themes} />
                  </p>
                  <Earlier item={item} />
                </li>
              ))}
            </ul>
            <Withdrawn items={of} />
          </section>
        );
      })}
    </section>
  );
}
