import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { ArchiveKind } from '../../../src-shared/contract/bridge.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { pageServiceDouble } from './page-service-double.js';
import { builtPage, cookieOf, pathOf, sendBytes, served } from './served.js';

describe('logging in', () => {
  test('answers the printed URL with the page, and exchanges its token for a cookie', async () => {
    const { server, get, port } = await served();
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    const login = await get(pathOf(server.url));
    expect(login.status).toBe(200);
    expect(login.body).toBe('<!doctype html><title>Page</title>');
    expect(login.headers['cache-control']).toBe('no-store');
    const [set] = login.headers['set-cookie'] ?? [];
    expect(set?.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'SameSite=Strict']);
    expect(set).toContain(`digits-${port}=`);
    expect(set).not.toContain(server.url.split('=')[1]);

    const page = await get('/', { cookie: cookieOf(login) });
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>Page</title>' });
  });

  test('is refused with a friendly page without the cookie, on every path', async () => {
    const { get } = await served();
    for (const path of ['/', '/index.html', '/assets/index-B3xu9-_a.js', '/nowhere', '/socket']) {
      const { status, body, headers } = await get(path);
      expect(status).toBe(401);
      expect(body).toContain('digits serve');
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  test('is refused with a wrong token, whatever its length, and sets no cookie', async () => {
    const { server, get } = await served();
    const token = server.url.split('=')[1] ?? '';
    const wrong = [
      '',
      'a',
      token.slice(1),
      `${token}a`,
      token.toLowerCase(),
      'a'.repeat(43),
      '%00',
    ];
    for (const each of wrong) {
      const { status, headers } = await get(`/?token=${each}`);
      expect(status).toBe(401);
      expect(headers['set-cookie']).toBeUndefined();
    }
  });

  test('is refused with a wrong cookie, of whatever length, and with that of another server', async () => {
    const [one, other] = [await served(), await served()];
    const cookie = await one.logIn();
    const [name = '', value = ''] = cookie.split('=');
    const wrong = [`${name}=`, `${name}=${value}a`, `${name}=${value.slice(1)}`, value, name];
    for (const each of wrong) expect((await one.get('/', { cookie: each })).status).toBe(401);
    expect((await other.get('/', { cookie })).status).toBe(401);
    const renamed = cookie.replace(String(one.port), String(other.port));
    expect((await other.get('/', { cookie: renamed })).status).toBe(401);
    expect((await one.get('/', { cookie: `theme=dark; ${cookie}; x=1` })).status).toBe(200);
  });

  test('works once with a URL for one use; neither its head nor what a browser fetches ahead uses it up', async () => {
    const { server, get } = await served();
    const path = pathOf(server.singleUseUrl());
    expect((await get(path, {}, 'HEAD')).status).toBe(401);
    expect((await get(path, { 'sec-purpose': 'prefetch;prerender' })).status).toBe(401);
    expect((await get(path)).status).toBe(200);
    expect((await get(path)).status).toBe(401);
    const login = await get(pathOf(server.url));
    expect(login.status).toBe(200);
    // A page that is loaded again before it has cleared the address.
    expect((await get(path, { cookie: cookieOf(login) })).status).toBe(200);
  });
});

describe('requests that a foreign page could bring about', () => {
  test('with a foreign Host are refused, though the cookie is right', async () => {
    const { get, logIn, port, server } = await served();
    const cookie = await logIn();
    const foreign = ['evil.example', `evil.example:${port}`, 'localhost', '127.0.0.1:1', '[::1]'];
    foreign.push(`localhost.evil.example:${port}`, `0.0.0.0:${port}`);
    for (const host of foreign) {
      expect((await get('/', { cookie, host })).status).toBe(421);
      expect((await get(pathOf(server.url), { host })).headers['set-cookie']).toBeUndefined();
    }
    expect((await get('/', { cookie, host: `localhost:${port}.evil.example` })).status).toBe(400);
    for (const host of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST']) {
      expect((await get('/', { cookie, host: `${host}:${port}` })).status).toBe(200);
    }
  });

  test('without a Host, or for another server, are refused', async () => {
    const { port, logIn } = await served();
    const cookie = await logIn();
    const rest = `\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`;
    const own = `Host: 127.0.0.1:${port}`;
    expect(await sendBytes(port, `GET / HTTP/1.0${rest}`)).toMatch(/^HTTP\/1\.1 4/);
    expect(await sendBytes(port, `GET / HTTP/1.1${rest}`)).toMatch(/^HTTP\/1\.1 400/);
    expect(await sendBytes(port, `GET / HTTP/1.1\r\nHost: a b${rest}`)).toMatch(/^HTTP\/1\.1 4/);
    expect(await sendBytes(port, `GET http://evil.example/ HTTP/1.1\r\n${own}${rest}`)).toMatch(
      /^HTTP\/1\.1 400/,
    );
    expect(await sendBytes(port, `GET * HTTP/1.1\r\n${own}${rest}`)).toMatch(/^HTTP\/1\.1 400/);
    expect(await sendBytes(port, `GET / HTTP/1.1\r\n${own}${rest}`)).toMatch(/^HTTP\/1\.1 200/);
  });

  test('with a foreign Origin are refused', async () => {
    const { get, logIn, port, origin } = await served();
    const cookie = await logIn();
    const foreign = [
      'http://evil.example',
      'null',
      `http://127.0.0.1:${port + 1}`,
      'http://127.0.0.1',
    ];
    foreign.push(`http://localhost:${port}`, `https://127.0.0.1:${port}`, `${origin}.evil.example`);
    for (const each of foreign) {
      const { status, headers } = await get('/', { cookie, origin: each });
      expect(status).toBe(403);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
    expect((await get('/', { cookie, origin })).status).toBe(200);
  });

  test('from another port of this host are refused, unless they open the page', async () => {
    const { get, logIn } = await served();
    const cookie = await logIn();
    for (const site of ['same-site', 'cross-site']) {
      const headers = { cookie, 'sec-fetch-site': site };
      expect((await get('/', { ...headers, 'sec-fetch-mode': 'no-cors' })).status).toBe(403);
      expect((await get('/', { ...headers, 'sec-fetch-mode': 'navigate' })).status).toBe(200);
    }
  });

  test('other than GET and HEAD are refused', async () => {
    const { get, logIn } = await served();
    const cookie = await logIn();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']) {
      const { status, headers } = await get('/', { cookie }, method);
      expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'GET, HEAD' });
    }
    const head = await get('/', { cookie }, 'HEAD');
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers['content-type']).toBe('text/html; charset=utf-8');
  });
});

