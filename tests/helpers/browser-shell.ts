import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, onTestFinished } from 'vitest';
import { build } from '../../src-main/setup/build.mjs';
import { useChromium } from './chromium.js';
import type { RunningDigits } from './digits-command.js';
import { serving } from './digits-server.js';

/** `digits serve` while it runs, with a page that has logged in. */
export interface BrowserShell {
  readonly server: RunningDigits;
  /** With its token. */
  readonly url: string;
  readonly page: Page;
  /** Another tab of the same browser, logged in already. */
  newTab(): Promise<Page>;
  /** Errors and warnings of the pages' consoles. */
  readonly complaints: readonly string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** To be called at the file's top; what a test starts ends with it. */
export function useBrowserShell(): (options: { dataFolder: string }) => Promise<BrowserShell> {
  const browser = useChromium();
  beforeAll(() => build(root, { part: 'page' }));
  return async ({ dataFolder }) => {
    const server = await serving(dataFolder);
    const { url } = server;
    const context = await browser().newContext({
      viewport: { width: 1180, height: 820 },
      acceptDownloads: true,
    });
    onTestFinished(() => context.close());
    const complaints: string[] = [];
    const open = async (address: string) => {
      const page = await context.newPage();
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(address);
      return page;
    };
    const page = await open(url);
    return { server, url, page, complaints, newTab: () => open(new URL('/', url).href) };
  };
}
