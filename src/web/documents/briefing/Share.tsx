import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BriefingShare } from '../../../domain/documents/briefing-contract.ts';
import { LONGEST_MINUTES } from '../../../domain/documents/words.ts';
import type { Partnership } from '../../../domain/partnerships/contract.ts';
import { buttonClass } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Note } from '../../components/Note.tsx';
import { Loaded } from '../../components/Skeleton.tsx';
import { PartyName } from '../../partnerships/PartyName.tsx';
import { useNames } from './api.ts';
import './briefing.css';

/** How many people are briefed, with the mark; what that is evidence of, and the next step. */
export function Share({
  partnership,
  share,
  brief,
}: {
  partnership: Partnership;
  share: BriefingShare;
  brief?: boolean;
}) {
  const { t } = useTranslation('briefing');
  const { id } = partnership;
  if (share.of === 0) return <p className="sm dim">{t('share.none')}</p>;
  const leads = partnership.myRole === 'lead' || partnership.myRole === 'sponsor';
  const without = share.people - share.accounts;
  return (
    <div className="briefed">
      <p>
        <b className="fig">{t('share.briefed', { briefed: share.briefed, count: share.people })}</b>{' '}
        <span className="sm dim">
          {t('share.mark', { mark: share.mark, count: Math.ceil((share.people * share.mark) / 100) })}
        </span>
      </p>
      <Bar share={share} />
      <ul className="l shares sm">
        {partnership.parties.flatMap((party) => {
          const own = share.parties.find((one) => one.partyId === party.id);
          return own ? (
            <li key={party.id}>
              <PartyName party={party} />
              <span>{t('share.of', { briefed: own.briefed, count: own.people })}</span>
            </li>
          ) : (
            []
          );
        })}
      </ul>
      <p className="sm evidence">
        <Icon name={share.evidence.met ? 'check' : 'dash'} />
        <span>
          <b>{t(share.evidence.met ? 'evidence.yes' : 'evidence.no')}</b>{' '}
          {t(`evidence.${share.evidence.reason}`, {
            count: share.evidence.missing,
            acknowledged: share.evidence.acknowledged,
            people: share.evidence.people,
          })}
        </span>
      </p>
      {!brief && without > 0 && (
        <p className="sm dim">
          {t('share.without', { count: without })}{' '}
          {!partnership.sample && (
            <Link to="/partnerships/$id/people" params={{ id }}>
              {t('share.invite')}
            </Link>
          )}
        </p>
      )}
      {!brief && leads && <Names partnership={partnership} />}
      {!brief && leads && share.minutes > LONGEST_MINUTES && (
        <Note kind="warn">{t('long', { count: share.minutes })}</Note>
      )}
      <p className="acts noprint">
        <Link
          className={buttonClass(share.mine > 0 && !brief ? 'primary' : undefined)}
          to="/partnerships/$id/agree/briefing"
          params={{ id }}
        >
          {t(share.mine === share.of ? 'share.read' : share.mine > 0 ? 'share.goOn' : 'share.again', {
            count: share.mine,
          })}
        </Link>
      </p>
    </div>
  );
}

/** The same as the figure beside it says, as a picture. */
function Bar({ share }: { share: BriefingShare }) {
  const percent = share.people > 0 ? (share.briefed / share.people) * 100 : 0;
  return (
    <span className="bmeter" aria-hidden="true">
      <i style={{ inlineSize: `${percent}%` }} />
      <u style={{ insetInlineStart: `${share.mark}%` }} />
    </span>
  );
}

/** Of my own party, for those who speak for it; asked for when it is opened. */
function Names({ partnership }: { partnership: Partnership }) {
  const { t } = useTranslation('briefing');
  const [open, setOpen] = useState(false);
  const names = useNames(partnership.id, open);
  const party = partnership.parties.find(({ mine }) => mine)?.name ?? '';
  return (
    <details className="sm noprint" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('names.title', { party })}</summary>
      <p className="dim">{t('names.why', { party })}</p>
      {open && (
        <Loaded query={names} lines={3}>
          {({ items }) => (
            <ul className="l rows">
              {items.map(({ participantId, name, briefed, account }) => (
                <li key={participantId}>
                  {name} <span className="dim">{t(`names.${briefed ? 'briefed' : account ? 'not' : 'without'}`)}</span>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      )}
    </details>
  );
}
