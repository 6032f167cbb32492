import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router';
import { PageError, PartError } from './components/PageError.tsx';
import { Pending, Skeleton } from './components/Skeleton.tsx';
import { queries } from './platform/query.ts';
import { installationQuery, meQuery, wayBack } from './platform/session.ts';
import { Missing } from './shell/Missing.tsx';
import { Shell } from './shell/Shell.tsx';

/* Every page of the application. The page behind an invitation (/r/…) is an entry of its own: respond/. */

const root = createRootRouteWithContext<{ queries: typeof queries }>()({
  component: Outlet,
  notFoundComponent: Missing,
});

/** Nobody signed in: to the sign-in page and back again afterwards. */
async function requireMe({ location }: { location: { href: string; hash: string } }) {
  const me = await queries.ensureQueryData(meQuery);
  if (me) return;
  const installation = await queries.ensureQueryData(installationQuery);
  throw redirect({ to: installation.firstRun ? '/welcome' : '/sign-in', ...wayBack(location) });
}

const outside = createRoute({
  getParentRoute: () => root,
  id: 'outside',
  component: lazyRouteComponent(() => import('./shell/Outside.tsx')),
});
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Shell, beforeLoad: requireMe });
/** Pages that take the whole screen: without rail and header. */
const stage = createRoute({
  getParentRoute: () => root,
  id: 'stage',
  component: lazyRouteComponent(() => import('./shell/StageFrame.tsx')),
  beforeLoad: requireMe,
});
const partnership = createRoute({
  getParentRoute: () => inside,
  path: '/partnerships/$id',
  component: lazyRouteComponent(() => import('./partnerships/PartnershipFrame.tsx')),
});

const out = () => outside;
const ins = () => inside;
const of = () => partnership;
const onStage = () => stage;
const page = lazyRouteComponent;
/** Pages of a partnership stand inside its frame, which brings the `main`. */
const part = { errorComponent: PartError, pendingComponent: () => <Skeleton lines={8} /> };

const tree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/guest', component: page(() => import('./reviews/GuestPage.tsx')) }),
  stage.addChildren([
    createRoute({
      getParentRoute: onStage,
      path: '/partnerships/$id/listen/$roundId/room',
      component: page(() => import('./surveys/room/RoomPage.tsx')),
    }),
    createRoute({
      getParentRoute: onStage,
      path: '/partnerships/$id/listen/$roundId/review',
      component: page(() => import('./reviews/SessionPage.tsx')),
    }),
  ]),
  outside.addChildren([
    createRoute({ getParentRoute: out, path: '/sign-in', component: page(() => import('./account/SignInPage.tsx')) }),
    createRoute({ getParentRoute: out, path: '/sign-up', component: page(() => import('./account/SignUpPage.tsx')) }),
    createRoute({ getParentRoute: out, path: '/welcome', component: page(() => import('./account/WelcomePage.tsx')) }),
    createRoute({ getParentRoute: out, path: '/join', component: page(() => import('./account/JoinPage.tsx')) }),
  ]),
  inside.addChildren([
    createRoute({ getParentRoute: ins, path: '/', component: page(() => import('./partnerships/HomePage.tsx')) }),
    createRoute({
      getParentRoute: ins,
      path: '/partnerships',
      component: page(() => import('./partnerships/PartnershipsPage.tsx')),
    }),
    createRoute({
      getParentRoute: ins,
      path: '/partnerships/new',
      component: page(() => import('./partnerships/NewPartnershipPage.tsx')),
    }),
    createRoute({
      getParentRoute: ins,
      path: '/programme',
      component: page(() => import('./programme/ProgrammePage.tsx')),
    }),
    createRoute({
      getParentRoute: ins,
      path: '/settings',
      component: page(() => import('./account/SettingsPage.tsx')),
    }),
    createRoute({
      getParentRoute: ins,
      path: '/reflections',
      component: page(() => import('./dialogue/ReflectionsPage.tsx')),
    }),
    createRoute({
      getParentRoute: ins,
      path: '/attributes',
      component: page(() => import('./dialogue/AttributesPage.tsx')),
    }),
    partnership.addChildren([
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/listen/dialogues/new',
        component: page(() => import('./dialogue/NewDialoguePage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/listen/dialogues/$dialogueId',
        component: page(() => import('./dialogue/DialoguePage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/',
        component: page(() => import('./partnerships/OverviewPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/people',
        component: page(() => import('./partnerships/PeoplePage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/people/import',
        component: page(() => import('./partnerships/ImportPeoplePage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/record',
        component: page(() => import('./partnerships/RecordPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/parting',
        component: page(() => import('./parting/PartingPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/listen',
        component: page(() => import('./surveys/RoundsPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/listen/new',
        component: page(() => import('./surveys/NewRoundPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/listen/$roundId/items/$itemKey',
        component: page(() => import('./surveys/results/ItemPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/listen/$roundId/answer',
        component: page(() => import('./surveys/AnswerPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/listen/import',
        component: page(() => import('./surveys/ImportRoundPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/listen/instruments',
        component: page(() => import('./surveys/instruments/InstrumentsPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/listen/instruments/$instrumentId',
        component: page(() => import('./surveys/instruments/EditorPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/listen/plan',
        component: page(() => import('./surveys/plan/PlanPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/listen/paper',
        component: page(() => import('./surveys/paper/PaperPeoplePage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/listen/$roundId/form',
        component: page(() => import('./surveys/paper/FormPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/listen/$roundId/sheets',
        component: page(() => import('./surveys/paper/SheetsPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/listen/$roundId',
        component: page(() => import('./surveys/RoundPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/listen/$roundId/minutes',
        component: page(() => import('./reviews/MinutesPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/agree',
        component: page(() => import('./documents/DocumentsPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/agree/needs',
        component: page(() => import('./documents/NeedsPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/agree/briefing',
        component: page(() => import('./documents/briefing/BriefingPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/agree/new/$kind',
        component: page(() => import('./documents/NewDocumentPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/agree/$documentId',
        component: page(() => import('./documents/DocumentPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/agree/$documentId/versions/$number',
        component: page(() => import('./documents/VersionPage.tsx')),
      }),
      createRoute({
        ...part,
        getParentRoute: of,
        path: '/deliver',
        component: page(() => import('./delivery/ActionsPage.tsx')),
      }),
    ]),
  ]),
]);

/** `history`: where pages are drawn without an address bar. */
export const makeRouter = (history?: RouterHistory) =>
  createRouter({
    routeTree: tree,
    ...(history ? { history } : {}),
    context: { queries },
    defaultPreload: 'intent',
    // A page that stands there already is not to jump.
    scrollRestoration: history ? false : () => !globalThis.first,
    defaultPendingComponent: Pending,
    defaultPendingMs: 300,
    defaultErrorComponent: PageError,
    notFoundMode: 'root',
    // Everything in the address bar is a plain string: ?q=42 stays "42".
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
      const text = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
      return text === '' ? '' : `?${text}`;
    },
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
