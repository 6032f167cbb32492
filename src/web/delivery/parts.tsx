import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Action } from '../../domain/delivery/contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { asStatement } from '../../domain/surveys/reading.ts';
import { textIn } from '../../domain/surveys/texts.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { PartyName } from '../partnerships/PartyName.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { useSetState } from './useSetState.ts';

export function Owner({ action, partnership }: { action: Action; partnership: Partnership }) {
  const { t } = useTranslation('delivery');
  const party = partnership.parties.find((one) => one.id === action.owner.partyId);
  const name = (
    <>
      {action.owner.name}
      {action.owner.me && <span className="dim"> ({t('you')})</span>}
      {action.owner.left && <span className="dim"> ({t('hasLeft')})</span>}
    </>
  );
  return party ? <PartyName party={party}>{name}</PartyName> : <span>{name}</span>;
}

/** The day, and in words when it has passed. */
export function Due({ action }: { action: Action }) {
  const { t } = useTranslation('delivery');
  const format = useFormat();
  return (
    <span className="due-on">
      <span className="nowrap">{format.day(action.dueOn, 'medium')}</span>
      {action.late && (
        <span className="badge discuss">
          <Icon name="clock" />
          {t('state.late')}
        </span>
      )}
    </span>
  );
}

/** What it is about, with the way back to where it was agreed. */
export function About({ action, partnership }: { action: Action; partnership: Partnership }) {
  const { t } = useTranslation('delivery');
  const { language } = useFormat();
  const { review } = action;
  if (!review) return null;
  return (
    <span className="sm dim about">
      {review.item && <>{asStatement(textIn(review.item, language), language)} · </>}
      <Link to="/partnerships/$id/listen/$roundId/minutes" params={{ id: partnership.id, roundId: review.roundId }}>
        {t('ofRound', { number: review.roundNumber })}
      </Link>
    </span>
  );
}

export function Acts({
  action,
  partnership,
  onEdit,
}: {
  action: Action;
  partnership: Partnership;
  onEdit: (action: Action) => void;
}) {
  const { t } = useTranslation('delivery');
  const set = useSetState(partnership.id);
  if (!action.can.edit) return null;
  return (
    <span className="acts noprint">
      {action.state === 'open' ? (
        <Button small icon="check" onClick={() => void set(action, 'done')}>
          {t('done')}
          <span className="vh">: {action.text}</span>
        </Button>
      ) : (
        <Button small onClick={() => void set(action, 'open')}>
          {t('reopen')}
          <span className="vh">: {action.text}</span>
        </Button>
      )}
      <Button small kind="plain" onClick={() => onEdit(action)}>
        {t('common:action.change')}
        <span className="vh">: {action.text}</span>
      </Button>
    </span>
  );
}
