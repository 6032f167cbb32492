import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import type { RoundImport, RoundImportResult } from '../../domain/surveys/contract.ts';
import { Button } from '../components/Button.tsx';
import { SelectField, TextField } from '../components/Field.tsx';
import { Note } from '../components/Note.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Section } from '../components/Section.tsx';
import { toast } from '../components/toast.ts';
import { usePartnership } from '../partnerships/api.ts';
import { useFormat } from '../platform/useFormat.ts';
import { importRound, useRefreshRounds } from './api.ts';
import { columnsOf, likelyParty, likelyPartyColumn } from './csv.ts';
import { FileField } from './FileField.tsx';
import { ImportMapping, type Mapped } from './ImportMapping.tsx';
import { useOffered } from './instruments/api.ts';
import './surveys.css';

type Result = Static<typeof RoundImportResult>;
type Body = Static<typeof RoundImport>;

/** Somebody's past survey as a closed round: file, party column, who is who, check, import. */
export default function ImportRoundPage() {
  const { t } = useTranslation('surveys');
  const { id } = useParams({ from: '/inside/partnerships/$id/listen/import' });
  const format = useFormat();
  const navigate = useNavigate();
  const partnership = usePartnership(id).data;
  const refresh = useRefreshRounds(id);
  const parties = partnership?.parties ?? [];

  const [csv, setCsv] = useState<string | null>(null);
  const offered = useOffered(id);
  /** The key of an instrument; '' : one from a file. */
  const [kind, setKind] = useState('relational');
  const [own, setOwn] = useState<Record<string, unknown> | null>(null);
  const [partyColumn, setPartyColumn] = useState('');
  const [mapped, setMapped] = useState<Mapped | null>(null);
  const [closedOn, setClosedOn] = useState('');
  const [title, setTitle] = useState('');
  const [k, setK] = useState('5');
  const [checked, setChecked] = useState<Result | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [key, setKey] = useState(() => crypto.randomUUID());

  const columns = csv === null ? [] : columnsOf(csv);
  const ready = csv !== null && partyColumn !== '' && (kind !== '' || own !== null);
  const body = (check: boolean, values: Mapped | null): Body => ({
    csv: csv ?? '',
    instrument: kind === '' && own ? own : kind,
    partyColumn,
    parties: Object.entries(values ?? {}).flatMap(([value, { partyId, invited }]) =>
      partyId === '' ? [] : [{ value, partyId, invited: invited === '' ? null : Number(invited) }],
    ),
    closedOn: closedOn === '' ? format.today() : closedOn,
    title: title.trim() === '' ? null : title.trim(),
    k: Number(k),
    check,
  });
  /** Another input makes what was checked before worth nothing. */
  const stale = () => {
    setChecked(null);
    setFailure(null);
    setKey(crypto.randomUUID());
  };
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  const readValues = () =>
    run(async () => {
      const { values } = await importRound(id, body(true, null));
      const guess = values.map(({ value }) => [value, { partyId: likelyParty(value, parties), invited: '' }] as const);
      const next = Object.fromEntries(guess);
      setMapped(next);
      setChecked(await importRound(id, body(true, next)));
    });
  const check = () => run(async () => setChecked(await importRound(id, body(true, mapped))));
  const save = () =>
    run(async () => {
      const { roundId, problems } = await importRound(id, body(false, mapped), key);
      if (!roundId) {
        setFailure(problems[0] ?? t('import.failed'));
        return;
      }
      await refresh();
      toast(t('import.done'));
      await navigate({ to: '/partnerships/$id/listen/$roundId', params: { id, roundId } });
    });
  const fine = checked !== null && checked.problems.length === 0;

  return (
    <>
      <PageHead
        title={t('import.title')}
        context={partnership?.name}
        back={
          <Link to="/partnerships/$id/listen" params={{ id }}>
            {t('listen')}
          </Link>
        }
        intro={<p>{t('import.intro')}</p>}
      />
      <Section title={t('import.file')}>
        <div className="stack narrow">
          <FileField
            label={t('import.csv')}
            hint={t('import.csvHint')}
            accept=".csv,.tsv,.txt,text/csv"
            onText={(text) => {
              setCsv(text);
              setPartyColumn(likelyPartyColumn(columnsOf(text)));
              setMapped(null);
              stale();
            }}
          />
          <SelectField
            label={t('import.instrument')}
            hint={t(kind === '' ? 'import.ownHint' : 'import.keysHint')}
            value={kind}
            onChange={(next) => {
              setKind(next);
              setMapped(null);
              stale();
            }}
            options={[
              ...offered.map((each) => ({ value: each.key, label: each.title })),
              { value: '', label: t('import.own') },
            ]}
          />
          {kind === '' && (
            <FileField
              label={t('import.json')}
              accept=".json,application/json"
              onText={(text) => {
                stale();
                try {
                  setOwn(JSON.parse(text) as Record<string, unknown>);
                } catch {
                  setOwn(null);
                  setFailure(t('import.notJson'));
                }
              }}
            />
          )}
          {columns.length > 0 && (
            <SelectField
              label={t('import.column')}
              hint={t('import.columnHint')}
              value={partyColumn}
              onChange={(column) => {
                setPartyColumn(column);
                setMapped(null);
                stale();
              }}
              options={columns.map((column) => ({ value: column, label: column }))}
            />
          )}
          {!mapped && (
            <div className="acts">
              <Button
                kind="primary"
                busy={busy}
                unavailable={ready ? null : t('import.first')}
                onClick={() => void readValues()}
              >
                {t('import.read')}
              </Button>
            </div>
          )}
        </div>
      </Section>
      {mapped && (
        <Section title={t('import.who')}>
          <div className="stack">
            <p className="sm dim narrow">{t('import.whoText')}</p>
            <ImportMapping
              mapped={mapped}
              rows={checked?.values ?? []}
              parties={parties}
              onChange={(next) => {
                setMapped(next);
                stale();
              }}
            />
            <div className="forms">
              <TextField
                type="date"
                label={t('import.closedOn')}
                value={closedOn}
                max={format.today()}
                required
                onChange={(day) => {
                  setClosedOn(day);
                  stale();
                }}
              />
              <TextField
                label={t('new.name')}
                note={t('common:optional')}
                value={title}
                maxLength={80}
                onChange={setTitle}
              />
              <SelectField
                label={t('new.k')}
                value={k}
                onChange={(next) => {
                  setK(next);
                  stale();
                }}
                options={['4', '5', '6', '8', '10'].map((each) => ({
                  value: each,
                  label: t('new.kOption', { k: each }),
                }))}
              />
            </div>
          </div>
        </Section>
      )}
      {(mapped || failure) && (
        <Section title={t('import.check')}>
          <div className="stack tight" aria-live="polite">
            {failure && <Note kind="error">{failure}</Note>}
            {checked && <CheckWords result={checked} />}
            {mapped && (
              <div className="acts">
                {fine && closedOn !== '' ? (
                  <Button kind="primary" busy={busy} onClick={() => void save()}>
                    {t('import.save')}
                  </Button>
                ) : (
                  <Button
                    kind="primary"
                    busy={busy}
                    unavailable={closedOn === '' ? t('import.dayFirst') : null}
                    onClick={() => void check()}
                  >
                    {t('import.checkAgain')}
                  </Button>
                )}
              </div>
            )}
          </div>
        </Section>
      )}
    </>
  );
}

function CheckWords({ result }: { result: Result }) {
  const { t } = useTranslation('surveys');
  return (
    <>
      {result.problems.length > 0 ? (
        <Note kind="warn">
          <p>
            <b>{t('import.problems', { count: result.problems.length })}</b>
          </p>
          <ul>
            {result.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Note>
      ) : (
        <Note kind="ok">{t('import.fine', { count: result.respondents })}</Note>
      )}
      {result.ignoredColumns.length > 0 && (
        <p className="sm dim">{t('import.ignored', { columns: result.ignoredColumns.join(', ') })}</p>
      )}
    </>
  );
}
