import { readFile } from 'node:fs/promises';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { pageFile } from '../web/page-file.js';
import type { Access } from './access.js';
import { loginPage } from './login-page.js';

type Env = { Bindings: HttpBindings };

interface PageAppOptions {
  readonly access: Access;
  /** The built page. */
  readonly pageFolder: string;
  /** Of a defect that a request met. */
  readonly onError: (error: unknown) => void;
}

/** What the server answers over HTTP: the page's files, to those who have logged in. */
export function createPageApp({ access, pageFolder, onError }: PageAppOptions): Hono<Env> {
  const app = new Hono<Env>();

  app.use(async (context, next) => {
    context.header('Cache-Control', 'no-store');
    const refusal = access.refuseForeign(context.env.incoming);
    if (refusal) return context.text(refusal.sentence, refusal.status);
    if (context.req.method !== 'GET' && context.req.method !== 'HEAD') {
      return context.text('This server has pages to get, nothing else.', 405, {
        Allow: 'GET, HEAD',
      });
    }
    return next();
  });

  app.get('/', (context, next) => {
    const token = context.req.query('token');
    if (token === undefined) return next();
    // A preview asks for the head alone: a token for one use is not used up by that.
    const cookie = context.req.method === 'GET' ? access.logIn(token) : null;
    if (cookie === null) return context.html(loginPage, 401);
    context.header('Set-Cookie', cookie);
    return context.redirect('/', 303);
  });

  app.use(async (context, next) => {
    if (!access.isLoggedIn(context.env.incoming)) return context.html(loginPage, 401);
    return next();
  });

  app.get('*', (context) => sendFile(context, pageFolder));

  app.onError((error, context) => {
    onError(error);
    return context.text('Something went wrong that should not.', 500);
  });
  return app;
}

async function sendFile(context: Context<Env>, pageFolder: string): Promise<Response> {
  // As it was sent: hono's own path is partly decoded, and a URL's dots are resolved.
  const [path = ''] = (context.env.incoming.url ?? '').split('?');
  const file = await pageFile(pageFolder, path);
  if (file === null) return context.text('There is no such page.', 404);
  context.header('Content-Type', file.contentType);
  if (file.immutable) context.header('Cache-Control', 'private, max-age=31536000, immutable');
  return context.body(new Uint8Array(await readFile(file.path)));
}
