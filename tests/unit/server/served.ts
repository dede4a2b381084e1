import { mkdirSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createBirpc } from 'birpc';
import { onTestFinished, vi } from 'vitest';
import { WebSocket as SocketClient } from 'ws';
import { parseAllowedHost } from '../../../src-main/server/host-names.js';
import type { ServerLimits } from '../../../src-main/server/limits.js';
import { startPageServer } from '../../../src-main/server/page-server.js';
import type { PageService } from '../../../src-main/server/page-service.js';
import type { AppEvent } from '../../../src-shared/contract/app-events.js';
import type { PageFunctions, ServerFunctions } from '../../../src-shared/contract/bridge.js';
import { decodeMessage, encodeMessage } from '../../../src-shared/contract/wire.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { pageServiceDouble } from './page-service-double.js';

/** The files of a page as a bundler writes them, and a secret beside its folder. */
export function builtPage(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.json'), '"secret"');
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html><title>Page</title>');
  writeFileSync(join(folder, 'page', 'assets', 'index-B3xu9-_a.js'), 'export {};');
  writeFileSync(join(folder, 'page', 'notes.md'), 'not a part of the page');
  return join(folder, 'page');
}

interface ServedOptions {
  readonly service?: PageService;
  readonly pageFolder?: string;
  readonly host?: string;
  readonly allowHosts?: readonly string[];
  readonly limits?: Partial<ServerLimits>;
}

/** A real server on a free port, gone when the test has ended. */
export async function served(options: ServedOptions = {}) {
  const dataFolder = temporaryFolder();
  vi.stubEnv('DIGITS_DATA_DIR', dataFolder);
  onTestFinished(() => void vi.unstubAllEnvs());
  const defects: unknown[] = [];
  const server = await startPageServer({
    service: options.service ?? pageServiceDouble().service,
    pageFolder: options.pageFolder ?? builtPage(),
    host: options.host ?? '127.0.0.1',
    port: 0,
    allowHosts: (options.allowHosts ?? []).map(parseAllowedHost),
    onError: (error) => defects.push(error),
    limits: options.limits ?? {},
  });
  onTestFinished(() => server.close());
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetchRaw({ port: server.port, path, headers, method });
  const logIn = async () => cookieOf(await get(pathOf(server.url)));
  return {
    server,
    dataFolder,
    port: server.port,
    origin: `http://127.0.0.1:${server.port}`,
    get,
    logIn,
    defects,
  };
}

/** The path and query of a URL. */
export const pathOf = (url: string): string => url.slice(url.indexOf('/', 'http://'.length));

export interface RawResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The cookie that a response sets, as a request sends it. */
export const cookieOf = ({ headers }: RawResponse): string =>
  headers['set-cookie']?.[0]?.split(';')[0] ?? '';

/** A request whose path and headers go out exactly as given. */
function fetchRaw(options: {
  port: number;
  path: string;
  headers: Record<string, string>;
  method: string;
}): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => {
        body += text;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Everything a server answers to bytes as they are, up to the end of the connection. */
export function sendBytes(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const connection = connect(port, '127.0.0.1', () => connection.write(text));
    let answer = '';
    connection.setEncoding('utf8').on('data', (data) => {
      answer += data;
    });
    connection.on('close', () => resolve(answer)).on('error', reject);
  });
}

/** The status that an attempt to open a WebSocket is answered with: 101 when it opens. */
export function upgradeStatus(
  port: number,
  { path = '/socket', headers = {} }: { path?: string; headers?: Record<string, string> },
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const socket = new SocketClient(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on('upgrade', ({ statusCode = 0, headers: received }) => {
      socket.terminate();
      resolve({ status: statusCode, headers: received, body: '' });
    });
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
      socket.terminate();
    });
    socket.on('error', reject);
  });
}

/** A page's end of a WebSocket, over the contract's messages. */
export async function openPage({ port, cookie }: { port: number; cookie: string }) {
  const socket = new SocketClient(`ws://127.0.0.1:${port}/socket`, {
    headers: { cookie },
    origin: `http://127.0.0.1:${port}`,
  });
  socket.binaryType = 'arraybuffer';
  onTestFinished(() => socket.terminate());
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const events: AppEvent[] = [];
  const rpc = createBirpc<ServerFunctions, PageFunctions>(
    { event: (event) => void events.push(event) },
    {
      post: (message) => socket.send(message),
      on: (handler) => void socket.on('message', handler),
      serialize: encodeMessage,
      deserialize: decodeMessage,
    },
  );
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  return { socket, events, closed, call: (name: string, input: unknown) => rpc.call(name, input) };
}
