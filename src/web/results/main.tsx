import '../theme/layers.css';
import '../theme/fonts.css';
import '../theme/tokens.css';
import '../theme/base.css';
import '../theme/shell.css';
import '../theme/parts.css';
import '../theme/partnerships.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Toasts } from '../components/Toasts.tsx';
import { draw } from '../first/draw.ts';
import common from '../locales/en/common.json' with { type: 'json' };
import results from '../locales/en/results.json' with { type: 'json' };
import sample from '../locales/en/sample.json' with { type: 'json' };
import surveys from '../locales/en/surveys.json' with { type: 'json' };
import { startI18n } from '../platform/i18n.ts';
import { queries } from '../platform/query.ts';
import { secretNow, sharedQuery } from './api.ts';
import { SharedPage } from './SharedPage.tsx';

/* An entry of its own: whoever follows a link waits for these results and not for the whole application. */

// On its way while the page is put together.
if (secretNow()) void queries.prefetchQuery(sharedQuery(secretNow()));
await startI18n({ common, results, sample, surveys });

await draw((root) =>
  createRoot(root).render(
    <QueryClientProvider client={queries}>
      {/* Texts that only some results need arrive later. */}
      <Suspense>
        <SharedPage />
      </Suspense>
      <Toasts />
    </QueryClientProvider>,
  ),
);
