import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Parting } from '../../domain/parting/contract.ts';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { useFormat } from '../platform/useFormat.ts';

/** Everything that leaving touches, each with what becomes of it. */
export function WhatIsOpen({ id, parting }: { id: string; parting: Parting }) {
  const { t } = useTranslation('parting');
  const format = useFormat();
  const { open } = parting;
  const documents = (list: Parting['open']['proposals']) =>
    list.map((one) => (
      <Link key={one.id} to="/partnerships/$id/agree/$documentId" params={{ id, documentId: one.id }}>
        {one.title}
      </Link>
    ));
  const round = (roundId: string, label: string) => (
    <Link key={roundId} to="/partnerships/$id/listen/$roundId" params={{ id, roundId }}>
      {label}
    </Link>
  );
  const parts: [keyof Parting['open'], ReactNode[]][] = [
    ['proposals', documents(open.proposals)],
    ['inForce', documents(open.inForce)],
    [
      'rounds',
      open.rounds.map((one) =>
        round(one.id, t('open.round', { number: one.number, moment: format.moment(one.closesAt) })),
      ),
    ],
    ['sessions', open.sessions.map((one) => round(one.roundId, t('open.session', { number: one.number })))],
    [
      'actions',
      open.actions.map((one) => (
        <span key={one.id}>{t('open.action', { text: one.text, owner: one.owner, day: format.day(one.dueOn) })}</span>
      )),
    ],
  ];
  const there = parts.filter(([, items]) => items.length > 0);
  return (
    <Section title={t('open.title')}>
      {there.length === 0 && <p>{t('open.nothing')}</p>}
      <div className="stack">
        {there.map(([part, items]) => (
          <section key={part} className="stack tight">
            <h3>{t(`open.${part}`)}</h3>
            <p className="sm dim">{t(`open.${part}Rule`)}</p>
            <ul className="findings">
              {items.map((item, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a list that is only read
                <li key={at}>{item}</li>
              ))}
            </ul>
          </section>
        ))}
        {parting.ends && <Note kind="warn">{t('open.ends')}</Note>}
      </div>
    </Section>
  );
}
