import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ITEM_KINDS, type ItemKind } from '../../domain/documents/needs.ts';
import type { Needs, OwnItem, SharedItem } from '../../domain/documents/needs-contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Confirm } from '../components/Dialog.tsx';
import { Icon } from '../components/Icon.tsx';
import { Section } from '../components/Section.tsx';
import { toast } from '../components/toast.ts';
import { PartyName } from '../partnerships/PartyName.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { ItemDialog } from './ItemDialog.tsx';
import { actOnItem, removeItem, useRefreshNeeds } from './needs-api.ts';
import { Earlier, Themes } from './parts.tsx';

type Asking = { what: 'share' | 'withdraw' | 'remove'; item: OwnItem };
/** After this an item asks whether it still holds, in time for the twelve months that count. */
const OLD_DAYS = 300;

/** What my party has written: some of it for itself alone. */
export function OursItems({ partnership, needs }: { partnership: Partnership; needs: Needs }) {
  const { t } = useTranslation('needs');
  const [writing, write] = useState<OwnItem | ItemKind | null>(null);
  const [asking, ask] = useState<Asking | null>(null);
  const [busy, setBusy] = useState(false);
  const refresh = useRefreshNeeds(partnership.id);
  const party = partnership.parties.find((one) => one.mine);
  const act = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    await work().then(
      () => toast(done),
      (error: Error) => toast(error.message, { kind: 'error' }),
    );
    await refresh();
    setBusy(false);
    ask(null);
  };
  const confirm = ({ what, item }: Asking) =>
    act(
      () => (what === 'remove' ? removeItem(partnership.id, item) : actOnItem(partnership.id, item.id, what)),
      t(`${what}.done`),
    );
  return (
    <Section
      title={party ? <PartyName party={party}>{t('ours.title', { party: party.name })}</PartyName> : ''}
      span={6}
    >
      <p className="sm dim">{t('ours.text')}</p>
      {ITEM_KINDS.map((kind) => (
        <section key={kind} className="kindlist" aria-label={t(`kind.${kind}`)}>
          <header className="two-ends">
            <h3>{t(`kind.${kind}`)}</h3>
            {needs.can.write && (
              <Button small icon="plus" onClick={() => write(kind)}>
                {t(`add.${kind}`)}
              </Button>
            )}
          </header>
          <ul className="l rows">
            {needs.own
              .filter((item) => item.kind === kind)
              .map((item) => (
                <Item
                  key={item.id}
                  item={item}
                  shared={needs.shared.find((one) => one.id === item.sharedId)}
                  can={needs.can}
                  onWrite={() => write(item)}
                  onAsk={(what) => ask({ what, item })}
                  onReview={() => void act(() => actOnItem(partnership.id, item.id, 'review'), t('review.done'))}
                />
              ))}
          </ul>
          {needs.own.every((item) => item.kind !== kind) && <p className="sm dim">{t(`prompt.${kind}`)}</p>}
          <Withdrawn items={needs.shared.filter((one) => one.partyId === party?.id && one.kind === kind)} />
        </section>
      ))}
      {writing && (
        <ItemDialog
          partnership={partnership.id}
          item={typeof writing === 'string' ? null : writing}
          kind={typeof writing === 'string' ? writing : writing.kind}
          onClose={() => write(null)}
        />
      )}
      {asking && (
        <Confirm
          title={t(`${asking.what}.title`)}
          action={t(`${asking.what}.confirm`)}
          busy={busy}
          onConfirm={() => void confirm(asking)}
          onClose={() => ask(null)}
        >
          <p className="words">{asking.item.text}</p>
          <p>{t(`${asking.what}.text`)}</p>
        </Confirm>
      )}
    </Section>
  );
}

function Item({
  item,
  shared,
  can,
  onWrite,
  onAsk,
  onReview,
}: {
  item: OwnItem;
  shared: SharedItem | undefined;
  can: Needs['can'];
  onWrite: () => void;
  onAsk: (what: Asking['what']) => void;
  onReview: () => void;
}) {
  const { t } = useTranslation('needs');
  const format = useFormat();
  const named = (action: string) => `${action}: ${item.text}`;
  const old = shared && Date.now() - Date.parse(shared.reviewedAt) > OLD_DAYS * 86_400_000;
  const edits = can.write && (can.share || (!shared && !item.offered));
  return (
    <li className="item">
      <p className="words">{item.text}</p>
      <p className="sm dim stands">
        {shared ? (
          <>
            <Icon name="people" />
            {t(shared.exchanged ? 'stands.exchanged' : 'stands.shared', {
              day: format.date(shared.sharedAt, 'medium'),
            })}{' '}
            {shared.reviewedAt !== shared.sharedAt &&
              t('stands.reviewed', { day: format.date(shared.reviewedAt, 'medium') })}
          </>
        ) : item.offered ? (
          <>
            <Icon name="clock" />
            {t('stands.offered')}
          </>
        ) : (
          <>
            <Icon name="lock" />
            {t('stands.private')}
          </>
        )}
        <Themes themes={item.themes} />
      </p>
      {shared && <Earlier item={shared} />}
      <div className="acts noprint">
        {can.share && !shared && !item.offered && (
          <Button small onClick={() => onAsk('share')} aria-label={named(t('share.action'))}>
            {t('share.action')}
          </Button>
        )}
        {can.share && old && (
          <Button small onClick={onReview} aria-label={named(t('review.action'))}>
            {t('review.action')}
          </Button>
        )}
        {edits && (
          <Button small kind="plain" icon="pen" onClick={onWrite} aria-label={named(t('change.action'))}>
            {t('change.action')}
          </Button>
        )}
        {can.share && shared && (
          <Button small kind="plain" onClick={() => onAsk('withdraw')} aria-label={named(t('withdraw.action'))}>
            {t('withdraw.action')}
          </Button>
        )}
        {edits && !shared && !item.offered && (
          <Button small kind="plain" onClick={() => onAsk('remove')} aria-label={named(t('remove.action'))}>
            {t('remove.action')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** That there was something, from when until when. */
export function Withdrawn({ items }: { items: readonly SharedItem[] }) {
  const { t } = useTranslation('needs');
  const format = useFormat();
  const gone = items.filter((item) => item.withdrawn);
  if (gone.length === 0) return null;
  return (
    <ul className="l sm dim gone">
      {gone.map((item) => (
        <li key={item.id}>
          {t('trace', {
            shared: format.date(item.sharedAt, 'medium'),
            withdrawn: format.date(item.withdrawn?.at ?? item.sharedAt, 'medium'),
            name: item.withdrawn?.by,
          })}
        </li>
      ))}
    </ul>
  );
}
