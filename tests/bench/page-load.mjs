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
    const times = [];
    let bytes = 0;
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
      const begun = performance.now();
      await page.goto(url, { waitUntil: 'commit' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      times.push(performance.now() - begun);
      await page.waitForTimeout(line ? 1500 : 300);
      await context.close();
    }
    times.sort((a, b) => a - b);
    const [median, worst] = [times[tries >> 1] ?? 0, times.at(-1) ?? 0];
    console.log(
      `${name}: usable after ${Math.round(median)} ms (median of ${tries}, at most ${Math.round(worst)}), ${Math.round(bytes / 1000)} kB`,
    );
  }
} finally {
  await browser.close();
  server.kill('SIGINT');
  rmSync(data, { recursive: true, force: true });
}
