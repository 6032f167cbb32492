import { Link } from '@tanstack/react-router';
import { SelectField } from '../components/Field.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { usePartnerships } from '../partnerships/api.ts';
import { useAddressState } from '../platform/addressState.ts';
import { Answering } from './Answering.tsx';
import { useInstrument, useReflections } from './api.ts';
import { Earlier } from './Earlier.tsx';
import { useOwn } from './useOwn.ts';
import './dialogue.css';

const VIEW = { about: '' };
const ASKED = 'relational';

/** The same items answered for oneself: kept for one person, shown to nobody else, compared with one's own earlier ones. */
export default function ReflectionsPage() {
  const own = useOwn();
  const { t, language } = own;
  const reflections = useReflections(ASKED);
  const instrument = useInstrument(ASKED);
  const partnerships = usePartnerships().data ?? [];
  const [view, setView] = useAddressState(VIEW);
  const past = reflections.data ?? [];
  // Also those about partnerships that I have left.
  const names = new Map([
    ...past.flatMap((one): [string, string][] => (one.about ? [[one.about, one.aboutName ?? '']] : [])),
    ...partnerships.map((one): [string, string] => [one.id, one.name]),
  ]);
  const mine = past.filter((one) => (one.about ?? '') === view.about);
  const may = view.about === '' || partnerships.some((one) => one.id === view.about);
  return (
    <main id="main" className="in main" tabIndex={-1} lang={language} dir={own.direction}>
      <PageHead
        title={t('reflection.title')}
        intro={
          <>
            <p>{t('reflection.intro')}</p>
            <p>
              <b>{t('reflection.private')}</b> {t('reflection.privateText')}
            </p>
            <p className="sm noprint">
              <Link to="/attributes">{t('attributes.link')}</Link>
            </p>
          </>
        }
      />
      <div className="stack narrow noprint">
        <SelectField
          label={t('reflection.about')}
          value={view.about}
          onChange={(about) => setView({ about })}
          options={[
            { value: '', label: t('reflection.aboutNone') },
            ...[...names].map(([value, label]) => ({ value, label })),
          ]}
        />
      </div>
      <Loaded query={reflections}>{() => mine.length > 0 && <Earlier own={own} reflections={mine} />}</Loaded>
      {may && (
        <Loaded query={instrument} lines={10}>
          {(found) => <Answering key={view.about} own={own} instrument={found} about={view.about} before={mine[0]} />}
        </Loaded>
      )}
    </main>
  );
}
