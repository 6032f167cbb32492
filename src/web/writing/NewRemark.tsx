import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemarkKind } from '../../domain/writing/words.ts';
import { REMARK_KINDS } from '../../domain/writing/words.ts';
import { Button } from '../components/Button.tsx';
import { ChoiceField, SelectField, TextArea } from '../components/Field.tsx';
import { newKey } from '../platform/http.ts';
import { makeRemark, useTakeRemark } from './api.ts';
import { Trouble } from './Trouble.tsx';

type Props = {
  partnership: string;
  document: string;
  section: string | null;
  title: string;
  /** To choose from; otherwise it is about `section`. */
  sections?: readonly { key: string; title: string }[];
  onDone: () => void;
};

export function NewRemark({ partnership, document, section: given, title, sections, onDone }: Props) {
  const { t } = useTranslation(['writing', 'common']);
  const take = useTakeRemark(partnership, document);
  const [kind, setKind] = useState<RemarkKind>('comment');
  const [section, setSection] = useState(given);
  const [text, setText] = useState('');
  const [wording, setWording] = useState('');
  const [empty, setEmpty] = useState(false);
  const [key] = useState(newKey);
  const send = useMutation({
    mutationFn: () =>
      makeRemark(
        partnership,
        document,
        { section, kind, text: text.trim(), wording: kind === 'suggestion' && wording.trim() ? wording.trim() : null },
        key,
      ),
    onSuccess: (made) => {
      take(made);
      onDone();
    },
  });
  return (
    <form
      className="remark-form stack tight"
      aria-label={t('remarks.addTo', { section: title })}
      onSubmit={(event) => {
        event.preventDefault();
        setEmpty(text.trim() === '');
        if (text.trim() !== '') send.mutate();
      }}
    >
      <ChoiceField
        legend={t('remarks.kind')}
        value={kind}
        onChange={setKind}
        options={REMARK_KINDS.map((one) => ({
          value: one,
          label: t(`remarks.kinds.${one}`),
          hint: t(`remarks.kindMeans.${one}`),
        }))}
      />
      {sections && (
        <SelectField
          label={t('remarks.about')}
          value={section ?? ''}
          onChange={(key) => setSection(key || null)}
          options={[
            { value: '', label: t('remarks.whole') },
            ...sections.map((one) => ({ value: one.key, label: one.title })),
          ]}
        />
      )}
      <TextArea
        label={t(`remarks.text.${kind}`)}
        value={text}
        onChange={setText}
        rows={3}
        maxLength={2000}
        autoFocus
        error={empty && text.trim() === '' ? t('remarks.empty') : undefined}
      />
      {kind === 'suggestion' && (
        <TextArea
          label={t('remarks.wording')}
          note={t('optional')}
          value={wording}
          onChange={setWording}
          rows={3}
          maxLength={4000}
        />
      )}
      {send.error && <Trouble error={send.error} />}
      <div className="acts">
        <Button kind="primary" small type="submit" busy={send.isPending}>
          {t(`remarks.say.${kind}`)}
        </Button>
        <Button kind="plain" small onClick={onDone}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
