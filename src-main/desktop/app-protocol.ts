import { protocol } from 'electron';
import { readResource } from '../files/resources.js';
import { pageFile } from '../web/page-file.js';
import { pageSecurityHeaders } from '../web/page-security.js';

/** The page's scheme and the one host it has. */
const scheme = 'app';
const host = 'bundle';

/** Where the page begins. */
export const pageUrl = `${scheme}://${host}/`;

/** Gives the scheme an origin, as https has. Has to be called before Electron is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the files of the built page, and nothing else, under `app://bundle/`. */
export function servePage(root: string): void {
  protocol.handle(scheme, (request) => answerRequest(request, root));
}

/** Whether a URL is of the page's origin. */
export function isPageUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  return parsed.protocol === `${scheme}:` && parsed.host === host;
}

async function answerRequest({ method, url }: Request, root: string): Promise<Response> {
  if (method !== 'GET' && method !== 'HEAD') {
    return respond('Only GET and HEAD are answered.', { status: 405, allow: 'GET, HEAD' });
  }
  const file = isPageUrl(url) ? await pageFile(root, new URL(url).pathname) : null;
  if (file === null) return respond('There is no such file.', { status: 404 });
  const body = method === 'HEAD' ? null : new Uint8Array(await readResource(file.path));
  return respond(body, { status: 200, type: file.contentType });
}

function respond(
  body: string | Uint8Array<ArrayBuffer> | null,
  more: { status: number; type?: string; allow?: string },
): Response {
  const headers = new Headers(pageSecurityHeaders);
  headers.set('Content-Type', more.type ?? 'text/plain; charset=utf-8');
  if (more.allow !== undefined) headers.set('Allow', more.allow);
  return new Response(body, { status: more.status, headers });
}
