import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

const VERBS = [
  { key: 'overview', to: '/partnerships/$id', exact: true },
  { key: 'listen', to: '/partnerships/$id/listen', exact: false },
  { key: 'agree', to: '/partnerships/$id/agree', exact: false },
  { key: 'deliver', to: '/partnerships/$id/deliver', exact: false },
  { key: 'people', to: '/partnerships/$id/people', exact: false },
] as const;

/** The chapters of a partnership, in the order of the work; People stands apart at the end. Only what exists is here. */
export function Verbs({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  return (
    <nav className="verbs" aria-label={name}>
      <div className="in">
        <ul className="l">
          {VERBS.map((verb) => (
            <li key={verb.key}>
              <Link
                to={verb.to}
                params={{ id }}
                activeOptions={{ exact: verb.exact, includeSearch: false }}
                activeProps={{ 'aria-current': 'page' }}
              >
                {t(`verbs.${verb.key}`)}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}
