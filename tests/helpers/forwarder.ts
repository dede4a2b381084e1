import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

interface ForwarderOptions {
  /** Where the server listens, on this machine. */
  readonly port: number;
  /** What stands before the server's own paths, `/user/x/proxy/8080`, and is taken away. */
  readonly path?: string;
  /** What Host becomes; left as it came unless given. */
  readonly host?: string;
}

/** A reverse proxy, as forwarders of ports and notebooks put one before a server; gone at the test's end. */
export async function forwarder({ port, path = '', host }: ForwarderOptions): Promise<number> {
  const passedOn = ({ url = '', method, headers }: IncomingMessage) =>
    request({
      ...{ host: '127.0.0.1', port, method },
      path: url.slice(path.length),
      headers: host === undefined ? headers : { ...headers, host },
    });
  const server = createServer((asked, answer) => {
    if (!asked.url?.startsWith(`${path}/`)) return void answer.writeHead(404).end();
    const passed = passedOn(asked);
    passed.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 500, response.rawHeaders);
      response.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  });
  server.on('upgrade', (asked, near, begun) => {
    const passed = passedOn(asked);
    passed.on('error', () => near.destroy());
    passed.on('response', (response) => {
      near.write(head(response));
      response.pipe(near);
    });
    passed.on('upgrade', (response, far, rest) => {
      near.write(head(response));
      near.write(rest);
      far.write(begun);
      far.pipe(near).pipe(far);
      for (const end of [near, far]) end.on('error', () => end.destroy());
      near.on('close', () => far.destroy());
      far.on('close', () => near.destroy());
    });
    passed.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

/** A response up to its body, as it came. */
function head({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}
