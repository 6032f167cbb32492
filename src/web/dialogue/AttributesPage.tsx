import { Link } from '@tanstack/react-router';
import { PageHead } from '../components/PageHead.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { Answering } from './Answering.tsx';
import { useInstrument, useReflections } from './api.ts';
import { Scores } from './Scores.tsx';
import { useOwn } from './useOwn.ts';
import './dialogue.css';

const ASKED = 'attributes';

/** The partnering attributes of one person, for that person: six scores, the lowest with what it proposes, over time. */
export default function AttributesPage() {
  const own = useOwn();
  const { t, language } = own;
  const past = useReflections(ASKED);
  const instrument = useInstrument(ASKED);
  return (
    <main id="main" className="in main" tabIndex={-1} lang={language}>
      <PageHead
        title={t('attributes.title')}
        back={<Link to="/reflections">{t('reflection.title')}</Link>}
        intro={
          <>
            <p>{t('attributes.intro')}</p>
            <p>
              <b>{t('reflection.private')}</b> {t('reflection.privateText')}
            </p>
            <p>{t('attributes.apart')}</p>
          </>
        }
      />
      <Loaded query={past}>
        {(all) => (
          <>
            {all.length > 0 && <Scores own={own} reflections={all} />}
            <Loaded query={instrument} lines={10}>
              {(found) => <Answering own={own} instrument={found} about="" before={all[0]} />}
            </Loaded>
          </>
        )}
      </Loaded>
    </main>
  );
}
