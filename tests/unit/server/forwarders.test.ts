import { describe, expect, test } from 'vitest';
import { hostNames, parseAllowedHost } from '../../../src-main/server/host-names.js';
import { forwarder } from '../../helpers/forwarder.js';
import { pathOf, sendBytes, served, upgradeStatus } from './served.js';

/** The names of a server on port 7575 of this machine. */
const names = (allowed: readonly string[], host = '127.0.0.1') =>
  hostNames({ host, port: 7575, allowHosts: allowed.map(parseAllowedHost) });

describe('a page is the server’s own', () => {
  test('by an allowed name, though the forwarder has put another one into Host', () => {
    const codespaces = names(['name-7575.app.github.dev']);
    const origin = 'https://name-7575.app.github.dev';
    for (const host of ['localhost:7575', '127.0.0.1:7575', 'name-7575.app.github.dev']) {
      expect(codespaces.isOwnOrigin(origin, host), host).toBe(true);
    }
    expect(codespaces.isOwnOrigin('https://other-7575.app.github.dev', 'localhost:7575')).toBe(
      false,
    );
    expect(codespaces.isOwnOrigin(`${origin}:8443`, 'localhost:7575')).toBe(false);
    expect(codespaces.isOwnOrigin(`${origin}.evil.example`, 'localhost:7575')).toBe(false);
    expect(codespaces.isOwnOrigin(origin, 'evil.example')).toBe(false);
    expect(codespaces.isOwnOrigin('null', 'localhost:7575')).toBe(false);
  });

  test('by a name with a port at that port alone', () => {
    const tunnel = names(['localhost:9000', 'hub.example:443']);
    expect(tunnel.isOwnOrigin('http://localhost:9000', 'localhost:7575')).toBe(true);
    expect(tunnel.isOwnOrigin('http://localhost:9001', 'localhost:7575')).toBe(false);
    expect(tunnel.isOwnOrigin('http://localhost', 'localhost:7575')).toBe(false);
    expect(tunnel.isOwnOrigin('https://hub.example', 'localhost:7575')).toBe(true);
    expect(tunnel.isOwnOrigin('http://hub.example', 'localhost:7575')).toBe(false);
  });

  test('never as what another program of the same name serves at the usual ports', () => {
    const network = names(['192.168.1.5'], '0.0.0.0');
    expect(network.isOwnOrigin('http://192.168.1.5:7575', '192.168.1.5:7575')).toBe(true);
    expect(network.isOwnOrigin('http://192.168.1.5', '192.168.1.5:7575')).toBe(false);
    const listening = names(['192.168.1.5'], '192.168.1.5');
    expect(listening.isOwnOrigin('http://192.168.1.5', '192.168.1.5:7575')).toBe(false);
    expect(names([]).isOwnOrigin('http://localhost', 'localhost:7575')).toBe(false);
  });
});

test.each([
  ['https://name.example', 'localhost:7575'],
  ['http://name.example', '127.0.0.1:7575'],
  ['http://name.example:8081', '127.0.0.1:7575'],
  ['http://localhost:9000', 'localhost:7575'],
  ['https://localhost', 'localhost:7575'],
  ['http://[fe80::1]:9000', '[::1]:7575'],
])('what the refusal of %s at %s says is what lets it in', (origin, host) => {
  const name = names([]).nameToAllow(origin, host);
  expect(names([]).isOwnOrigin(origin, host)).toBe(false);
  expect(names([name ?? '']).isOwnOrigin(origin, host)).toBe(true);
});

test('a page of no address can’t be allowed', () => {
  for (const origin of ['null', '', 'file://', 'about:blank', 'x']) {
    expect(names([]).nameToAllow(origin, 'localhost:7575')).toBeNull();
  }
});

describe('behind a forwarder', () => {
  test.each([
    ['that changes Host', ''],
    ['under a path', '/user/x/proxy/8080'],
  ])('%s, the page is logged in and connected', async (_, path) => {
    const { server, port } = await served({ allowHosts: ['digits.example'] });
    const front = await forwarder({ port, path, host: `localhost:${port}` });
    const origin = 'https://digits.example';
    const ask = (inner: string, headers: Record<string, string> = {}) =>
      fetch(`http://127.0.0.1:${front}${path}${inner}`, { redirect: 'manual', headers });
    const login = await ask(pathOf(server.url));
    expect(login.status).toBe(200);
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(login.headers.get('set-cookie')).not.toMatch(/path=/i);
    for (const inner of ['/', '/assets/index-B3xu9-_a.js']) {
      expect((await ask(inner, { cookie, origin })).status).toBe(200);
      expect((await ask(inner, { cookie, origin: 'https://evil.example' })).status).toBe(403);
    }
    const socket = async (headers: Record<string, string>) =>
      (await upgradeStatus(front, { path: `${path}/socket`, headers })).status;
    expect(await socket({ cookie, origin })).toBe(101);
    expect(await socket({ cookie, origin: 'https://evil.example' })).toBe(403);
    expect(await socket({ origin })).toBe(401);
  });
});

describe('a refusal can be read', () => {
  test('of a Host: which one came, and what allows it', async () => {
    const { get, port } = await served();
    const { status, body, headers } = await get('/', { host: 'hub.example:8000' });
    expect(status).toBe(421);
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(body).toContain('"hub.example:8000" (the request\'s Host)');
    expect(body).toContain('--allow-host hub.example:8000');
    expect((await get('/', { host: `a/b:${port}` })).body).not.toContain('--allow-host');
  });

  test('of an Origin, also by the page, whose socket does not tell it', async () => {
    const { get, logIn, port } = await served();
    const cookie = await logIn();
    const origin = 'https://name.app.github.dev';
    const refused = await get('/', { cookie, origin });
    const told = await get(`/socket?origin=${encodeURIComponent(origin)}`, { cookie });
    expect([refused.status, told.status]).toEqual([403, 403]);
    expect(told.body).toBe(refused.body);
    expect(told.body).toContain(`"${origin}" (the request's Origin)`);
    expect(told.body).toContain(`"127.0.0.1:${port}" (the request's Host)`);
    expect(told.body).toContain('--allow-host name.app.github.dev.');
    expect((await get('/', { cookie, origin: 'null' })).body).not.toContain('--allow-host');
    const own = `/socket?origin=http://127.0.0.1:${port}`;
    expect((await get(own, { cookie })).status).toBe(204);
    expect((await get(own)).status).toBe(401);
  });
});

test('a request that names its server twice is none', async () => {
  const { port, logIn } = await served();
  const cookie = await logIn();
  const rest = `Cookie: ${cookie}\r\nConnection: close\r\n\r\n`;
  const own = `Host: 127.0.0.1:${port}\r\n`;
  for (const other of [own, `host: 127.0.0.1:${port}\r\n`, 'HOST: evil.example\r\n']) {
    expect(await sendBytes(port, `GET / HTTP/1.1\r\n${own}${other}${rest}`)).toMatch(
      /^HTTP\/1\.1 400/,
    );
  }
  const upgrade = `Origin: http://127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n`;
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n';
  const twice = `GET /socket HTTP/1.1\r\n${own}${own}${upgrade}${key}Cookie: ${cookie}\r\n\r\n`;
  expect(await sendBytes(port, twice)).toMatch(/^HTTP\/1\.1 400/);
});
