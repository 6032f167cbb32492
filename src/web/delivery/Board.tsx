import { useTranslation } from 'react-i18next';
import type { Action } from '../../domain/delivery/contract.ts';
import { ACTION_STATES } from '../../domain/delivery/words.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { inOrder } from './filter.ts';
import { About, Acts, Due, Owner } from './parts.tsx';

function Card({
  partnership,
  action,
  onEdit,
}: {
  partnership: Partnership;
  action: Action;
  onEdit: (action: Action) => void;
}) {
  return (
    <li className={`card ${action.state}`}>
      <h3>{action.text}</h3>
      <About action={action} partnership={partnership} />
      <p className="sm">
        <Owner action={action} partnership={partnership} />
      </p>
      <p className="sm">
        <Due action={action} />
      </p>
      <Acts action={action} partnership={partnership} onEdit={onEdit} />
    </li>
  );
}

/** The list where there is no room for a table. */
export function Cards({
  partnership,
  actions,
  onEdit,
}: {
  partnership: Partnership;
  actions: readonly Action[];
  onEdit: (action: Action) => void;
}) {
  const { t } = useTranslation('delivery');
  return (
    <section aria-labelledby="h-cards" className="stack tight">
      <h2 id="h-cards" className="sm dim">
        {t('caption', { count: actions.length, column: t('col.due') })}
      </h2>
      <ul className="l cards">
        {inOrder(actions).map((action) => (
          <Card key={action.id} {...{ partnership, action, onEdit }} />
        ))}
      </ul>
    </section>
  );
}

/** The same actions side by side: open (the latest due first), done, dropped. */
export function Board({
  partnership,
  actions,
  onEdit,
}: {
  partnership: Partnership;
  actions: readonly Action[];
  onEdit: (action: Action) => void;
}) {
  const { t } = useTranslation('delivery');
  return (
    <div className="board">
      {ACTION_STATES.map((state) => {
        const column = inOrder(actions.filter((action) => action.state === state));
        const late = column.filter((action) => action.late).length;
        return (
          <section key={state} className="sec" aria-labelledby={`board-${state}`}>
            <header>
              <h2 id={`board-${state}`}>{t(`state.${state}`)}</h2>
              <span className="sm dim">
                {column.length}
                {late > 0 && `, ${t('lateCount', { count: late })}`}
              </span>
            </header>
            {column.length === 0 ? (
              <p className="sm dim">{t(`empty.${state}`)}</p>
            ) : (
              <ul className="l">
                {column.map((action) => (
                  <Card key={action.id} {...{ partnership, action, onEdit }} />
                ))}
              </ul>
            )}
          </section>
        );
      })}
    </div>
  );
}