test('names that are allowed are answered, with http and, for a proxy, https', async () => {
  const { get, logIn, port } = await served({
    allowHosts: ['Digits.example.org', 'bücher.example:8443', '192.168.1.5', 'fe80::1'],
  });
  const cookie = await logIn();
  const good = ['digits.example.org', `digits.example.org:${port}`, 'xn--bcher-kva.example:8443'];
  good.push(`192.168.1.5:${port}`, `[fe80::1]:${port}`);
  for (const host of good) {
    for (const origin of [`http://${host}`, `https://${host}`]) {
      expect((await get('/', { cookie, host, origin })).status).toBe(200);
    }
    const { status } = await get('/', { cookie, host, origin: 'https://evil.example' });
    expect(status).toBe(403);
  }
  for (const host of ['example.org', 'digits.example.org:8443', 'xn--bcher-kva.example']) {
    expect((await get('/', { cookie, host })).status).toBe(421);
  }
});

describe('the files of the page', () => {
  test('come with their types; what is hashed is kept, the page itself never', async () => {
    const { get, logIn } = await served();
    const cookie = await logIn();
    const index = await get('/index.html', { cookie });
    expect(index.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    const script = await get('/assets/index-B3xu9-_a.js?v=1', { cookie });
    expect(script).toMatchObject({ status: 200, body: 'export {};' });
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-length': '10',
    });
  });

  test('come compressed for whom it suits, once each, and as they are for all others', async () => {
    const pageFolder = builtPage();
    const script = `const words = '${'many words '.repeat(500)}';`;
    writeFileSync(join(pageFolder, 'assets', 'long-B3xu9-_a.js'), script);
    writeFileSync(join(pageFolder, 'assets', 'font-B3xu9-_a.woff2'), script);
    const { get, logIn, port } = await served({ pageFolder });
    const cookie = await logIn();
    const long = '/assets/long-B3xu9-_a.js';
    for (const [accepted, encoding] of [
      ['gzip, deflate, br, zstd', 'br'],
      ['br;q=0, gzip', 'gzip'],
      ['gzip;q=0.5', 'gzip'],
      ['identity', undefined],
      ['', undefined],
    ] as const) {
      for (const method of ['GET', 'HEAD']) {
        const { headers } = await get(long, { cookie, 'accept-encoding': accepted }, method);
        expect(headers).toMatchObject({ vary: 'Accept-Encoding' });
        expect(headers['content-encoding']).toBe(encoding);
        const bytes = Number(headers['content-length']);
        expect(encoding === undefined ? bytes === script.length : bytes < 200).toBe(true);
      }
    }
    const plain = { cookie, 'accept-encoding': 'br' };
    for (const path of ['/assets/font-B3xu9-_a.woff2', '/assets/index-B3xu9-_a.js']) {
      expect((await get(path, plain)).headers['content-encoding']).toBeUndefined();
    }
    const fetched = await fetch(`http://127.0.0.1:${port}${long}`, { headers: { cookie } });
    expect(await fetched.text()).toBe(script);
  });

  test('end at their folder, in whatever way a path is written', async () => {
    const pageFolder = builtPage();
    symlinkSync(join(dirname(pageFolder), 'secret.json'), join(pageFolder, 'link.json'));
    symlinkSync(dirname(pageFolder), join(pageFolder, 'up'));
    mkdirSync(join(pageFolder, 'folder.json'));
    writeFileSync(join(pageFolder, '.env.json'), '"secret"');
    const { get, logIn } = await served({ pageFolder });
    const cookie = await logIn();
    const paths = [
      ...[
        '/../secret.json',
        '/assets/../../secret.json',
        '/..%2fsecret.json',
        '/%2e%2e/secret.json',
      ],
      ...['/%2E%2E%2Fsecret.json', '/%252e%252e%252fsecret.json', '/..%5csecret.json'],
      ...['/..\\secret.json', '/....//secret.json', '//secret.json', '/./../secret.json'],
      ...['/..%00/secret.json', '/secret.json%00.html', '/%c0%ae%c0%ae/secret.json', '/%'],
      ...['/..;/secret.json', '/file:///etc/passwd', `/${dirname(pageFolder)}/secret.json`],
      ...['/C:/secret.json', '/index.html::$DATA', '/index.html/', '/index.html/../../secret.json'],
      ...['/link.json', '/up/secret.json', '/folder.json', '/.env.json', '/assets', '/assets/'],
      ...['/notes.md', '/assets/index-B3xu9-_a.js.map', '/index', '/..', '/%2e%2e', '/.'],
    ];
    for (const path of paths) {
      const { status, body } = await get(path, { cookie });
      expect({ path, status }).toEqual({
        path,
        status: expect.toSatisfy((n) => n === 404 || n === 400),
      });
      expect(body).not.toContain('secret"');
    }
  });
});

