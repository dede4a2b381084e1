import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, onTestFinished } from 'vitest';
import { build } from '../../src-main/setup/build.mjs';
import { findElectron } from '../../src-main/setup/electron-binary.mjs';
import { useChromium } from './chromium.js';
import { launchElectron } from './electron-binary.js';
import { type StandIn, startStandIn } from './electron-stand-in/launch.js';

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
  /** Of the engine's process, the latest one. */
  enginePid(): Promise<number>;
  /** Of the main process. */
  readonly pid: number | undefined;
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

/** Path of Electron's binary, or null where it has not been installed or has no screen to show a window on. */
export function electronBinary(): string | null {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return null;
  return findElectron(root);
}

interface Launchers {
  /** The real Electron where it runs, its stand-in elsewhere. */
  launch(options: LaunchOptions): Promise<Desktop>;
  /** The stand-in whatever is there: for what it alone can do. */
  launchStandIn(options: LaunchOptions): Promise<Desktop & StandIn>;
}

/** Builds the desktop for the tests of a file, at whose top it is called. What a test launches ends with it. */
export function useDesktop(): Launchers {
  const browser = useChromium();
  beforeAll(() => build(root, { part: 'page' }));
  const ending = async <Launched extends Desktop>(launched: Promise<Launched>) => {
    const desktop = await launched;
    onTestFinished(() => desktop.kill());
    return desktop;
  };
  const launchStandIn = (options: LaunchOptions) =>
    ending(startStandIn({ ...options, browser: browser(), root }));
  const binary = electronBinary();
  return {
    launchStandIn,
    launch:
      binary === null
        ? launchStandIn
        : (options) => ending(launchElectron({ ...options, binary, root })),
  };
}
