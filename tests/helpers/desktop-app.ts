import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, onTestFinished } from 'vitest';
import { build } from '../../src-main/setup/build.mjs';
import { useChromium } from './chromium.js';
import { launchElectron } from './electron-binary.js';
import { launchStandIn, type StandIn } from './electron-stand-in/launch.js';

/** The desktop while it runs, in Electron or in its stand-in. */
export interface Desktop {
  readonly page: Page;
  /** Arguments of every call of a method of Electron's, such as `dialog.showSaveDialog`. */
  calls(name: string): Promise<readonly (readonly unknown[])[]>;
  /** What a dialog answers from now on. */
  answer(name: string, value: unknown): Promise<void>;
  /** Clicks the menu's item that the labels lead to. */
  clickMenu(...labels: string[]): Promise<void>;
  /** Closes the window as its title bar does. */
  closeWindow(): Promise<void>;
  /** Resolves with its exit code when the program has ended by itself. */
  readonly ended: Promise<number | null>;
  /** What the main process printed. */
  output(): string;
  /** Errors and warnings of the page's console. */
  readonly complaints: readonly string[];
  /** Ends it at once, whatever it does. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  readonly dataFolder: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Calls and states answered from the first moment on; in the stand-in only. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Path of Electron's binary, or null where it has not been installed. */
export function electronBinary(): string | null {
  const folder = `${root}/node_modules/electron`;
  if (!existsSync(`${folder}/path.txt`)) return null;
  const binary = `${folder}/dist/${readFileSync(`${folder}/path.txt`, 'utf8')}`;
  return existsSync(binary) ? binary : null;
}

/**
 * Builds what is to be tested and gives what launches it: the real Electron where its binary is,
 * its stand-in elsewhere. To be called at the file's top; what a test launches ends with it.
 */
export function useDesktop(): (options: LaunchOptions) => Promise<Desktop> {
  const binary = electronBinary();
  const launch =
    binary === null
      ? useStandIn()
      : (options: LaunchOptions) => launchElectron({ ...options, binary, root });
  return async (options) => {
    const desktop = await launch(options);
    onTestFinished(() => desktop.kill());
    return desktop;
  };
}

/** As `useDesktop`, in the stand-in whatever is there: for what only it can do. */
export function useStandIn(): (options: LaunchOptions) => Promise<Desktop & StandIn> {
  const browser = useChromium();
  beforeAll(() => build(root, { part: 'page' }));
  return async (options) => {
    const desktop = await launchStandIn({ ...options, browser: browser(), root });
    onTestFinished(() => desktop.kill());
    return desktop;
  };
}
