import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewOwnInstrument, OwnInstrumentCard } from '../../../domain/surveys/draft-contract.ts';
import { Button } from '../../components/Button.tsx';
import { ChoiceField, SelectField, TextField } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Section } from '../../components/Section.tsx';
import { Loaded } from '../../components/Skeleton.tsx';
import { usePartnership } from '../../partnerships/api.ts';
import { newKey } from '../../platform/http.ts';
import { useFormat } from '../../platform/useFormat.ts';
import { FileField } from '../FileField.tsx';
import { begin, useOffered, useOwnList, useTakeIn } from './api.ts';
import { languageName, OFFERED } from './languages.ts';
import '../surveys.css';
import './instruments.css';

/** The instruments a partnership has written, and the ways to begin another. */
export default function InstrumentsPage() {
  const { id } = useParams({ from: '/inside/partnerships/$id/listen/instruments' });
  const { t } = useTranslation(['instruments', 'surveys']);
  const partnership = usePartnership(id).data;
  const list = useOwnList(id);
  return (
    <>
      <PageHead
        title={t('own.title')}
        context={partnership?.name}
        back={
          <Link to="/partnerships/$id/listen" params={{ id }}>
            {t('surveys:listen')}
          </Link>
        }
        intro={<p>{t('own.intro')}</p>}
      />
      <Loaded query={list} lines={5}>
        {({ items, can }) => (
          <div className="cols">
            <Section title={t('own.there')} aside={t('own.count', { count: items.length })} span={7}>
              {items.length === 0 ? (
                <p className="dim">{t('own.none')}</p>
              ) : (
                <ul className="l rows">
                  {items.map((card) => (
                    <Row key={card.id} id={id} card={card} />
                  ))}
                </ul>
              )}
            </Section>
            <Section title={t('own.new')} span={5}>
              {can.write ? <Begin id={id} /> : <p className="sm dim">{t('own.notMine')}</p>}
            </Section>
          </div>
        )}
      </Loaded>
    </>
  );
}

function Row({ id, card }: { id: string; card: OwnInstrumentCard }) {
  const { t, i18n } = useTranslation(['instruments', 'surveys']);
  const format = useFormat();
  return (
    <li>
      <p className="two-ends">
        <Link to="/partnerships/$id/listen/instruments/$instrumentId" params={{ id, instrumentId: card.id }}>
          {card.title}
        </Link>
        <span className={`badge ${card.state === 'usable' ? 'ok' : card.state === 'draft' ? 'draft' : ''}`}>
          {t(`own.state.${card.state}`)}
        </span>
      </p>
      <p className="sm dim">
        {[
          t('surveys:count.items', { count: card.items }),
          format.list(card.languages.map((code) => languageName(code, i18n.language))),
          ...(card.newest === null ? [] : [t('own.version', { number: card.newest })]),
          ...(card.newest !== null && card.changed ? [t('own.hasChanges')] : []),
          t('own.rounds', { count: card.rounds }),
        ].join(' · ')}
      </p>
    </li>
  );
}

type Way = 'empty' | 'copy' | 'file';

function Begin({ id }: { id: string }) {
  const { t, i18n } = useTranslation(['instruments', 'common']);
  const navigate = useNavigate();
  const takeIn = useTakeIn(id);
  const offered = useOffered(id);
  const [way, setWay] = useState<Way>('empty');
  const [title, setTitle] = useState('');
  const [language, setLanguage] = useState('en');
  const [copyOf, setCopyOf] = useState('relational');
  const [file, setFile] = useState<Record<string, unknown> | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const wish: NewOwnInstrument | null =
    way === 'copy' ? { copyOf } : way === 'empty' ? { language, title: title.trim() } : file && { file };
  // The same wish again is the same request.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another wish is another request
  const key = useMemo(newKey, [way, title, language, copyOf, file]);
  const missing =
    way === 'empty' && title.trim() === '' ? t('begin.nameFirst') : wish === null ? t('begin.fileFirst') : null;
  const start = async () => {
    if (!wish || missing) return;
    setBusy(true);
    setFailure(null);
    try {
      const made = await begin(id, wish, key);
      await takeIn(made);
      await navigate({
        to: '/partnerships/$id/listen/instruments/$instrumentId',
        params: { id, instrumentId: made.id },
      });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <ChoiceField
        legend={t('begin.how')}
        value={way}
        onChange={setWay}
        options={[
          { value: 'empty', label: t('begin.empty') },
          { value: 'copy', label: t('begin.copy') },
          { value: 'file', label: t('begin.file'), hint: t('begin.fileHint') },
        ]}
      />
      {way === 'empty' && (
        <>
          <TextField label={t('begin.name')} value={title} maxLength={200} onChange={setTitle} />
          <SelectField
            label={t('begin.language')}
            value={language}
            onChange={setLanguage}
            options={OFFERED.map((value): { value: string; label: string } => ({
              value,
              label: languageName(value, i18n.language),
            }))}
          />
        </>
      )}
      {way === 'copy' && (
        <SelectField
          label={t('begin.of')}
          value={copyOf}
          onChange={setCopyOf}
          options={offered.map((card) => ({ value: card.key, label: card.title }))}
        />
      )}
      {way === 'file' && (
        <FileField
          label={t('begin.json')}
          accept=".json,application/json"
          onText={(text) => {
            setFailure(null);
            try {
              setFile(JSON.parse(text) as Record<string, unknown>);
            } catch {
              setFile(null);
              setFailure(t('begin.notJson'));
            }
          }}
        />
      )}
      {failure && (
        <Note kind="error" alert>
          {failure}
        </Note>
      )}
      <div className="acts">
        <Button kind="primary" type="submit" busy={busy} unavailable={missing}>
          {t('begin.begin')}
        </Button>
      </div>
    </form>
  );
}
