import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../components/Icon.tsx';
import { MailAddress } from '../components/MailAddress.tsx';
import { Pending } from '../components/Skeleton.tsx';
import { homeQuery } from '../partnerships/api.ts';
import { forgetDrafts } from '../platform/deviceDrafts.ts';
import { setLanguage } from '../platform/i18n.ts';
import { isOffered } from '../platform/languages.ts';
import { forgetRecent, useRecent } from '../platform/recent.ts';
import { meQuery, signOut, useForgetEverything, wayBack } from '../platform/session.ts';
import { BrandMark } from './Brand.tsx';
import { SchemeSwitch } from './SchemeSwitch.tsx';
import { useLive } from './useLive.ts';

const QuickJump = lazy(() => import('./QuickJump.tsx'));

const PLACES = [
  { key: 'home', to: '/', icon: 'home', exact: true },
  { key: 'partnerships', to: '/partnerships', icon: 'partnership', exact: false },
  { key: 'programme', to: '/programme', icon: 'programme', exact: false },
  { key: 'settings', to: '/settings', icon: 'settings', exact: false },
] as const;

/** The frame of every page inside: rail on wide screens, bar at the foot on narrow ones. */
export function Shell() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const me = useQuery(meQuery).data;
  const needs = useInfiniteQuery(homeQuery).data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;
  const [jumping, setJumping] = useState(false);
  useJumpKey(() => setJumping(true));
  useFocusOnArrival(pathname);
  useSignedOut(me === null);
  useLive(Boolean(me));
  const language = me?.language ?? null;
  useEffect(() => {
    if (isOffered(language)) void setLanguage(language);
  }, [language]);

  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <div className="shell">
        <aside className="rail" aria-label={t('nav.application')}>
          <Link className="brand" to="/">
            <BrandMark />
            Entente
          </Link>
          <button className="find" type="button" onClick={() => setJumping(true)}>
            <Icon name="search" />
            {t('nav.search')} <kbd>{/Mac|iP/.test(navigator.platform) ? '⌘ K' : 'Ctrl K'}</kbd>
          </button>
          <nav className="railnav" aria-label={t('nav.main')}>
            <ul className="l">
              {PLACES.map((place) => (
                <li key={place.key}>
                  <Link
                    to={place.to}
                    activeOptions={{ exact: place.exact, includeSearch: false }}
                    activeProps={{ 'aria-current': pathname === place.to ? 'page' : 'true' }}
                  >
                    <Icon name={place.icon} />
                    {t(`nav.${place.key}`)}
                    {place.key === 'home' && needs > 0 && (
                      <span className="n">
                        <span className="vh">, </span>
                        {needs}
                        <span className="vh"> {t('nav.need')}</span>
                      </span>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <Recent />
          <div className="me">
            {me && (
              <p>
                <span>
                  {me.name}
                  <small>
                    <MailAddress>{me.email}</MailAddress>
                  </small>
                </span>
              </p>
            )}
            <SignOut />
            <SchemeSwitch />
          </div>
        </aside>
        <div className="page">
          <OfflineBanner />
          <Suspense fallback={<Pending />}>
            <Outlet />
          </Suspense>
        </div>
      </div>
      {jumping && (
        <Suspense fallback={null}>
          <QuickJump onClose={() => setJumping(false)} />
        </Suspense>
      )}
    </>
  );
}

function Recent() {
  const { t } = useTranslation();
  const recent = useRecent();
  if (recent.length === 0) return null;
  return (
    <nav className="railnav mine" aria-labelledby="recent">
      <h2 id="recent">{t('nav.recent')}</h2>
      <ul className="l">
        {recent.map((one) => (
          <li key={one.id}>
            <Link to="/partnerships/$id" params={{ id: one.id }}>
              <span className="cut">{one.name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function SignOut({ className = 'linklike sm' }: { className?: string }) {
  const { t } = useTranslation();
  const router = useRouter();
  const forget = useForgetEverything();
  return (
    <button
      type="button"
      className={className}
      onClick={async () => {
        await signOut();
        forgetRecent();
        await forgetDrafts();
        await router.navigate({ to: '/sign-in' });
        await forget();
      }}
    >
      {t('nav.signOut')}
    </button>
  );
}

function OfflineBanner() {
  const { t } = useTranslation();
  const [online, setOnline] = useState(navigator.onLine !== false);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return (
    <div role="status">
      {!online && (
        <p className="offline sm">
          <Icon name="offline" />
          {t('error.offlineBanner')}
        </p>
      )}
    </div>
  );
}

function useJumpKey(open: () => void) {
  const action = useRef(open);
  action.current = open;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      if (!document.querySelector('dialog[open]')) action.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** After going to another page the focus stands at its content, so that a screen reader begins there. */
function useFocusOnArrival(pathname: string) {
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [pathname]);
}

/** The session ended while the page was open: sign in, and come back here. */
function useSignedOut(out: boolean) {
  const router = useRouter();
  useEffect(() => {
    if (out) void router.navigate({ to: '/sign-in', ...wayBack(router.state.location) } as never);
  }, [out, router]);
}
