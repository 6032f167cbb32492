import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { Note } from '../components/Note.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { BrokenOff, takeCopy } from './api.ts';

type State = { is: 'idle' | 'cancelled' } | { is: 'making' | 'done'; bytes: number } | { is: 'failed'; why: string };

/** Fetches the copy and says how much has come; it can be cancelled, and ends when the page is left. */
export function TakeCopy({ path, label, primary }: { path: string; label: string; primary?: boolean }) {
  const { t } = useTranslation('parting');
  const format = useFormat();
  const [state, setState] = useState<State>({ is: 'idle' });
  const going = useRef<AbortController | null>(null);
  useEffect(() => () => going.current?.abort(), []);
  const size = (bytes: number) => t('copy.size', { mb: format.number(bytes / 1_048_576, 1) });

  const take = async () => {
    const ending = new AbortController();
    going.current = ending;
    setState({ is: 'making', bytes: 0 });
    try {
      const bytes = await takeCopy(
        path,
        format.timeZone,
        (come) => setState({ is: 'making', bytes: come }),
        ending.signal,
      );
      setState({ is: 'done', bytes });
    } catch (error) {
      if (ending.signal.aborted) return setState({ is: 'cancelled' });
      setState({ is: 'failed', why: error instanceof BrokenOff ? t('copy.broken') : (error as Error).message });
    }
  };

  return (
    <div className="stack tight noprint">
      <div className="acts">
        <Button
          kind={primary ? 'primary' : undefined}
          icon="download"
          busy={state.is === 'making'}
          onClick={() => void take()}
        >
          {label}
        </Button>
        {state.is === 'making' && (
          <Button kind="plain" onClick={() => going.current?.abort()}>
            {t('copy.cancel')}
          </Button>
        )}
      </div>
      <p className="sm dim" role="status">
        {state.is === 'making' && t('copy.making', { size: size(state.bytes) })}
        {state.is === 'done' && t('copy.done', { size: size(state.bytes) })}
        {state.is === 'cancelled' && t('copy.cancelled')}
      </p>
      {state.is === 'failed' && (
        <Note kind="error" alert>
          {state.why}
        </Note>
      )}
    </div>
  );
}
