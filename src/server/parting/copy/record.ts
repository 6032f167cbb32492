import i18next from 'i18next';
import type { RecordEvent } from '../../../domain/partnerships/contract.ts';
import partnerships from '../../../web/locales/en/partnerships.json' with { type: 'json' };
import { listEvents } from '../../partnerships/queries.ts';
import { list } from '../../platform/i18n.ts';
import type { Entry } from './archive.ts';
import { type Html, html, own } from './html.ts';
import { all, type Copying, json, page, partyName, when } from './parts.ts';

/** The sentences of the record's page: the same change reads the same here and there. */
const words = i18next.createInstance();
void words.init({
  lng: 'en',
  initAsync: false,
  resources: { en: { translation: { event: partnerships.event } } },
  interpolation: { escapeValue: false },
});
const say = words.getFixedT('en') as (key: string, values?: Record<string, unknown>) => string;

/** Every change, newest first. Read page by page: a long record is never whole in memory. */
export async function* record(c: Copying): AsyncGenerator<Entry> {
  const events = () => all((cursor) => listEvents(c.tx, c.scope, cursor));
  yield {
    path: 'data/record.json',
    data: (async function* () {
      yield '{"events":[';
      let first = true;
      for await (const one of events()) {
        yield `${first ? '\n' : ',\n'}${json(one).trim()}`;
        first = false;
      }
      yield '\n]}\n';
    })(),
  };
  yield page(
    c,
    'record.html',
    (async function* () {
      yield html`<p>Every change of something shared, newest first, and with it what happened inside your own party.</p><ul>`;
      for await (const one of events()) yield line(c, one);
      yield html`</ul>`;
    })(),
  );
}

function line(c: Copying, event: RecordEvent): Html {
  const party = partyName(c, event.by?.partyId);
  return html`<li><span class="quiet">${when(c, event.at)}</span><br>${event.by && html`<b>${event.by.name}</b>${party && ` (${party})`} `}${sentence(event)} ${event.private && own()}</li>\n`;
}

function sentence(event: RecordEvent): string {
  const count = Number(event.after?.people ?? event.after?.count ?? 0);
  const key = words.exists(`event.${event.type}.by`, { count }) ? event.type : 'other';
  const { type, label } = event.subject;
  const number = /\d+$/.exec(label)?.[0];
  const fields = Object.keys(event.after ?? {}).map((name) =>
    words.exists(`event.field.${name}`) ? say(`event.field.${name}`) : name,
  );
  return say(`event.${key}.${event.by ? 'by' : 'auto'}`, {
    label: ['item', 'exchange'].includes(type)
      ? say(`event.subject.${type}.${label}`)
      : number && (type === 'round' || type === 'review')
        ? say(`event.subject.${type}`, { number })
        : label,
    fields: fields.length > 0 ? list(fields, 'en') : say('event.field.contact'),
    count,
    version: event.after?.version,
    ...event.after,
  });
}
