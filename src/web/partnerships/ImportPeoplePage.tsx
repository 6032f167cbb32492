import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantImportResult, Partnership } from '../../domain/partnerships/contract.ts';
import { Button, buttonClass } from '../components/Button.tsx';
import { Field, SelectField, TextArea } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { Icon } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Section } from '../components/Section.tsx';
import { toast } from '../components/toast.ts';
import { address } from '../platform/http.ts';
import { importParticipants, usePartnership, useRefresh } from './api.ts';
import { ImportRows } from './ImportRows.tsx';

const MOST = 2_000_000;

/** Template, upload, row-by-row check, then save. */
export default function ImportPeoplePage() {
  const { id } = useParams({ from: '/inside/partnerships/$id/people/import' });
  const partnership = usePartnership(id).data;
  return partnership ? <ImportPeople partnership={partnership} /> : null;
}

function ImportPeople({ partnership }: { partnership: Partnership }) {
  const { t } = useTranslation('partnerships');
  const { id } = partnership;
  const navigate = useNavigate();
  const refresh = useRefresh(id);
  const file = useId();
  const parties = partnership.parties.filter((party) => party.can.addPeople);
  const [checked, setChecked] = useState<{ csv: string; partyId: string; result: ParticipantImportResult } | null>(
    null,
  );

  const form = useForm({
    values: { partyId: (parties.find((party) => party.mine) ?? parties[0])?.id ?? '', csv: '' },
    check: (values) => {
      const wrong: Record<string, string> = {};
      if (values.csv.trim() === '') wrong.csv = t('import.need');
      else if (values.csv.length > MOST) wrong.csv = t('import.tooBig');
      return wrong;
    },
    send: async ({ partyId, csv }) => {
      setChecked(null);
      setChecked({ partyId, csv, result: await importParticipants(id, partyId, csv, true) });
    },
  });
  const fresh = checked?.result.rows.filter((row) => row.state === 'new').length ?? 0;
  const saving = useForm({
    values: {},
    send: async (_values, key) => {
      if (!checked) return;
      const { added } = await importParticipants(id, checked.partyId, checked.csv, false, key);
      toast(t('import.saved', { count: added }));
      await refresh();
      await navigate({ to: '/partnerships/$id/people', params: { id } });
    },
  });
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return;
    setChecked(null);
    try {
      form.set({ csv: chosen.size > MOST * 2 ? ' '.repeat(MOST + 1) : await readText(chosen) });
    } catch {
      toast(t('import.unreadable'), { kind: 'error' });
    }
  };

  return (
    <>
      <PageHead
        title={t('import.title')}
        context={partnership.name}
        intro={<p>{t('import.intro')}</p>}
        back={
          <Link to="/partnerships/$id/people" params={{ id }}>
            {t('people.title')}
          </Link>
        }
      />
      {parties.length === 0 ? (
        <Note>{t('import.notMine')}</Note>
      ) : (
        <>
          <Section title={t('import.step1')}>
            <div className="stack tight">
              <p className="sm dim">{t('import.step1Text')}</p>
              <div>
                <a className={buttonClass()} href={address(`/partnerships/${id}/participants/template.csv`)} download>
                  <Icon name="download" />
                  {t('import.template')}
                </a>
              </div>
            </div>
          </Section>
          <Section title={t('import.step2')}>
            <form className="stack narrow" onSubmit={form.submit} noValidate>
              {parties.length > 1 && (
                <SelectField
                  label={t('import.party')}
                  value={form.values.partyId}
                  onChange={(partyId) => form.set({ partyId })}
                  options={parties.map((party) => ({ value: party.id, label: party.name }))}
                />
              )}
              <Field label={t('import.file')} hint={t('import.fileHint')} id={file}>
                {(ids) => (
                  <input
                    {...ids}
                    className="inp"
                    type="file"
                    accept=".csv,.txt,text/csv,text/plain"
                    onChange={(event) => void choose(event.currentTarget.files?.[0])}
                  />
                )}
              </Field>
              <TextArea
                label={t('import.paste')}
                id={form.id('csv')}
                error={form.errors.csv}
                value={form.values.csv.length > MOST ? '' : form.values.csv}
                onChange={(csv) => form.set({ csv })}
                rows={5}
                spellCheck={false}
              />
              <FormNotes form={form} />
              <div>
                <Button type="submit" kind={checked ? undefined : 'primary'} busy={form.busy}>
                  {t('import.check')}
                </Button>
              </div>
            </form>
          </Section>
          {checked && (
            <Section title={t('import.step3')}>
              <div className="stack">
                <ImportRows result={checked.result} />
                <FormNotes form={saving} />
                <div>
                  <Button
                    kind="primary"
                    busy={saving.busy}
                    unavailable={fresh === 0 ? t('import.nothing') : null}
                    onClick={() => void saving.submit()}
                  >
                    {t('import.save', { count: fresh })}
                  </Button>
                </div>
              </div>
            </Section>
          )}
        </>
      )}
    </>
  );
}

/** UTF-8, or what spreadsheets on Windows write when they are not asked. */
async function readText(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