test('every answer carries the security headers, refusals too', async () => {
  const { get, logIn, server, port } = await served();
  const cookie = await logIn();
  const answers = [
    await get('/', { cookie }),
    await get('/assets/index-B3xu9-_a.js', { cookie }),
    await get('/nowhere', { cookie }),
    await get('/'),
    await get(pathOf(server.url)),
    await get('/?token=wrong'),
    await get('/', { host: 'evil.example' }),
    await get('/', { host: 'e/v:i@l' }),
    await get('/', { cookie, origin: 'http://evil.example' }),
    await get('/', { cookie }, 'POST'),
    await get('/..\\x', { cookie }),
  ];
  const statuses = answers.map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 404, 401, 200, 401, 421, 400, 403, 405, 400]);
  for (const { headers, status } of answers) {
    // Who has no cookie is shown a page with a style of its own, by its hash.
    const policy = String(headers['content-security-policy']);
    if (status === 401) expect(policy).toMatch(/; style-src 'sha256-[\w+/]{43}='; /);
    expect(policy.replace(/'sha256-[^']+'/, "'self'")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['permissions-policy']).toContain('camera=()');
  }
  expect(await sendBytes(port, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
});

describe.each(['dataset', 'run'] as const)('the archive of a %s', (kind) => {
  const archive = async (asked: ArchiveKind, id: string) => {
    if (id === 'busy') throw new AppError('LOCKED', 'It is being worked at.');
    if (asked !== kind || id !== 'Zähler 1') throw new AppError('NOT_FOUND', 'There is none.');
    return { name: id, bytes: 7, content: Readable.from([Buffer.from('archive')]) };
  };
  const archived = () => served({ service: pageServiceDouble({}, archive).service });

  test('is sent to whoever has logged in, under its name', async () => {
    const { get, logIn, defects } = await archived();
    const path = `/${kind}.tar?${kind}=Z%C3%A4hler+1`;
    expect((await get(path)).status).toBe(401);
    const headers = { cookie: await logIn() };
    for (const [method, body] of [
      ['GET', 'archive'],
      ['HEAD', ''],
    ]) {
      const sent = await get(path, headers, method);
      expect(sent).toMatchObject({ status: 200, body });
      expect(sent.headers['content-length']).toBe('7');
      expect(sent.headers['content-disposition']).toBe(
        `attachment; filename="Z_hler 1.tar"; filename*=UTF-8''Z%C3%A4hler%201.tar`,
      );
    }
    expect(defects).toEqual([]);
  });

  test('is not there for another name, a path or none, nor while it is made', async () => {
    const { get, logIn, defects } = await archived();
    const headers = { cookie: await logIn() };
    const statusOf = async (query: string) => (await get(`/${kind}.tar${query}`, headers)).status;
    expect(await statusOf(`?${kind}=busy`)).toBe(409);
    expect(await statusOf('')).toBe(404);
    for (const id of ['', 'x', '../runs', '%00', 'mine/best']) {
      expect(await statusOf(`?${kind}=${id}`)).toBe(404);
    }
    expect(defects).toEqual([]);
  });
});
