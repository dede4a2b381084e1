import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { findChromium } from './find-chromium.mjs';

const args = [
  '--no-sandbox', // tests run as root in containers, and load nothing but the program's own pages
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long it may take where one has to be fetched first, ms. */
const fetching = 20 * 60_000;

let shared: Promise<Browser> | null = null;
let users = 0;

/** One Chromium for the tests of a file, closed at its end. To be called at the file's top. */
export function useChromium(): () => Browser {
  let browser: Browser | null = null;
  beforeAll(async () => {
    users += 1;
    shared ??= launch();
    browser = await shared;
  }, fetching);
  afterAll(async () => {
    users -= 1;
    if (users > 0) return;
    const last = shared;
    shared = null;
    await (await last)?.close();
  });
  return () => {
    if (browser === null) throw new Error('Chromium has not been started.');
    return browser;
  };
}

async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args });
}
