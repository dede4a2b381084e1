import { realpathSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createLogger, defineConfig } from 'vite';
import { archiveKinds, archivePath } from './src-shared/contract/bridge.js';

/** Looser than the program's own, and for this server alone: styles are put into the page as they change. */
const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self' data:",
  "connect-src 'self' ws:",
].join('; ');

const target = process.env.DIGITS_DEV_SERVICE ?? '';

/** While the service starts anew the page asks for it again and again: nobody needs to read that. */
const logger = createLogger('warn');
const { error } = logger;
logger.error = (message, options) => {
  if (!message.includes('proxy error')) error(message, options);
};

/** The page as it is written, of a service that `npm run dev` has started. */
export default defineConfig({
  root: 'src-renderer',
  plugins: [svelte({ configFile: false })],
  customLogger: logger,
  server: {
    host: '127.0.0.1',
    // Packages may lie elsewhere, behind a link.
    fs: { allow: ['.', realpathSync('node_modules')] },
    headers: { 'Content-Security-Policy': policy },
    proxy: {
      '/socket': { target, ws: true },
      ...Object.fromEntries(archiveKinds.map((kind) => [archivePath(kind), { target }])),
      // Who opens the address is given the service's cookie, and comes back for the page.
      '^/\\?token=': { target },
    },
  },
});
