// How soon the page can be used, over the line that it comes by: npm run bench:page
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../helpers/find-chromium.mjs';
import { servedPage } from './served-page.mjs';

const data = mkdtempSync(path.join(tmpdir(), 'digits-page-'));

/** As Chromium's developer tools have them: latency in ms, bytes a second. */
const lines = {
  local: null,
  'fast 3G': { latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 },
};
const tries = 7;

const { server, url } = await servedPage(data);
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  for (const [name, line] of Object.entries(lines)) {
    /** Milliseconds: of the first visit, and of one with what the browser has kept. */
    const times = { first: /** @type {number[]} */ ([]), again: /** @type {number[]} */ ([]) };
    let bytes = 0;
    let firstBytes = 0;
    for (let i = 0; i < tries; i++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      if (line) await session.send('Network.emulateNetworkConditions', { offline: false, ...line });
      bytes = 0;
      session.on('Network.loadingFinished', ({ encodedDataLength }) => {
        bytes += encodedDataLength;
      });
      for (const visit of /** @type {const} */ (['first', 'again'])) {
        const begun = performance.now();
        await page.goto(visit === 'first' ? url : new URL('/', url).href, { waitUntil: 'commit' });
        await page.getByRole('heading', { level: 1 }).waitFor();
        times[visit].push(performance.now() - begun);
        if (visit === 'first') firstBytes = bytes;
        // What belongs to the screens that were not asked for comes as well.
        await page.waitForTimeout(line ? 6_000 : 3_000);
      }
      await context.close();
    }
    const median = (/** @type {number[]} */ all) =>
      Math.round(all.toSorted((a, b) => a - b)[tries >> 1] ?? 0);
    console.log(
      `${name}: usable after ${median(times.first)} ms (median of ${tries}, at most ${Math.round(Math.max(...times.first))}) and ${Math.round(firstBytes / 1000)} kB, again after ${median(times.again)} ms; ${Math.round(bytes / 1000)} kB in all`,
    );
  }
} finally {
  await browser.close();
  server.kill('SIGINT');
  rmSync(data, { recursive: true, force: true });
}
