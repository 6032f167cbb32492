import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../components/Dialog.tsx';
import { partnershipsQuery } from '../partnerships/api.ts';

type Target = { key: string; label: string; detail?: string; to: string; params?: { id: string } };

/** Type a few letters of a partnership, a party or a page; arrows choose, Enter goes there. */
export default function QuickJump({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const partnerships = useQuery(partnershipsQuery).data ?? [];
  const targets: Target[] = [
    ...partnerships.flatMap((one) => {
      const params = { id: one.id };
      const detail = one.parties.map((party) => party.name).join(' · ');
      return [
        { key: one.id, label: one.name, detail, to: '/partnerships/$id', params },
        { key: `${one.id}l`, label: `${one.name}: ${t('verbs.listen')}`, to: '/partnerships/$id/listen', params },
        { key: `${one.id}p`, label: `${one.name}: ${t('verbs.people')}`, to: '/partnerships/$id/people', params },
      ];
    }),
    { key: 'home', label: t('nav.home'), to: '/' },
    { key: 'partnerships', label: t('nav.partnerships'), to: '/partnerships' },
    { key: 'programme', label: t('nav.programme'), to: '/programme' },
    { key: 'settings', label: t('nav.settings'), to: '/settings' },
  ];
  const wanted = text.trim().toLocaleLowerCase().split(/\s+/);
  const found = targets
    .filter((one) => wanted.every((word) => `${one.label} ${one.detail ?? ''}`.toLocaleLowerCase().includes(word)))
    .slice(0, 12);
  const chosen = Math.min(at, Math.max(found.length - 1, 0));

  const go = (target: Target | undefined) => {
    if (!target) return;
    onClose();
    void navigate({ to: target.to, params: target.params } as Parameters<typeof navigate>[0]);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter') go(found[chosen]);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title={t('jump.title')} onClose={onClose}>
      <div className="field">
        <label htmlFor={`${list}-input`}>{t('jump.label')}</label>
        <input
          id={`${list}-input`}
          className="inp"
          autoFocus
          autoComplete="off"
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={found[chosen] ? `${list}-${chosen}` : undefined}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={keys}
        />
      </div>
      <div className="jumps" id={list} role="listbox" aria-label={t('jump.title')}>
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field above, which keeps the focus
          <div
            key={one.key}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onClick={() => go(one)}
          >
            {one.label}
            {one.detail && <small>{one.detail}</small>}
          </div>
        ))}
      </div>
      <p className="sm dim" role="status">
        {found.length === 0 ? t('jump.none', { text }) : t('jump.count', { count: found.length })}
      </p>
    </Dialog>
  );
}
