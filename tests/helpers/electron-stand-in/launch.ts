import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BirpcReturn, createBirpc } from 'birpc';
import type { Browser, Page } from 'playwright-core';
import type { Desktop, LaunchOptions } from '../desktop-app.js';
import { Pages } from './pages.js';
import type { AppFunctions, BrowserFunctions } from './protocol.js';

/** What only the stand-in can do: play the page, the operating system and the person. */
export interface StandIn {
  readonly native: BirpcReturn<AppFunctions, BrowserFunctions>;
  readonly process: ChildProcess;
}

type StandInOptions = LaunchOptions & { readonly browser: Browser; readonly root: string };

const register = fileURLToPath(new URL('./register.mjs', import.meta.url));

/** Starts the built desktop in a Node process of its own; resolves when its page has been loaded. */
export async function startStandIn(options: StandInOptions): Promise<Desktop & StandIn> {
  const { browser } = options;
  const child = startApplication(options);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => void child.on('exit', resolve));
  const context = await browser.newContext({ viewport: { width: 1180, height: 820 } });
  let show: (page: Page) => void = () => {};
  const shown = new Promise<Page>((resolve) => {
    show = resolve;
  });
  const pages: Pages = new Pages(
    context,
    () => native,
    (page) => show(page),
  );
  const native: StandIn['native'] = createBirpc<AppFunctions, BrowserFunctions>(pages, {
    bind: 'functions',
    post: (message) => {
      if (child.connected) child.send(message, () => {});
    },
    on: (listener) => void child.on('message', listener),
    timeout: 60_000,
  });
  const first = await Promise.race([shown, ended]);
  if (first === null || typeof first === 'number') {
    await context.close();
    throw new Error(`The program ended (${first}) before it showed its page:\n${output}`);
  }
  return {
    page: first,
    native,
    process: child,
    pid: child.pid,
    ended,
    complaints: pages.complaints,
    output: () => output,
    calls: async (name) =>
      (await native.calls()).filter((call) => call.name === name).map(({ args }) => args),
    answer: (name, value) => native.answer(name, value),
    clickMenu: (...labels) => native.clickMenu(labels),
    closeWindow: () => native.closeWindow(),
    enginePid: async () =>
      Number(
        (await native.calls()).findLast(({ name }) => name === 'utilityProcess.fork')?.args[1],
      ),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
      await context.close();
    },
  };
}

function startApplication(options: StandInOptions): ChildProcess {
  const { root, dataFolder, env = {}, answers = {} } = options;
  const superuser = answers.superuser ?? process.getuid?.() === 0;
  return fork(join(root, 'out/main/index.js'), superuser ? ['--no-sandbox'] : [], {
    cwd: root,
    execArgv: ['--expose-gc', '--import', register],
    env: {
      ...process.env,
      WAYLAND_DISPLAY: '',
      XDG_SESSION_TYPE: 'x11',
      ...env,
      DIGITS_DATA_DIR: dataFolder,
      STAND_IN_ANSWERS: JSON.stringify(answers),
    },
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}
