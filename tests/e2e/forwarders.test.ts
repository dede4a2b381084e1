import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { build } from '../../src-main/setup/build.mjs';
import { useChromium } from '../helpers/chromium.js';
import { serving } from '../helpers/digits-server.js';
import { forwarder } from '../helpers/forwarder.js';
import { button, go } from '../helpers/page-tools.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

const browser = useChromium();
beforeAll(() => build(fileURLToPath(new URL('../..', import.meta.url)), { part: 'page' }));

async function openTab(address: string): Promise<Page> {
  const context = await browser().newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** A port that nothing listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test.each([
  ['that changes Host', ''],
  ['that has it under a path', '/user/x/proxy/8080'],
])('behind a forwarder %s the page is whole', async (_, path) => {
  const port = await freePort();
  const front = await forwarder({ port, path, host: `localhost:${port}` });
  const { url } = await serving(temporaryFolder(), { port, allowHosts: [`127.0.0.1:${front}`] });
  const page = await openTab(`http://127.0.0.1:${front}${path}/${new URL(url).search}`);
  expect(page.url()).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${front}${path}/(?:#.*)?$`));
  await button(page, 'Train your first network').waitFor();
  await go(page, 'Digits');
  await page.getByRole('img', { name: /handwritten digits in/ }).waitFor();
  await page.reload();
  await page.getByRole('img', { name: /handwritten digits in/ }).waitFor();
  const cookies = await page.context().cookies();
  expect(cookies.map((cookie) => cookie.path)).toEqual([path === '' ? '/' : path]);
});

test('behind a forwarder that it was not told of, the page says what to do', async () => {
  const { url, port } = await serving(temporaryFolder());
  const front = await forwarder({ port, host: `localhost:${port}` });
  const page = await openTab(`http://127.0.0.1:${front}/${new URL(url).search}`);
  await page.getByText(`start it with --allow-host 127.0.0.1:${front}`).waitFor();
});

test('an open page and a bookmark come back when the server is started again', async () => {
  const dataFolder = temporaryFolder();
  const first = await serving(dataFolder);
  const page = await openTab(first.url);
  await button(page, 'Train your first network').waitFor();
  first.signalGroup('SIGTERM');
  await first.exit;
  const lost = page.getByText('a training goes on without this');
  await lost.waitFor();
  const second = await serving(dataFolder, { port: first.port });
  await lost.waitFor({ state: 'detached' });
  await go(page, 'Digits');
  await page.getByRole('img', { name: /handwritten digits in/ }).waitFor();
  expect(second.url).toBe(first.url);
});
