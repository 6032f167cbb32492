import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Action, Author } from '../../domain/delivery/contract.ts';
import type { Entry, Review } from '../../domain/reviews/contract.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { toast } from '../components/toast.ts';
import { PartyName } from '../partnerships/PartyName.tsx';
import { newKey, ProblemError } from '../platform/http.ts';
import { useFormat } from '../platform/useFormat.ts';
import type { Session } from './api.ts';

type Common = { session: Session; review: Review; onChanged: () => Promise<unknown> };

/** Who said it, by name and party. */
export function Said({ by, parties }: { by: Author; parties: Review['parties'] }) {
  const { t } = useTranslation('reviews');
  const party = parties.find((one) => one.id === by.partyId);
  if (!party) return <span>{by.guest ? t('guestName', { name: by.name }) : by.name}</span>;
  return (
    <PartyName party={party}>
      {by.name}
      <span className="vh"> ({party.name})</span>
    </PartyName>
  );
}

/** One's own words can be mended and taken back; the record keeps what they were. */
export function EntryLine({ session, review, entry, onChanged }: Common & { entry: Entry }) {
  const { t } = useTranslation('reviews');
  const [editing, setEditing] = useState(false);
  const undo = () =>
    session.addEntry({ kind: entry.kind, itemKey: entry.itemKey, text: entry.text }, newKey()).then(onChanged);
  return (
    <Line
      icon={entry.kind === 'celebration' ? 'check' : 'bubble'}
      text={entry.text}
      editing={editing}
      onSave={(text) => session.changeEntry(entry, text).then(onChanged)}
      onDone={() => setEditing(false)}
      meta={<Said by={entry.by} parties={review.parties} />}
      acts={
        entry.can.edit && (
          <>
            <button type="button" className="linklike" onClick={() => setEditing(true)}>
              {t('common:action.change')}
              <span className="vh">: {entry.text}</span>
            </button>
            <button
              type="button"
              className="linklike"
              onClick={() =>
                void session
                  .removeEntry(entry)
                  .then(onChanged)
                  .then(() => toast(t('removed'), { undo }))
                  .catch((error: Error) => toast(error.message, { kind: 'error' }))
              }
            >
              {t('common:action.remove')}
              <span className="vh">: {entry.text}</span>
            </button>
          </>
        )
      }
    />
  );
}

export function ActionLine({ session, review, action, onChanged }: Common & { action: Action }) {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  const owner = review.parties.find((one) => one.id === action.owner.partyId);
  const set = (state: Action['state'], of = action) =>
    session
      .changeAction(of, { state })
      .then(async (changed) => {
        await onChanged();
        return changed;
      })
      .catch((error: Error) => void toast(error.message, { kind: 'error' }));
  return (
    <Line
      icon="clock"
      text={action.text}
      editing={editing}
      onSave={(text) => session.changeAction(action, { text }).then(onChanged)}
      onDone={() => setEditing(false)}
      meta={
        <>
          {owner ? <PartyName party={owner}>{action.owner.name}</PartyName> : <span>{action.owner.name}</span>}
          <span>{t('by', { day: format.day(action.dueOn, 'medium') })}</span>
          {action.state === 'done' && <span>{t('done')}</span>}
        </>
      }
      acts={
        action.can.edit &&
        action.state === 'open' && (
          <>
            <button type="button" className="linklike" onClick={() => setEditing(true)}>
              {t('common:action.change')}
              <span className="vh">: {action.text}</span>
            </button>
            <button
              type="button"
              className="linklike"
              onClick={() =>
                void set('dropped').then(
                  (changed) => changed && toast(t('dropped'), { undo: () => set('open', changed) }),
                )
              }
            >
              {t('drop')}
              <span className="vh">: {action.text}</span>
            </button>
          </>
        )
      }
    />
  );
}

function Line({
  icon,
  text,
  editing,
  onSave,
  onDone,
  meta,
  acts,
}: {
  icon: 'bubble' | 'check' | 'clock';
  text: string;
  editing: boolean;
  onSave: (text: string) => Promise<unknown>;
  onDone: () => void;
  meta: ReactNode;
  acts: ReactNode;
}) {
  return (
    <li>
      <Icon name={icon} />
      <div>
        {editing ? (
          <Mend text={text} onSave={onSave} onDone={onDone} />
        ) : (
          <>
            <p className="joint said">{text}</p>
            <div className="meta">
              {meta}
              {acts && <span className="lineacts">{acts}</span>}
            </div>
          </>
        )}
      </div>
    </li>
  );
}

function Mend({
  text,
  onSave,
  onDone,
}: {
  text: string;
  onSave: (text: string) => Promise<unknown>;
  onDone: () => void;
}) {
  const { t } = useTranslation('reviews');
  const [now, setNow] = useState(text);
  const [failure, setFailure] = useState<string | null>(null);
  const save = async () => {
    if (now.trim() === '' || now.trim() === text) return onDone();
    try {
      await onSave(now.trim());
      onDone();
    } catch (error) {
      // On another screen of mine it was changed meanwhile: what is typed here stays.
      setFailure(
        error instanceof ProblemError && error.status === 412 ? t('changedElsewhere') : (error as Error).message,
      );
    }
  };
  return (
    <form
      className="mend"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        className="inp"
        aria-label={t('mend')}
        maxLength={1000}
        // biome-ignore lint/a11y/noAutofocus: the person asked to change this line
        autoFocus
        value={now}
        onChange={(event) => setNow(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            void save();
          }
        }}
      />
      {failure && (
        <p className="st error sm" role="alert">
          {failure}
        </p>
      )}
      <span className="acts">
        <Button small type="submit">
          {t('common:action.save')}
        </Button>
        <Button small kind="plain" onClick={onDone}>
          {t('common:action.cancel')}
        </Button>
      </span>
    </form>
  );
}
