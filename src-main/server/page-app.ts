import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { archiveKinds, archivePath } from '../../src-shared/contract/bridge.js';
import { type PageFile, pageFile } from '../web/page-file.js';
import { type Access, socketPath } from './access.js';
import { EncodedFiles } from './encoded-file.js';
import { loginPage, loginPagePolicy } from './login-page.js';
import type { PageService } from './page-service.js';
import { sendArchive } from './send-archive.js';

type Env = { Bindings: HttpBindings };

interface PageAppOptions {
  readonly access: Access;
  /** The built page. */
  readonly pageFolder: string;
  readonly service: Pick<PageService, 'archive'>;
  /** Of a defect that a request met. */
  readonly onError: (error: unknown) => void;
}

/** What the server answers over HTTP: the page's files, to those who have logged in. */
export function createPageApp({ access, pageFolder, service, onError }: PageAppOptions): Hono<Env> {
  const app = new Hono<Env>();
  const files = new EncodedFiles();

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
    // A preview asks for the head alone, a browser for what may be opened next: a token for one use is
    // not used up by that.
    const ahead = context.req.method === 'HEAD' || context.req.header('Sec-Purpose') !== undefined;
    const cookie = ahead ? null : access.logIn(token);
    // Who has the cookie may come back with a token that is used up.
    if (cookie === null) return next();
    context.header('Set-Cookie', cookie);
    // At once, without a redirect to the bare address, which costs a slow line another turn: the page
    // takes the token out of the address bar.
    return sendFile(context, { pageFolder, files });
  });

  // A socket does not tell a page why it was refused; this does.
  app.get(socketPath, (context, next) => {
    const origin = context.req.query('origin');
    if (origin === undefined) return next();
    const refusal = access.refusePage(context.env.incoming, origin);
    return refusal ? context.text(refusal.sentence, refusal.status) : context.body(null, 204);
  });

  app.use(async (context, next) => {
    if (!access.isLoggedIn(context.env.incoming)) return askToLogIn(context);
    return next();
  });

  for (const kind of archiveKinds) {
    app.get(archivePath(kind), (context) => sendArchive(context, { service, kind }));
  }

  app.get('*', (context) => sendFile(context, { pageFolder, files }));

  app.onError((error, context) => {
    onError(error);
    return context.text('Something went wrong that should not.', 500);
  });
  return app;
}

function askToLogIn(context: Context<Env>): Response | Promise<Response> {
  context.header('Content-Security-Policy', loginPagePolicy);
  return context.html(loginPage, 401);
}

const noSuchPage =
  'There is no such page. A forwarder that has this server under a path has to take that path away before it passes a request on.';

/** How long a browser may keep a file: the page itself not at all, it comes with a cookie. */
function keeping({ immutable, contentType }: PageFile): string {
  if (immutable) return 'private, max-age=31536000, immutable';
  if (contentType.startsWith('text/html')) return 'no-store';
  // Used at once, and asked for anew meanwhile.
  return 'private, max-age=60, stale-while-revalidate=2592000';
}

async function sendFile(
  context: Context<Env>,
  { pageFolder, files }: { pageFolder: string; files: EncodedFiles },
): Promise<Response> {
  // As it was sent: hono's own path is partly decoded, and a URL's dots are resolved.
  const [path = ''] = (context.env.incoming.url ?? '').split('?');
  const file = await pageFile(pageFolder, path);
  if (file === null) return context.text(noSuchPage, 404);
  context.header('Content-Type', file.contentType);
  context.header('Cache-Control', keeping(file));
  const bytes = await files.bytesOf(file, context);
  context.header('Content-Length', `${bytes.length}`);
  return context.body(bytes);
}
