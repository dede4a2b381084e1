import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { datasetArchivePath } from '../../src-shared/contract/bridge.js';
import { pageFile } from '../web/page-file.js';
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
    if (cookie === null) return askToLogIn(context);
    context.header('Set-Cookie', cookie);
    // Relative, as all addresses: a forwarder may have the server under a path.
    return context.redirect('./', 303);
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

  app.get(datasetArchivePath, (context) => sendArchive(context, service));

  const files = new EncodedFiles();
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

async function sendFile(
  context: Context<Env>,
  { pageFolder, files }: { pageFolder: string; files: EncodedFiles },
): Promise<Response> {
  // As it was sent: hono's own path is partly decoded, and a URL's dots are resolved.
  const [path = ''] = (context.env.incoming.url ?? '').split('?');
  const file = await pageFile(pageFolder, path);
  if (file === null) return context.text(noSuchPage, 404);
  context.header('Content-Type', file.contentType);
  if (file.immutable) context.header('Cache-Control', 'private, max-age=31536000, immutable');
  const bytes = await files.bytesOf(file, context);
  context.header('Content-Length', `${bytes.length}`);
  return context.body(bytes);
}
