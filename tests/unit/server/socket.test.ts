import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import type { AppEvent } from '../../../src-shared/contract/app-events.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { uploadPieceBytes } from '../../../src-shared/contract/upload-commands.js';
import { encodeMessage } from '../../../src-shared/contract/wire.js';
import { pageServiceDouble } from './page-service-double.js';
import { openPage, sendBytes, served, upgradeStatus } from './served.js';

const steps = (count: number): AppEvent => ({
  kind: 'steps',
  run: 'evening',
  epoch: 1,
  step: count,
  imagesPerSecond: 812.5,
  secondsLeft: 60,
  generatorLosses: Float32Array.from({ length: count }, (_, i) => i / 4),
  discriminatorLosses: new Float32Array(count),
});

describe('opening a WebSocket', () => {
  test('takes the cookie and the Origin of the page', async () => {
    const { port, logIn, origin } = await served();
    const cookie = await logIn();
    const status = async (headers: Record<string, string>, path = '/socket') =>
      (await upgradeStatus(port, { path, headers })).status;
    expect(await status({ cookie, origin })).toBe(101);
    expect(await status({ origin })).toBe(401);
    expect(await status({ cookie: `${cookie}a`, origin })).toBe(401);
    expect(await status({ cookie })).toBe(403);
    expect(await status({ cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await status({ cookie, origin: 'null' })).toBe(403);
    expect(await status({ cookie, origin: `http://127.0.0.1:${port + 1}` })).toBe(403);
    expect(await status({ cookie, origin: `http://localhost:${port}` })).toBe(403);
    const rebound = { host: `evil.example:${port}`, origin: `http://evil.example:${port}` };
    expect(await status({ cookie, ...rebound })).toBe(421);
    expect(await status({ cookie, origin }, '/')).toBe(404);
    expect(await status({ cookie, origin }, '/socket?x=1')).toBe(404);
  });

  test('is refused with the security headers, and the server goes on', async () => {
    const { port, logIn, origin } = await served();
    const { headers } = await upgradeStatus(port, { headers: { origin } });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    const cookie = await logIn();
    const own = `Host: 127.0.0.1:${port}\r\nOrigin: ${origin}\r\nCookie: ${cookie}`;
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket';
    const answer = await sendBytes(port, `POST /socket HTTP/1.1\r\n${own}\r\n${upgrade}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 4/);
    expect((await upgradeStatus(port, { headers: { cookie, origin } })).status).toBe(101);
  });
});

describe('calls', () => {
  test('are answered by the service; bytes and floats cross as what they are', async () => {
    const double = pageServiceDouble({
      'digits.sample': ({ count }) => new Uint8Array(count * 784).fill(7),
      'runs.losses': () => ({
        stepsPerEpoch: 3,
        generator: Float32Array.of(0.5, 1.5),
        discriminator: new Float32Array(0),
      }),
      'training.pause': () => undefined,
    });
    const { port, logIn } = await served({ service: double.service });
    const page = await openPage({ port, cookie: await logIn() });
    const sample = { seed: 1, first: 0, count: 2 };
    expect(await page.call('digits.sample', sample)).toEqual({
      ok: true,
      value: new Uint8Array(1568).fill(7),
    });
    const losses = { generator: Float32Array.of(0.5, 1.5), discriminator: new Float32Array(0) };
    expect(await page.call('runs.losses', { run: 'evening' })).toEqual({
      ok: true,
      value: { stepsPerEpoch: 3, ...losses },
    });
    expect(await page.call('training.pause', {})).toEqual({ ok: true });
    expect(double.calls[0]).toEqual({ name: 'digits.sample', input: sample });
  });

  test('are read no further while too much of them waits for an answer', async () => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const rename = vi.fn(async () => {
      await finished;
      throw new AppError('NOT_FOUND', 'There is no such run.');
    });
    const { service } = pageServiceDouble({ 'runs.rename': rename });
    const { port, logIn } = await served({ service });
    const page = await openPage({ port, cookie: await logIn() });
    const input = { run: 'evening', name: `x${' '.repeat(4_000_000)}` };
    const replies = Array.from({ length: 14 }, () => page.call('runs.rename', input));
    await vi.waitFor(() => expect(rename.mock.calls.length).toBeGreaterThan(7), {
      timeout: 30_000,
    });
    await sleep(200);
    expect(rename.mock.calls.length).toBeLessThan(11); // 32 MB
    finish();
    expect((await Promise.all(replies)).filter(({ ok }) => !ok)).toHaveLength(14);
  });

  test('that fail are answered with the error as data', async () => {
    const { service } = pageServiceDouble({
      'runs.show': () => {
        throw new AppError('NOT_FOUND', 'There is no such run.', { details: { run: 'x' } });
      },
    });
    const { port, logIn } = await served({ service });
    const page = await openPage({ port, cookie: await logIn() });
    expect(await page.call('runs.show', { run: 'x' })).toEqual({
      ok: false,
      error: { code: 'NOT_FOUND', message: 'There is no such run.', details: { run: 'x' } },
    });
  });

  test('of commands that are none, or only of this machine, or with a path, are refused', async () => {
    const asked = vi.fn(() => []);
    const { service } = pageServiceDouble({ 'runs.open': asked, 'runs.show': asked } as never);
    const { port, logIn } = await served({ service });
    const page = await openPage({ port, cookie: await logIn() });
    const refused: [string, unknown][] = [
      ['nothing', {}],
      ['constructor', {}],
      ['__proto__', {}],
      ['toString', {}],
      ['upload.nothing', {}],
      ['runs.open', { folder: '/etc' }],
      ['model.find', { model: '/etc' }],
      ['run.openFolder', { folder: '/etc' }],
      ['file.save', { name: 'x.png', bytes: new Uint8Array(1) }],
      ['training.start', { config: {}, folder: '/tmp/x' }],
      ['training.start', { config: {}, dataPath: '/etc' }],
      ...['/etc', '../secret', 'a/b', 'a\\b', 'C:\\x', '.', '..', '', 'opened:../../etc'].map(
        (run): [string, unknown] => ['runs.show', { run }],
      ),
      ['runs.show', null],
      ['runs.show', { run: 'good', folder: '/etc' }],
    ];
    for (const [name, input] of refused) {
      expect(await page.call(name, input)).toMatchObject({
        ok: false,
        error: { code: 'BAD_INPUT' },
      });
    }
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('messages that are none', () => {
  const call = (parts: object) =>
    encodeMessage({ t: 'q', i: 'a', m: 'call', a: ['x', {}], ...parts });
  // A head that announces 2^24 elements, again and again: each would make room for 128 MB.
  const bomb = new Uint8Array(5000).map((_, i) => [0xdd, 0x01, 0, 0, 0][i % 5] ?? 0);

  test.each([
    ['of text', 'hello', 1003],
    ['of no format', Uint8Array.of(0xc1), 1007],
    ['cut off', call({}).subarray(0, 9), 1007],
    ['with more behind', Uint8Array.from([...call({}), 1]), 1007],
    ['empty', new Uint8Array(0), 1007],
    ['of another function', call({ m: 'constructor' }), 1007],
    ['that is an answer', encodeMessage({ t: 's', i: 'a', r: 1 }), 1007],
    ['without an id', encodeMessage({ t: 'q', m: 'call', a: ['x', {}] }), 1007],
    ['with too many inputs', call({ a: ['x', {}, {}] }), 1007],
    ['with a name that is none', call({ a: [7, {}] }), 1007],
    ['that announce more than they hold', bomb, 1007],
    ['with a prototype', Uint8Array.of(0x81, 0xa9, ...Buffer.from('__proto__'), 0x80), 1007],
    ['that are too large', new Uint8Array(uploadPieceBytes + 4097), 1009],
  ])('%s end their connection and nothing else', async (_, message, code) => {
    const double = pageServiceDouble({ 'runs.list': () => [] });
    const { port, logIn, defects } = await served({ service: double.service });
    const cookie = await logIn();
    const [bad, good] = [await openPage({ port, cookie }), await openPage({ port, cookie })];
    bad.socket.on('error', () => {});
    bad.socket.send(message);
    expect(await bad.closed).toBe(code);
    expect(await good.call('runs.list', {})).toEqual({ ok: true, value: [] });
    expect(double.calls).toHaveLength(1);
    expect(defects).toEqual([]);
  });

  test('break no server, however they are broken', async () => {
    const { port, logIn, defects, get } = await served();
    const cookie = await logIn();
    let seed = 1;
    const random = () => {
      seed = (seed * 48271) % 2147483647;
      return seed;
    };
    for (let round = 0; round < 200; round++) {
      const page = await openPage({ port, cookie });
      page.socket.on('error', () => {});
      page.socket.send(Uint8Array.from({ length: 1 + (random() % 64) }, () => random() % 256));
      expect(await page.closed).toBe(1007);
    }
    expect(defects).toEqual([]);
    expect((await get('/', { cookie })).status).toBe(200);
  });
});

describe('events', () => {
  test('are told to every page that is open, and to none that has gone', async () => {
    const { service, tell } = pageServiceDouble({ 'runs.list': () => [] });
    const { port, logIn } = await served({ service });
    const cookie = await logIn();
    const [one, two, gone] = [
      await openPage({ port, cookie }),
      await openPage({ port, cookie }),
      await openPage({ port, cookie }),
    ];
    gone.socket.close();
    await gone.closed;
    const events: AppEvent[] = [{ kind: 'training', training: null }, steps(3), { kind: 'runs' }];
    for (const event of events) tell(event);
    for (const page of [one, two]) {
      await page.call('runs.list', {});
      expect(page.events).toEqual(events);
    }
    expect(gone.events).toEqual([]);
  });

  test('of single steps are left out for a page that does not keep up, the others are not', async () => {
    const { service, tell } = pageServiceDouble({ 'runs.list': () => [] });
    const { port, logIn } = await served({ service });
    const page = await openPage({ port, cookie: await logIn() });
    page.socket.pause();
    const told = 100;
    for (let i = 0; i < told; i++) tell(steps(100_000)); // 800 kB each
    tell({ kind: 'runs' });
    page.socket.resume();
    await page.call('runs.list', {});
    const kinds = page.events.map(({ kind }) => kind);
    expect(kinds.at(-1)).toBe('runs');
    expect(kinds.length).toBeGreaterThan(5);
    expect(kinds.length).toBeLessThan(told / 2);
  });
});

test('the end of the server is told to its pages and waits for what they asked', async () => {
  let finish = () => {};
  const { service, listeners } = pageServiceDouble({
    'training.stop': () => new Promise<void>((resolve) => (finish = resolve)),
  });
  const { port, logIn, server, get } = await served({ service });
  const page = await openPage({ port, cookie: await logIn() });
  page.call('training.stop', {}).catch(() => {});
  await expect.poll(() => finish.name).not.toBe('finish');
  let ended = false;
  const closing = server.close().then(() => {
    ended = true;
  });
  expect(await page.closed).toBe(1001);
  await expect(get('/')).rejects.toThrow('ECONNREFUSED');
  expect(ended).toBe(false);
  finish();
  await closing;
  expect(listeners.size).toBe(0);
});
