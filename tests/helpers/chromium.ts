import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

/** Where distributions put it; CHROMIUM names another. */
const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const args = [
  '--no-sandbox', // tests run as root in containers, and load nothing but the program's own pages
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let shared: Promise<Browser> | null = null;
let users = 0;

/** One Chromium for the tests of a file, closed at its end. To be called at the file's top. */
export function useChromium(): () => Browser {
  let browser: Browser | null = null;
  beforeAll(async () => {
    users += 1;
    shared ??= launch();
    browser = await shared;
  });
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

function launch(): Promise<Browser> {
  const executablePath = places.find((place) => place !== undefined && existsSync(place));
  if (executablePath === undefined) {
    throw new Error(
      'These tests need Chromium: apt-get install chromium, or name one in CHROMIUM.',
    );
  }
  return chromium.launch({ executablePath, args });
}
