import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { WebSocketServer } from 'ws';
import { uploadPieceBytes } from '../../src-shared/contract/upload-commands.js';
import { pageSecurityHeaders } from '../web/page-security.js';
import { Access, type Refusal, socketPath } from './access.js';
import { type AllowedHost, hostInUrl, hostNames, isEveryAddress } from './host-names.js';
import { type ServerLimits, serverLimits } from './limits.js';
import { listen } from './listen.js';
import { createPageApp } from './page-app.js';
import type { PageService } from './page-service.js';
import { PageSockets } from './page-sockets.js';
import { newSecret } from './secrets.js';
import { Strangers } from './strangers.js';
import { removeOldUploads } from './uploads/uploads-directory.js';

interface PageServerOptions {
  readonly service: PageService;
  /** The built page. */
  readonly pageFolder: string;
  /** The address to listen on. */
  readonly host: string;
  /** Null for the usual one or, when that is taken, a free one. */
  readonly port: number | null;
  /** Further names by which people open it. */
  readonly allowHosts: readonly AllowedHost[];
  /** Opens the program for whoever knows it; left out, one that holds for this start. */
  readonly token?: string;
  /** Of a defect that a request or a message met: the server goes on. */
  readonly onError: (error: unknown) => void;
  /** For tests: those of `limits.ts` otherwise. */
  readonly limits?: Partial<ServerLimits>;
}

/** The browser shell: the page over HTTP, the contract over WebSockets. */
export interface PageServer {
  readonly host: string;
  readonly port: number;
  /** Opens the program on this machine. */
  readonly url: string;
  /** The same for one use, within a minute. */
  singleUseUrl(): string;
  /** Ends the listening and the pages' connections; resolves when all they asked has been answered. */
  close(): Promise<void>;
}

/** Room for what stands around an upload's piece in its message. */
const messageOverhead = 4096;

/** @throws AppError BAD_INPUT when it can't listen there */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const { host, token = newSecret(), service, pageFolder, onError } = options;
  const limits = { ...serverLimits, ...options.limits };
  const server = createLimitedServer(limits);
  const port = await listen(server, options);
  const access = new Access({ hosts: hostNames({ ...options, port }), port, token });
  const app = createPageApp({ access, pageFolder, service, onError });
  const answerHttp = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: uploadPieceBytes + messageOverhead,
    perMessageDeflate: false,
  });
  const pages = new PageSockets({ service, limits, onError });
  const strangers = new Strangers(limits.strangers);
  const welcome = (request: IncomingMessage) => {
    if (access.isLoggedIn(request)) strangers.welcome(request.socket);
  };
  removeOldUploads().catch(onError);

  server.on('connection', (connection) => strangers.add(connection));
  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(pageSecurityHeaders)) {
      response.setHeader(name, value);
    }
    welcome(request);
    answerHttp(request, response).catch(onError);
  });
  server.on('upgrade', (request, connection, head) => {
    connection.on('error', () => connection.destroy());
    const refusal = refuseUpgrade(access, request) ?? (pages.areTooMany ? tooManyPages : null);
    if (refusal) return sendRefusal(connection, refusal);
    welcome(request);
    sockets.handleUpgrade(request, connection, head, (socket) => {
      pages.add(socket, request.socket);
    });
  });
  server.on('error', onError);

  const url = (token: string) =>
    `http://${isEveryAddress(host) ? 'localhost' : hostInUrl(host)}:${port}/?token=${token}`;
  return {
    host,
    port,
    url: url(access.token),
    singleUseUrl: () => url(access.singleUseToken()),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await pages.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Lets go of connections that send nothing, or very slowly. */
function createLimitedServer({ idle, head }: ServerLimits): Server {
  const server = createServer({
    headersTimeout: head,
    requestTimeout: 2 * head, // what is asked here has no body
    connectionsCheckingInterval: Math.min(head, idle) / 4,
  });
  server.timeout = idle; // ws takes it off a WebSocket's connection, which has a heartbeat
  return server;
}

const tooManyPages: Refusal = {
  status: 503,
  sentence: 'Too many pages of this server are open. Close some.',
};

function refuseUpgrade(access: Access, request: IncomingMessage): Refusal | null {
  const foreign = access.refuseForeign(request);
  if (foreign) return foreign;
  if (request.url !== socketPath) {
    return { status: 404, sentence: 'There is no WebSocket here.' };
  }
  return access.refusePage(request, request.headers.origin);
}

function sendRefusal(connection: Duplex, { status, sentence }: Refusal): void {
  const headers = Object.entries({
    ...pageSecurityHeaders,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(sentence)),
    Connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...headers];
  connection.end(`${head.join('\r\n')}\r\n\r\n${sentence}`);
}
