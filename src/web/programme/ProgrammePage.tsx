import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decode } from '../../domain/programme/assessment.ts';
import type { Assessment, Programme } from '../../domain/programme/contract.ts';
import { Button, buttonClass } from '../components/Button.tsx';
import { SelectField } from '../components/Field.tsx';
import { Note } from '../components/Note.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { EmptyState } from '../components/State.tsx';
import { useAddressState } from '../platform/addressState.ts';
import { useAssessments, useProgrammes } from './api.ts';
import { Compare } from './Compare.tsx';
import { KeepResult } from './KeepResult.tsx';
import { Kept, Removed } from './Kept.tsx';
import { Latest } from './Latest.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import './programme.css';

const VIEW = { programme: '' };

/** What an organisation does to look after its partnerships: its 60-second assessments over time. */
export default function ProgrammePage() {
  const { t } = useTranslation('programme');
  const programmes = useProgrammes();
  const [view, setView] = useAddressState(VIEW);
  const [brought, forget] = useBrought();
  const chosen = programmes.data?.find((one) => one.id === view.programme) ?? programmes.data?.[0];
  const some = (chosen?.kept ?? 0) > 0;
  const take = (
    <a className={buttonClass(brought ? undefined : 'primary')} href="/assessment">
      {t(some ? 'again' : 'take')}
    </a>
  );
  return (
    <main id="main" className="in main" tabIndex={-1}>
      <PageHead
        title={t('title')}
        context={chosen?.organisation}
        intro={<p>{t('intro')}</p>}
        actions={chosen && take}
      />
      <Loaded query={programmes}>
        {(all) => (
          <>
            {brought?.ok === false && (
              <Note kind="warn" alert>
                {t(brought.reason === 'newer' ? 'keep.newer' : 'keep.unreadable')}
              </Note>
            )}
            {brought?.ok && <KeepResult answers={brought.answers} programmes={all} chosen={chosen} onDone={forget} />}
            {chosen ? (
              <One
                key={chosen.id}
                programme={chosen}
                switcher={
                  all.length > 1 && (
                    <SelectField
                      label={t('field.programme')}
                      value={chosen.id}
                      onChange={(programme) => setView({ programme })}
                      options={all.map((one) => ({ value: one.id, label: one.organisation }))}
                    />
                  )
                }
              />
            ) : (
              !brought?.ok && (
                <EmptyState icon="programme" title={t('none.title')} actions={take}>
                  <p>{t('none.text')}</p>
                </EmptyState>
              )
            )}
          </>
        )}
      </Loaded>
    </main>
  );
}

/**
 * The result somebody comes with, behind the "#"; and how to forget it, turning to a programme. It stays when the
 * fragment is used for something else (the link past the navigation).
 */
function useBrought() {
  const { hash } = useLocation();
  const navigate = useNavigate();
  const [code, setCode] = useState<string | null>(null);
  const here = hash.startsWith('a=') ? hash.slice(2) : null;
  if (here !== null && here !== code) setCode(here);
  const forget = async (programme?: string) => {
    await navigate({ to: '/programme', search: (programme ? { programme } : {}) as never, hash: '', replace: true });
    setCode(null);
  };
  return [code === null ? undefined : decode(code), forget] as const;
}

function One({ programme, switcher }: { programme: Programme; switcher: React.ReactNode }) {
  const { t } = useTranslation('programme');
  const query = useAssessments(programme.id);
  const [renaming, setRenaming] = useState(false);
  return (
    <>
      <div className="org">
        <h2 className="joint">{programme.organisation}</h2>
        <Button kind="plain" small onClick={() => setRenaming(true)}>
          {t('rename.action')}
        </Button>
        {switcher}
      </div>
      <Loaded query={query}>{(all) => <Results programme={programme} all={all} />}</Loaded>
      {renaming && <RenameDialog programme={programme} onClose={() => setRenaming(false)} />}
    </>
  );
}

function Results({ programme, all }: { programme: Programme; all: readonly Assessment[] }) {
  const { t } = useTranslation('programme');
  const kept = all.filter((one) => one.removedAt === null);
  const removed = all.filter((one) => one.removedAt !== null);
  const latest = kept.at(-1);
  return (
    <>
      {latest ? (
        <Latest latest={latest} before={kept.at(-2)} />
      ) : (
        <p className="dim">{t(removed.length > 0 ? 'allRemoved' : 'none.text')}</p>
      )}
      {latest && <Kept programme={programme} kept={kept} />}
      {kept.length > 1 && <Compare kept={kept} />}
      {removed.length > 0 && <Removed programme={programme} removed={removed} />}
    </>
  );
}
