import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftProblem } from '../../../domain/surveys/draft.ts';
import type { OwnInstrument } from '../../../domain/surveys/draft-contract.ts';
import { Button, buttonClass } from '../../components/Button.tsx';
import { Confirm } from '../../components/Dialog.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { Note } from '../../components/Note.tsx';
import { toast } from '../../components/toast.ts';
import { useFormat } from '../../platform/useFormat.ts';
import { useRefreshRounds } from '../api.ts';
import { deleteOwn, fileOf } from './api.ts';

interface Props {
  partnership: string;
  instrument: OwnInstrument;
  dirty: boolean;
  busy: boolean;
  problems: DraftProblem[];
  onSave: () => void;
  onUsable: () => void;
  onRetire: (retired: boolean) => void;
  onGone: () => void;
  idOf: (path: string) => string;
}

/** How an instrument stands, what can be done with it as a whole, and what keeps it from being used. */
export function Standing(props: Props) {
  const { partnership, instrument, dirty, busy, problems, onSave, onUsable, onRetire, onGone, idOf } = props;
  const { t } = useTranslation(['instruments', 'common']);
  const format = useFormat();
  const refresh = useRefreshRounds(partnership);
  const [deleting, setDeleting] = useState(false);
  const { state, newest, changed, versions, rounds, can } = instrument;
  const pending = dirty || changed;
  const latest = versions[0];
  const remove = async () => {
    try {
      await deleteOwn(partnership, instrument);
      setDeleting(false);
      await refresh();
      toast(t('own.deleted'));
      onGone();
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { kind: 'error' });
    }
  };
  return (
    <div className="list-standing">
      <p>
        <span className={`badge ${state === 'usable' ? 'ok' : state === 'draft' ? 'draft' : ''}`}>
          {t(`own.state.${state}`)}
        </span>{' '}
        {latest && newest !== null
          ? t('own.versionBy', { number: newest, when: format.date(latest.madeAt), by: latest.by })
          : t('own.noVersion')}{' '}
        {latest && pending && <b>{t('own.pending')}</b>} <span className="dim">{t('own.shared')}</span>
      </p>
      {can.change && (
        <div className="acts noprint">
          <Button
            kind="primary"
            busy={busy}
            unavailable={pending || newest === null ? null : t('own.nothingNew')}
            onClick={onUsable}
          >
            {newest === null ? t('own.use') : t('own.useNew')}
          </Button>
          <Button busy={busy} unavailable={dirty ? null : t('own.allSaved')} onClick={onSave}>
            {t('own.save')}
          </Button>
          {state === 'usable' && (
            <Link
              to="/partnerships/$id/listen/new"
              params={{ id: partnership }}
              search={{ instrument: instrument.key } as never}
              className={buttonClass()}
            >
              {t('own.openRound')}
            </Link>
          )}
          <Disclosure label={t('own.more')} icon="more">
            <div className="stack tight">
              <a href={fileOf(partnership, instrument.id, 'instrument.json')} className="sm">
                {t('own.json')}
              </a>
              <a href={fileOf(partnership, instrument.id, 'items.csv')} className="sm">
                {t('own.csv')}
              </a>
              {newest !== null && (
                <Button small kind="plain" onClick={() => onRetire(state !== 'retired')}>
                  {t(state === 'retired' ? 'own.restore' : 'own.retire')}
                </Button>
              )}
              {can.delete ? (
                <Button small kind="danger" onClick={() => setDeleting(true)}>
                  {t('own.delete')}
                </Button>
              ) : (
                <p className="xs dim">{t('own.used', { count: rounds })}</p>
              )}
            </div>
          </Disclosure>
        </div>
      )}
      {problems.length > 0 && (
        <Note kind="warn" alert>
          <p>
            <b>{t('own.missing', { count: problems.length })}</b>
          </p>
          <ul className="l errs">
            {problems.map((problem) => (
              <li key={problem.path + problem.reason}>
                <a
                  href={`#${idOf(problem.path)}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(idOf(problem.path))?.focus();
                  }}
                >
                  {problem.reason}
                </a>
              </li>
            ))}
          </ul>
        </Note>
      )}
      {deleting && (
        <Confirm
          title={t('own.deleteTitle')}
          action={t('own.delete')}
          onConfirm={() => void remove()}
          onClose={() => setDeleting(false)}
        >
          <p>{t('own.deleteText')}</p>
        </Confirm>
      )}
    </div>
  );
}
