import { _electron, type ElectronApplication } from 'playwright-core';
import type { Desktop, LaunchOptions } from './desktop-app.js';

/** Methods that are recorded and answered instead of being carried out. */
const replaced = [
  'dialog.showSaveDialog',
  'dialog.showOpenDialog',
  'dialog.showMessageBox',
  'dialog.showErrorBox',
  'shell.openExternal',
  'shell.showItemInFolder',
  'powerSaveBlocker.start',
  'powerSaveBlocker.stop',
];

/** The desktop in the real Electron, driven by Playwright. */
export async function launchElectron({
  binary,
  root,
  dataFolder,
  env = {},
}: LaunchOptions & { binary: string; root: string }): Promise<Desktop> {
  const app = await _electron.launch({
    executablePath: binary,
    // Root may not run it in a sandbox.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root],
    env: { ...definedOnly(process.env), ...definedOnly(env), DIGITS_DATA_DIR: dataFolder },
  });
  await replaceMethods(app);
  let output = '';
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (text) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => void app.process().on('exit', resolve));
  const page = await app.firstWindow();
  // A window is there before its page is.
  await page.waitForURL(/^app:/);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return {
    page,
    pid: app.process().pid,
    ended,
    complaints,
    output: () => output,
    calls: (name) =>
      app.evaluate(
        (_, wanted) =>
          (Reflect.get(globalThis, 'recordedCalls') as { name: string; args: unknown[] }[])
            .filter((call) => call.name === wanted)
            .map(({ args }) => args),
        name,
      ),
    answer: (name, value) =>
      app.evaluate(
        (_, [key, answer]) => {
          (Reflect.get(globalThis, 'givenAnswers') as Map<unknown, unknown>).set(key, answer);
        },
        [name, value] as const,
      ),
    clickMenu: (...labels) =>
      app.evaluate(({ Menu }, path) => {
        let items = Menu.getApplicationMenu()?.items ?? [];
        for (const [index, label] of path.entries()) {
          const item = items.find((candidate) => candidate.label === label);
          if (index === path.length - 1) item?.click();
          items = item?.submenu?.items ?? [];
        }
      }, labels),
    enginePid: () =>
      app.evaluate(({ app: main }) => {
        const engine = main.getAppMetrics().find(({ name }) => name === 'engine');
        if (engine === undefined) throw new Error('There is no engine.');
        return engine.pid;
      }),
    closeWindow: () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
    kill: async () => {
      app.process().kill('SIGKILL');
      await ended;
    },
  };
}

/** Puts recorders in the place of what would ask the person. */
async function replaceMethods(app: ElectronApplication): Promise<void> {
  await app.evaluate((electron, names) => {
    const calls: { name: string; args: unknown[] }[] = [];
    const answers = new Map<string, unknown>();
    Object.assign(globalThis, { recordedCalls: calls, givenAnswers: answers });
    for (const name of names) {
      const [module = '', method = ''] = name.split('.');
      const replacement = (...args: unknown[]) => {
        // A dialog's first argument is its window.
        const plain = args.filter((argument) => !(argument instanceof electron.BrowserWindow));
        calls.push({ name, args: plain });
        if (!name.startsWith('dialog.')) return 1;
        return Promise.resolve(
          answers.get(name) ?? { canceled: true, filePath: '', filePaths: [], response: 1 },
        );
      };
      // A dialog that is shown all the same would wait for somebody.
      const isReplaced = Reflect.set(Reflect.get(electron, module), method, replacement);
      if (!isReplaced) throw new Error(`${name} can't be replaced`);
    }
  }, replaced);
}

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => !!entry[1]));
