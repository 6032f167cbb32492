import { useTranslation } from 'react-i18next';
import { NotFoundState } from '../components/State.tsx';
import { useTitle } from '../platform/title.ts';
import { BrandMark } from './Brand.tsx';

/** An address that is not one of ours. Looks the same signed in and signed out. */
export function Missing() {
  const { t } = useTranslation();
  useTitle(t('error.missingTitle'));
  return (
    <div className="outside">
      <header>
        <a className="brand" href="/">
          <BrandMark />
          Entente
        </a>
      </header>
      <main id="main" tabIndex={-1}>
        <NotFoundState />
      </main>
    </div>
  );
}
