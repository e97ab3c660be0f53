import '@mantine/core/styles.layer.css';
import './theme/global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createRootRoute, createRoute, createRouter, Navigate, Outlet, RouterProvider, useLocation,
} from '@tanstack/react-router';
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { keptAtDoor } from './offline/door.ts';
import { HouseContext, type House, type Page } from './page.ts';
import { Empty, Loading } from './parts/State.tsx';
import { PageHead } from './parts/PageHead.tsx';
import { useSelf, useSelfIfAny } from './self.ts';
import { Broken } from './shell/Broken.tsx';
import { ForWhom, Gate } from './shell/Gate.tsx';
import { homeOf } from './shell/nav.ts';
import { TitleContext } from './shell/title.ts';
import { printInInk } from './print.ts';
import { theme } from './theme/theme.ts';
import { variablesResolver } from './theme/variables.ts';

const shells = {
  staff: lazy(() => import('./shell/StaffShell.tsx')),
  client: lazy(() => import('./shell/ClientShell.tsx')),
  supporter: lazy(() => import('./shell/SupporterShell.tsx')),
};

const nonce = () => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// Under this name the part that stops a page from scrolling behind a dialog looks for the nonce of its style element.
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = nonce();

/** Puts the rooms' pages behind their addresses and starts the app. */
export function startWeb(house: House): void {
  if (keptAtDoor()) return;
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // `call` itself tries again after a cut connection.
        retry: false,
        refetchOnWindowFocus: (query) => query.queryKey[0] === 'op',
        networkMode: 'always',
      },
    },
  });
  createRoot(document.getElementById('root')!).render(
    <MantineProvider theme={theme} cssVariablesResolver={variablesResolver} defaultColorScheme="auto" getStyleNonce={nonce} withStaticClasses={false}>
      <QueryClientProvider client={queries}>
        <HouseContext value={house}>
          <RouterProvider router={routerOf(house)} />
        </HouseContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
  printInInk();
}

function routerOf(house: House) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NotThere, errorComponent: Broken });
  const areas = (['staff', 'client', 'supporter'] as const).map((audience) => {
    const area = createRoute({ getParentRoute: () => root, id: audience, component: () => <SignedIn shell={shells[audience]} /> });
    const pages = house.pages.filter((page) => page.audience === audience);
    return area.addChildren(pages.map((page) => createRoute({ getParentRoute: () => area, path: page.path, component: shownPage(page) })));
  });
  const open = house.pages.filter((page) => page.audience === 'public').map((page) =>
    createRoute({ getParentRoute: () => root, path: page.path, component: withGate(shownPage(page)) }));
  const home = createRoute({ getParentRoute: () => root, path: '/', component: () => <Gate isPublic={false}><Home house={house} /></Gate> });
  return createRouter({
    routeTree: root.addChildren([home, ...open, ...areas]),
    defaultPreload: false,
    scrollRestoration: true,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NotThere,
  });
}

const SignedIn = (props: { shell: ComponentType }) => (
  <Gate isPublic={false}><Suspense fallback={<Loading rows={0} />}><props.shell /></Suspense></Gate>
);
const withGate = (Shown: () => ReactNode) => () => <Gate isPublic><Shown /></Gate>;

function shownPage(page: Page): () => ReactNode {
  const Shown = lazy(page.load);
  const Titled = () => (
    <Named page={page}><ForWhom page={page}><Suspense fallback={<Loading rows={4} />}><Shown /></Suspense></ForWhom></Named>
  );
  return Titled;
}

function Named(props: { page: Page; children: ReactNode }) {
  const self = useSelfIfAny();
  const isStaff = self?.kind === 'staff';
  return <TitleContext value={{ title: isStaff ? props.page.title : '', app: isStaff ? 'Stepwell' : 'Steps' }}>{props.children}</TitleContext>;
}

function Home(props: { house: House }) {
  const home = homeOf(props.house.pages, useSelf());
  return home === undefined ? <Empty>There is nothing for your role here yet. Whoever runs the program can change that.</Empty> : <Navigate to={home} replace />;
}

function NotThere() {
  const { pathname } = useLocation();
  return (
    <div style={{ maxWidth: 560, margin: '12vh auto', padding: 16 }} data-path={pathname}>
      <PageHead title="There is nothing at this address." tab="" under="It may have moved, or it is not yours to open." />
      <a href="/">Back to the start</a>
    </div>
  );
}

