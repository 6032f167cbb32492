import './theme/layers.css';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/shell.css';
import './theme/parts.css';
import './theme/partnerships.css';
import './theme/mantine.css';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { draw } from './first/draw.ts';
import { deviceTimeZone } from './platform/format.ts';
import { startI18n } from './platform/i18n.ts';
import { makeRouter } from './routes.tsx';

const router = makeRouter();
// The files of the page are fetched while its words and the session are still on their way.
for (const { options } of router.getMatchedRoutes(window.location.pathname)[0])
  void (options.component as Preloadable | undefined)?.preload?.();
await startI18n();

type Preloadable = { preload?: () => Promise<void> };

await draw((root) => createRoot(root).render(<App router={router} />));
// For the next first view: the server knows no zone of a device. Goes along to partnerships only.
// biome-ignore lint/suspicious/noDocumentCookie: the newer interface is not there on plain http
document.cookie = `entente.zone=${encodeURIComponent(deviceTimeZone())};path=/partnerships;max-age=31536000;samesite=lax`;
