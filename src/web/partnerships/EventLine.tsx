import { useTranslation } from 'react-i18next';
import type { Party, RecordEvent } from '../../domain/partnerships/contract.ts';
import { useFormat } from '../platform/useFormat.ts';
import { PartyMark } from './PartyMark.tsx';

/** Their events name a kind, never the words, so that withdrawing them takes the words away. */
const PRIVATE_WORDS = ['item', 'exchange'];

/** One event of the record as a sentence: who, of which party, did what, when. */
export function EventLine({ event, parties }: { event: RecordEvent; parties: readonly Party[] }) {
  const { t, i18n } = useTranslation('partnerships');
  const format = useFormat();
  const party = event.by ? parties.find((one) => one.id === event.by?.partyId) : undefined;
  const count = Number(event.after?.people ?? event.after?.count ?? 0);
  const known = i18n.exists(`event.${event.type}.by`, { ns: 'partnerships', count });
  const fields = Object.keys(event.after ?? {}).map((name) =>
    i18n.exists(`event.field.${name}`, { ns: 'partnerships' }) ? t(`event.field.${name}`) : name,
  );
  // Rounds and their sessions are known by a number, which each language says in its own way.
  const { type, label } = event.subject;
  const number = /\d+$/.exec(label)?.[0];
  const sentence = t(`event.${known ? event.type : 'other'}.${event.by ? 'by' : 'auto'}`, {
    label: PRIVATE_WORDS.includes(type)
      ? t(`event.subject.${type}.${label}`)
      : number && (type === 'round' || type === 'review')
        ? t(`event.subject.${type}`, { number })
        : label,
    fields: fields.length > 0 ? format.list(fields) : t('event.field.contact'),
    count,
    version: event.after?.version,
    file: event.after?.file ?? event.before?.file,
  });
  return (
    <li>
      {party ? <PartyMark party={party} /> : <span className="nobody" />}
      <span>
        {event.by && (
          <>
            <b>{event.by.name}</b> {party && <span className="vh">({party.name}) </span>}
          </>
        )}
        {sentence}
      </span>
      <time dateTime={event.at} title={format.moment(event.at)}>
        {format.date(event.at, 'medium')}, {format.time(event.at)}
      </time>
    </li>
  );
}
