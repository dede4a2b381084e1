// How the browser shell feels: start-up, calls and page tasks while `classic` trains on all cores.
// npm run bench:window [-- --seconds 60]
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { createBirpc } from 'birpc';
import { chromium } from 'playwright-core';
import { WebSocket } from 'ws';
import { findChromium } from '../helpers/find-chromium.mjs';
import { servedPage } from './served-page.mjs';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } });
const seconds = Number(values.seconds);
const root = fileURLToPath(new URL('../..', import.meta.url));
const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'digits-bench-'));

/**
 * @param {number[]} times
 * @param {number} share 0 to 1
 */
const quantile = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ??
  Number.NaN;
const ms = (/** @type {number} */ time) => `${time.toFixed(1)} ms`;

const { server, url, port } = await servedPage(dataFolder);
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  /** @type {number[]} */
  const starts = [];
  for (let i = 0; i < 5; i++) {
    const begun = performance.now();
    await page.reload({ waitUntil: 'commit' });
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    starts.push(performance.now() - begun);
  }

  const { decodeMessage, encodeMessage } = await import(
    new URL('../../dist/src-shared/contract/wire.js', import.meta.url).href
  );
  const [cookie] = await page.context().cookies();
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, {
    headers: { cookie: `${cookie?.name}=${cookie?.value}` },
    origin: `http://127.0.0.1:${port}`,
  });
  socket.binaryType = 'arraybuffer';
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const rpc = createBirpc(
    { event() {} },
    {
      post: (message) => socket.send(message),
      on: (listener) => void socket.on('message', listener),
      serialize: encodeMessage,
      deserialize: decodeMessage,
      timeout: -1,
    },
  );
  /** @type {(name: string, input: unknown) => Promise<{ok: boolean, value: any, error: any}>} */
  const call = (name, input) => /** @type {any} */ (rpc).call(name, input);
  const started = await call('training.start', { preset: 'classic', config: { seed: 1 } });
  if (!started.ok) throw new Error(started.error.message);
  await page.evaluate(() => {
    const tasks = /** @type {number[]} */ ([]);
    Reflect.set(globalThis, 'longTasks', tasks);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe(/** @type {any} */ ({ type: 'longtask' }));
  });

  /** @type {number[]} */
  const latencies = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    for (const name of ['training.current', 'runs.list']) {
      const begun = performance.now();
      await call(name, {});
      latencies.push(performance.now() - begun);
    }
    await sleep(50);
  }
  /** @type {number[]} */
  const longTasks = await page.evaluate(() => Reflect.get(globalThis, 'longTasks'));
  const { value: training } = await call('training.current', {});

  const assets = path.join(root, 'out', 'renderer', 'assets');
  const size = (/** @type {RegExp} */ kind, compress = true) =>
    readdirSync(assets)
      .filter((name) => kind.test(name))
      .map((name) => readFileSync(path.join(assets, name)))
      .reduce((sum, file) => sum + (compress ? gzipSync(file).length : file.length), 0);

  const rows = [
    [
      'processor',
      `${os.cpus()[0]?.model}, ${os.availableParallelism()} cores; Node ${process.versions.node}`,
    ],
    [
      'reload to a usable page',
      `median ${ms(quantile(starts, 0.5))}, largest ${ms(Math.max(...starts))}`,
    ],
    ['classic trains at', `${training.imagesPerSecond.toFixed(1)} images/s, step ${training.step}`],
    [
      `${latencies.length} calls without the engine, ${seconds} s`,
      `median ${ms(quantile(latencies, 0.5))}, 95th percentile ${ms(quantile(latencies, 0.95))}, largest ${ms(Math.max(...latencies))}`,
    ],
    ['page tasks over 50 ms', longTasks.length === 0 ? 'none' : longTasks.map(ms).join(', ')],
    ['scripts and styles, gzip', `${((size(/\.js$/) + size(/\.css$/)) / 1000).toFixed(0)} kB`],
    ['fonts', `${(size(/\.woff2$/, false) / 1000).toFixed(0)} kB`],
  ];
  for (const [name, value] of rows) console.log(`${name?.padEnd(40)} ${value}`);
  await call('training.stop', {});
  socket.close();
} finally {
  await browser.close();
  server.kill('SIGINT');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(dataFolder, { recursive: true, force: true });
}
