import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** In development the page behind an invitation is served at its real address, /r/<round>. */
const respondAddress: Plugin = {
  name: 'entente:respond-address',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (request.url?.startsWith('/r/')) request.url = '/respond/index.html';
      next();
    });
  },
};

/**
 * One build, two entries: the application (React) and the respond page (Preact). The files of the respond page name
 * their JSX runtime themselves (`@jsxImportSource preact`), so nothing here is aliased and React cannot slip in.
 */
export default defineConfig({
  root: path('./src/web'),
  publicDir: path('./src/web/public'),
  base: '/',
  plugins: [react({ exclude: [/\/node_modules\//, /\/web\/respond\//] }), respondAddress],
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:3000' } },
  build: {
    outDir: path('./dist/web'),
    emptyOutDir: true,
    target: 'baseline-widely-available',
    // The policy of the server allows scripts and fonts from our own address only: nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { app: path('./src/web/index.html'), respond: path('./src/web/respond/index.html') },
    },
  },
});
