import './theme/layers.css';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/shell.css';
import './theme/parts.css';
import './theme/partnerships.css';
import './theme/mantine.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Toasts } from './components/Toasts.tsx';
import { startI18n } from './platform/i18n.ts';
import { queries } from './platform/query.ts';
import { router } from './routes.tsx';
import { colorSchemeManager, theme } from './theme/mantine.ts';

// The files of the page are fetched while its words and the session are still on their way.
for (const { options } of router.getMatchedRoutes(window.location.pathname)[0])
  void (options.component as Preloadable | undefined)?.preload?.();
await startI18n();

type Preloadable = { preload?: () => Promise<void> };

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
