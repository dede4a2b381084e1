import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { PageSettings } from '../../src-shared/config/settings.js';
import { useBrowserShell } from './browser-shell.js';
import { useDesktop } from './desktop-app.js';
import { temporaryFolder } from './temporary-folder.js';

/** A shell as its person meets it: the same specs run on each. */
export interface AppShell {
  readonly page: Page;
  /** The file that what is done here saves. */
  saving(act: () => Promise<void>): Promise<Uint8Array>;
  /** Sets what the page remembers, and loads it again. */
  remember(settings: PageSettings): Promise<void>;
  /** Opens a run folder from elsewhere by what is done here. */
  opening(folder: string, act: () => Promise<void>): Promise<void>;
  /** Kills the engine's process, as the system does when memory runs out. */
  killEngine(): Promise<void>;
  readonly complaints: readonly string[];
}

export type LaunchShell = (dataFolder: string) => Promise<AppShell>;

/** Each of these is to be called at the top of a file or of a describe block. */
export const appShells: Readonly<Record<'browser' | 'desktop', () => LaunchShell>> = {
  browser: () => {
    const launch = useBrowserShell();
    return async (dataFolder) => {
      const { page, server, complaints } = await launch({ dataFolder });
      return {
        page,
        complaints,
        killEngine: async () => void process.kill(engineOf(server.child.pid ?? 0), 'SIGKILL'),
        remember: async (settings) => {
          await page.evaluate(
            (text) => Reflect.get(globalThis, 'localStorage').setItem('digits.settings', text),
            JSON.stringify(settings),
          );
          await page.reload();
        },
        saving: async (act) => {
          const [download] = await Promise.all([page.waitForEvent('download'), act()]);
          return readFileSync(await download.path());
        },
        opening: async (folder, act) => {
          const [chooser] = await Promise.all([page.waitForEvent('filechooser'), act()]);
          await chooser.setFiles(folder);
        },
      };
    };
  },
  desktop: () => {
    const { launch } = useDesktop();
    return async (dataFolder) => {
      const desktop = await launch({ dataFolder });
      const { page, complaints } = desktop;
      return {
        page,
        complaints,
        killEngine: async () => void process.kill(await desktop.enginePid(), 'SIGKILL'),
        remember: async (settings) => {
          await page.evaluate(
            (value) => Reflect.get(globalThis, 'digits')['settings.write'](value),
            settings,
          );
          await page.reload();
        },
        saving: async (act) => {
          const filePath = join(temporaryFolder(), 'saved');
          await desktop.answer('dialog.showSaveDialog', { canceled: false, filePath });
          await act();
          return waitForFile(filePath);
        },
        opening: async (folder, act) => {
          await desktop.answer('dialog.showOpenDialog', { canceled: false, filePaths: [folder] });
          await act();
        },
      };
    };
  },
};

/** Written beside and renamed, a file is whole when it is there. */
async function waitForFile(path: string): Promise<Uint8Array> {
  await expect.poll(() => existsSync(path), { timeout: 30_000 }).toBe(true);
  return readFileSync(path);
}

/** The engine's process, a child of the server's. */
function engineOf(pid: number): number {
  const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(pid)], {
    encoding: 'utf8',
  });
  const engine = children.split('\n').find((line) => /engine\/process\.js/.test(line));
  if (engine === undefined) throw new Error(`No engine among the children of ${pid}:\n${children}`);
  return Number.parseInt(engine, 10);
}
