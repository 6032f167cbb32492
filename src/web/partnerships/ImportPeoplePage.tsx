import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button, buttonClass } from '../components/Button.tsx';
import { Field, SelectField, TextArea } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { Icon } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Section } from '../components/Section.tsx';
import { toast } from '../components/toast.ts';
import { useAddressState } from '../platform/addressState.ts';
import { address, ProblemError } from '../platform/http.ts';
import { importParticipants, usePartnership, useRefresh } from './api.ts';
import { ImportRows } from './ImportRows.tsx';
import { ImportSaving } from './ImportSaving.tsx';
import { type Import, newImportId, useImport } from './useImport.ts';
import './import.css';

/** The id under which a list is being saved stands in the address: the page can be left and come back to. */
const VIEW = { saving: '' };

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
  const [view, setView] = useAddressState(VIEW);
  const parties = partnership.parties.filter((party) => party.can.addPeople);
  const list = useImport(id, (parties.find((party) => party.mine) ?? parties[0])?.id ?? '');
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  const fresh = list.result?.rows.filter((row) => row.state === 'new').length ?? 0;
  const saving = useForm({
    values: {},
    send: async (_values, key) => {
      const wish = list.wish();
      if (!wish) return;
      const importId = newImportId();
      setView({ saving: importId });
      try {
        const { added } = await importParticipants(id, { ...wish, check: false, importId }, key);
        toast(t('import.saved', { count: added }));
        await refresh();
        if (here.current) await navigate({ to: '/partnerships/$id/people', params: { id } });
      } catch (error) {
        // A refusal is final. After anything else the server may still be at work: the progress says so.
        if (error instanceof ProblemError && error.status < 500) setView({ saving: '' });
        throw error;
      }
    },
  });

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
      {view.saving ? (
        <ImportSaving
          partnership={id}
          importId={view.saving}
          sending={saving.busy}
          onAgain={() => setView({ saving: '' })}
        />
      ) : parties.length === 0 ? (
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
            <Choose list={list} parties={parties} />
          </Section>
          {list.result && (
            <Section title={t('import.step3')}>
              <div className="stack">
                <ImportRows list={list} result={list.result} parties={parties} />
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

function Choose({ list, parties }: { list: Import; parties: Partnership['parties'] }) {
  const { t } = useTranslation('partnerships');
  const { form, chosen } = list;
  const file = useId();
  return (
    <form className="stack narrow" onSubmit={form.submit} noValidate>
      {parties.length > 1 && (
        <SelectField
          label={t('import.party')}
          hint={t('import.partyHint')}
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
            accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
            onChange={(event) => void list.choose(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      {chosen && (
        <p className="sm dim" role="status">
          {t('import.readAs', { name: chosen.name, encoding: chosen.encoding.toUpperCase() })}
        </p>
      )}
      <TextArea
        label={t('import.paste')}
        id={form.id('csv')}
        error={form.errors.csv}
        // Thousands of lines of a file are no text to write in.
        value={chosen ? '' : form.values.csv}
        onChange={(csv) => form.set({ csv })}
        rows={chosen ? 2 : 5}
        spellCheck={false}
      />
      <FormNotes form={form} />
      <div>
        <Button type="submit" kind={list.result ? undefined : 'primary'} busy={form.busy}>
          {t('import.check')}
        </Button>
      </div>
    </form>
  );
}
