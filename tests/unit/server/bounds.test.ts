import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { serverLimits } from '../../../src-main/server/limits.js';
import type { AppEvent } from '../../../src-shared/contract/app-events.js';
import type { Asker } from '../../../src-shared/contract/command.js';
import { pageServiceDouble } from './page-service-double.js';
import { openPage, served, upgradeStatus } from './served.js';

/** A connection on which nothing has been said. */
async function silent(port: number): Promise<{ connection: Socket; isClosed: () => boolean }> {
  const connection = connect(port, '127.0.0.1');
  onTestFinished(() => void connection.destroy());
  let closed = false;
  connection.on('error', () => {}).on('close', () => (closed = true));
  await new Promise((resolve) => connection.once('connect', resolve));
  return { connection, isClosed: () => closed };
}

describe('connections without a login', () => {
  test('that send nothing, or half a request, are closed after a while; a page is not', async () => {
    const { port, logIn } = await served({ limits: { idle: 300, head: 300 } });
    const page = await openPage({ port, cookie: await logIn() });
    const [mute, slow] = [await silent(port), await silent(port)];
    const drip = setInterval(() => slow.connection.write('a'), 50);
    onTestFinished(() => clearInterval(drip));
    slow.connection.write('GET / HTTP/1.1\r\nX: ');
    await vi.waitFor(() => expect([mute, slow].map((it) => it.isClosed())).toEqual([true, true]), {
      timeout: 20_000,
    });
    await sleep(500);
    expect(page.socket.readyState).toBe(page.socket.OPEN);
  });

  test('are bounded: the oldest makes room, and whoever has logged in stays', async () => {
    const { port, logIn, get } = await served({ limits: { strangers: 3 } });
    const page = await openPage({ port, cookie: await logIn() });
    const strangers: Awaited<ReturnType<typeof silent>>[] = [];
    for (let i = 0; i < 6; i++) strangers.push(await silent(port));
    await expect
      .poll(() => strangers.map((it) => it.isClosed()))
      .toEqual([true, true, true, false, false, false]);
    expect(page.socket.readyState).toBe(page.socket.OPEN);
    expect((await get('/')).status).toBe(401);
  });
});

test('more pages than the bound are refused with words, and may come when others go', async () => {
  const { port, logIn, origin } = await served({ limits: { pages: 2 } });
  const cookie = await logIn();
  const pages = [await openPage({ port, cookie }), await openPage({ port, cookie })];
  const status = async () => (await upgradeStatus(port, { headers: { cookie, origin } })).status;
  expect(await status()).toBe(503);
  pages[0]?.socket.close();
  await expect.poll(() => status()).toBe(101);
});

/** A drawing of which every call is seen, and answered when it is let. */
function heldDrawing() {
  const askers: (Asker | undefined)[] = [];
  const held: (() => void)[] = [];
  let isOver = false;
  const double = pageServiceDouble({
    'digits.sample': async (_, asker) => {
      askers.push(asker);
      if (!isOver) await new Promise<void>((resolve) => held.push(resolve));
      return new Uint8Array(784);
    },
    'search.stop': () => undefined,
    'runs.list': () => [],
  });
  const finish = () => {
    isOver = true;
    for (const one of held.splice(0)) one();
  };
  return { ...double, askers, finish };
}

const sample = { seed: 1, first: 0, count: 1 };

describe('the calls of a page', () => {
  test('are worked on a few at once, in their order; what ends others does not wait', async () => {
    const { service, askers, finish } = heldDrawing();
    const { port, logIn } = await served({ service, limits: { callsUnderWay: 3 } });
    const page = await openPage({ port, cookie: await logIn() });
    const all = Array.from({ length: 10 }, () => page.call('digits.sample', sample));
    expect(await page.call('search.stop', { search: 'a' })).toMatchObject({ ok: true });
    expect(askers).toHaveLength(3);
    finish();
    expect((await Promise.all(all)).filter(({ ok }) => ok)).toHaveLength(10);
  });

  test('do not hinder another page', async () => {
    const { service, finish } = heldDrawing();
    const { port, logIn } = await served({ service });
    const cookie = await logIn();
    const [busy, other] = [await openPage({ port, cookie }), await openPage({ port, cookie })];
    for (let i = 0; i < 2_000; i++) busy.call('digits.sample', sample).catch(() => {});
    expect(await other.call('runs.list', {})).toMatchObject({ ok: true });
    finish();
  });

  test('end with it: those under way are told, those waiting never begin', async () => {
    const { service, askers, finish } = heldDrawing();
    const { port, logIn } = await served({ service });
    const page = await openPage({ port, cookie: await logIn() });
    for (let i = 0; i < 2_000; i++) page.call('digits.sample', sample).catch(() => {});
    await expect.poll(() => askers).toHaveLength(serverLimits.callsUnderWay);
    page.socket.terminate();
    await vi.waitFor(() => expect(askers.every((asker) => asker?.gone.aborted)).toBe(true), {
      timeout: 10_000,
    });
    finish();
    await sleep(200);
    expect(askers).toHaveLength(serverLimits.callsUnderWay);
  });

  test('end with the server, however many wait', async () => {
    const { service, askers } = heldDrawing();
    const asked = vi.fn(service.answer);
    const answer: typeof service.answer = (name, input, asker) =>
      Promise.race([
        asked(name, input, asker),
        new Promise<never>((_, reject) => asker?.gone.addEventListener('abort', reject)),
      ]).catch(() => ({ ok: true, value: null }));
    const { port, logIn, server } = await served({ service: { ...service, answer } });
    const page = await openPage({ port, cookie: await logIn() });
    for (let i = 0; i < 2_000; i++) page.call('digits.sample', sample).catch(() => {});
    await expect.poll(() => askers).toHaveLength(serverLimits.callsUnderWay);
    await server.close();
    expect(await page.closed).toBe(1001);
    expect(asked).toHaveBeenCalledTimes(serverLimits.callsUnderWay);
  });

  test('wait until it has read what it was answered', async () => {
    const losses = vi.fn(() => ({
      stepsPerEpoch: 1,
      generator: new Float32Array(100_000),
      discriminator: new Float32Array(100_000),
    }));
    const { service } = pageServiceDouble({ 'runs.losses': losses });
    const { port, logIn } = await served({ service });
    const page = await openPage({ port, cookie: await logIn() });
    page.socket.pause();
    const all = Array.from({ length: 100 }, () => page.call('runs.losses', { run: 'evening' }));
    await expect.poll(() => losses).toHaveBeenCalled();
    await sleep(300);
    // 8 MiB wait, and what was under way when they did; the system's own buffers take some as well.
    expect(losses.mock.calls.length).toBeLessThan(60);
    page.socket.resume();
    expect((await Promise.all(all)).filter(({ ok }) => ok)).toHaveLength(100);
  });
});

test('a page that never reads what it is told is let go of', async () => {
  const { service, tell } = pageServiceDouble();
  const { port, logIn } = await served({ service, limits: { mostBytesUnread: 2 ** 20 } });
  const page = await openPage({ port, cookie: await logIn() });
  page.socket.pause();
  const warning: AppEvent = { kind: 'warning', run: 'evening', message: 'x'.repeat(500_000) };
  for (let i = 0; i < 40; i++) tell(warning);
  page.socket.resume();
  expect(await page.closed).toBe(1008);
  expect(page.events.length).toBeLessThan(40);
});
