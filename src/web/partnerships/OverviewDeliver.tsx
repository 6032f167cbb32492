import { useTranslation } from 'react-i18next';
import type { Action } from '../../domain/delivery/contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { About, Due, Owner } from '../delivery/parts.tsx';
import '../delivery/delivery.css';

const SHOWN = 5;

/** What was agreed and is open, the first due first. */
export function OverviewDeliver({ partnership, actions }: { partnership: Partnership; actions: readonly Action[] }) {
  const { t } = useTranslation('partnerships');
  const open = openActions(actions);
  const done = actions.filter((action) => action.state === 'done').length;
  if (open.length === 0)
    return <p className="sm dim">{t(done > 0 ? 'overview.act.allDone' : 'overview.act.none', { count: done })}</p>;
  return (
    <>
      <ul className="l rows acts-due">
        {open.slice(0, SHOWN).map((action) => (
          <li key={action.id}>
            <div>
              <p>{action.text}</p>
              <p className="sm">
                <Owner action={action} partnership={partnership} /> {action.review && '· '}
                <About action={action} partnership={partnership} />
              </p>
            </div>
            <p className="sm">
              <Due action={action} />
            </p>
          </li>
        ))}
      </ul>
      {open.length > SHOWN && <p className="sm dim after">{t('overview.act.more', { count: open.length - SHOWN })}</p>}
    </>
  );
}

export const openActions = (actions: readonly Action[]): Action[] =>
  actions.filter((action) => action.state === 'open').sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
