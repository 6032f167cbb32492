import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Party } from '../../domain/partnerships/contract.ts';
import type { Remark } from '../../domain/writing/contract.ts';
import type { RemarkState } from '../../domain/writing/words.ts';
import { Button } from '../components/Button.tsx';
import { TextArea } from '../components/Field.tsx';
import { Icon } from '../components/Icon.tsx';
import { PartyName } from '../partnerships/PartyName.tsx';
import { newKey } from '../platform/http.ts';
import { useFormat } from '../platform/useFormat.ts';
import { changeRemark, replyTo, useTakeRemark } from './api.ts';
import { Trouble } from './Trouble.tsx';

type Props = { partnership: string; document: string; remark: Remark; parties: readonly Party[] };

/** One remark with its replies, by name and party, and what can be done about it. */
export function RemarkCard({ partnership, document, remark, parties }: Props) {
  const { t } = useTranslation('writing');
  const take = useTakeRemark(partnership, document);
  const [replying, setReplying] = useState(false);
  const settle = useMutation({
    mutationFn: (state: RemarkState) => changeRemark(partnership, document, remark, { state }),
    onSuccess: take,
  });
  const challenge = remark.kind === 'challenge';
  const label = t('remarks.by', { kind: t(`remarks.kinds.${remark.kind}`), name: remark.by.name });
  return (
    <article className={`remark ${remark.kind}`} aria-label={label}>
      <Said by={remark.by} at={remark.at} parties={parties} />
      {challenge && (
        <p className="sm dissent">
          <Icon name="warn" />
          <span>{t(`remarks.challenge.${remark.state}`)}</span>
        </p>
      )}
      {remark.kind === 'suggestion' && <p className="sm dim">{t('remarks.kinds.suggestion')}</p>}
      <p className="joint said">{remark.text}</p>
      {remark.wording && <blockquote className="joint said">{remark.wording}</blockquote>}
      {remark.private && <p className="sm dim">{t('remarks.private')}</p>}
      {remark.replies.length > 0 && (
        <ul className="replies">
          {remark.replies.map((reply) => (
            <li key={reply.id}>
              <Said by={reply.by} at={reply.at} parties={parties} />
              {reply.answer && <p className="sm answer">{t('remarks.answer')}</p>}
              <p className="joint said">{reply.text}</p>
            </li>
          ))}
        </ul>
      )}
      {remark.state !== 'open' && remark.settledBy && !challenge && (
        <p className="sm dim">{t(`remarks.state.${remark.state}`, { name: remark.settledBy })}</p>
      )}
      {settle.error && <Trouble error={settle.error} />}
      {replying ? (
        <Replying {...{ partnership, document, remark }} onDone={() => setReplying(false)} />
      ) : (
        <div className="acts">
          {remark.can.reply && (
            <Button small onClick={() => setReplying(true)}>
              {t(remark.can.answer ? 'remarks.giveAnswer' : 'remarks.reply')}
            </Button>
          )}
          {remark.can.settle.map((state) => (
            <Button key={state} small kind="plain" busy={settle.isPending} onClick={() => settle.mutate(state)}>
              {t(`remarks.settle.${state}`)}
            </Button>
          ))}
        </div>
      )}
    </article>
  );
}

function Said({ by, at, parties }: { by: Remark['by']; at: string; parties: readonly Party[] }) {
  const { moment } = useFormat();
  const party = parties.find(({ id }) => id === by.partyId);
  return (
    <header className="sm">
      {party ? (
        <PartyName party={party}>
          <b>{by.name}</b> <span className="dim">{party.name}</span>
        </PartyName>
      ) : (
        <b>{by.name}</b>
      )}
      <time className="dim" dateTime={at}>
        {moment(at, 'short')}
      </time>
    </header>
  );
}

function Replying({ partnership, document, remark, onDone }: Omit<Props, 'parties'> & { onDone: () => void }) {
  const { t } = useTranslation(['writing', 'common']);
  const take = useTakeRemark(partnership, document);
  const [text, setText] = useState('');
  const [key] = useState(newKey);
  const send = useMutation({
    mutationFn: () => replyTo(partnership, document, remark.id, text.trim(), key),
    onSuccess: (changed) => {
      take(changed);
      onDone();
    },
  });
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') send.mutate();
      }}
    >
      <TextArea
        label={t(remark.can.answer ? 'remarks.answerText' : 'remarks.replyText')}
        hint={remark.can.answer ? t('remarks.answerHint') : undefined}
        value={text}
        onChange={setText}
        rows={3}
        maxLength={2000}
        required
        autoFocus
      />
      {send.error && <Trouble error={send.error} />}
      <div className="acts">
        <Button small kind="primary" type="submit" busy={send.isPending}>
          {t(remark.can.answer ? 'remarks.giveAnswer' : 'remarks.reply')}
        </Button>
        <Button small kind="plain" onClick={onDone}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
