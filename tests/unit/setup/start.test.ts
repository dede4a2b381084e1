import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { afterElectron, chooseShell } from '../../../src-main/setup/choose-shell.mjs';
import { startApplication } from '../../../src-main/setup/start-application.mjs';
import { engineDirectoryName } from '../../../src-main/setup/wheels.mjs';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { linkPackages, mainSource, smallCheckout, writeFiles } from './small-checkout.js';

const usual = {
  platform: 'linux' as const,
  nodeVersion: '24.1.0',
  env: { DISPLAY: ':0' } as NodeJS.ProcessEnv,
  superuser: false,
  electron: true,
};

test('the desktop opens wherever Electron can be had', () => {
  const desktop = (install: boolean) => ({ shell: 'desktop', install });
  expect(chooseShell(usual)).toEqual(desktop(false));
  expect(chooseShell({ ...usual, electron: false })).toEqual(desktop(true));
  expect(chooseShell({ ...usual, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toEqual(desktop(false));
  // Its installer is what needs the newer Node.
  expect(chooseShell({ ...usual, nodeVersion: '20.19.0' })).toEqual(desktop(false));
  for (const platform of ['darwin', 'win32'] as const) {
    expect(chooseShell({ ...usual, platform, env: {}, superuser: true })).toEqual(desktop(false));
  }
});

test('elsewhere a browser does, and one sentence says why', () => {
  const cases = [
    [{ env: {} }, false, /because there is no display/],
    [{ superuser: true }, true, /should not run as root/],
    [{ electron: false, nodeVersion: '20.20.2' }, true, /Node 22\.12 or later, and this is 20\.20/],
    [{ electron: false, nodeVersion: '22.11.0' }, true, /Node 22\.12/],
  ] as const;
  for (const [difference, open, reason] of cases) {
    const choice = chooseShell({ ...usual, ...difference });
    expect(choice).toEqual({ shell: 'browser', open, reason: expect.stringMatching(reason) });
    expect(choice).toEqual({ ...choice, reason: expect.stringMatching(/^[^.]+(\.\d[^.]*)*\.$/) });
  }
});

test('an Electron that does not come up is told from one that was used', () => {
  const end = { code: 0, signal: null, seconds: 1 };
  expect(afterElectron(end)).toBeNull();
  expect(afterElectron({ ...end, code: 1, seconds: 60 })).toBeNull();
  expect(afterElectron({ ...end, code: null, signal: 'SIGINT' })).toBeNull();
  expect(afterElectron({ ...end, code: 127 })).toMatchObject({
    shell: 'browser',
    reason: expect.stringContaining('exit code 127'),
  });
  expect(afterElectron({ ...end, code: null, signal: 'SIGTRAP' })).toMatchObject({
    reason: expect.stringContaining('SIGTRAP'),
  });
  expect(afterElectron({ ...end, code: null, signal: 'SIGTRAP', confined: true })).toMatchObject({
    reason: expect.stringContaining("windows' sandbox"),
    remedy: expect.stringContaining('chrome-sandbox'),
  });
});

const binary = `#!${process.execPath}
const fs = require('node:fs');
const group = fs.existsSync('/proc/self/stat') ? Number(fs.readFileSync('/proc/self/stat', 'utf8').split(' ')[4]) : process.pid;
fs.writeFileSync('opened.json', JSON.stringify({ args: process.argv.slice(2), env: process.env, own: group === process.pid }));
process.exit(Number(process.env.ELECTRON_ENDS_WITH ?? 0));
`;
const installer = `const fs = require('node:fs');
fs.writeFileSync('proxy.json', JSON.stringify(process.env.ELECTRON_GET_USE_PROXY ?? null));
fs.mkdirSync(__dirname + '/dist');
fs.writeFileSync(__dirname + '/dist/electron', ${JSON.stringify(binary)}, { mode: 0o755 });
fs.writeFileSync(__dirname + '/path.txt', 'electron');
`;
/** Of the command line's own output: what it was asked for. */
const served = `import { writeFileSync } from 'node:fs';
export async function main(args: string[]): Promise<number> {
  writeFileSync('served.json', JSON.stringify(args));
  return 0;
}
`;

/** A checkout with an engine in place, an Electron of a few lines and a page that is built at once. */
function checkout(install: string) {
  const cache = temporaryFolder();
  vi.stubEnv('DIGITS_CACHE_DIR', cache);
  const engine = process.platform === 'win32' ? 'vendor' : 'cpu';
  const marker = JSON.stringify({ engine, addon: 'addon', tensorflowVersion: '0' });
  writeFiles(cache, { [`engines/${engineDirectoryName({ engine })}/engine.json`]: marker });

  const root = smallCheckout();
  linkPackages(root, ['typescript']);
  writeFiles(root, {
    'tsconfig.build.json': fs
      .readFileSync(path.join(root, 'tsconfig.build.json'), 'utf8')
      .replace('"strict"', '"noCheck":true,"strict"'),
    [mainSource]: served,
    'node_modules/electron/install.js': install,
    'node_modules/electron-vite/package.json': '{}',
    'node_modules/electron-vite/bin/electron-vite.js': `const fs = require('node:fs');
const folder = process.argv.at(-1) + '/renderer';
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(folder + '/index.html', '');
`,
  });
  const said: string[] = [];
  const read = (name: string) => {
    const file = path.join(root, name);
    return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null;
  };
  return {
    root,
    said,
    opened: () => read('opened.json'),
    proxy: () => read('proxy.json'),
    served: () => read('served.json'),
    start: (env: NodeJS.ProcessEnv = { DISPLAY: ':0' }) =>
      startApplication({
        ...usual,
        platform: 'linux',
        root,
        env: { ...process.env, ...env },
        say: (text) => said.push(text),
        signals: new EventEmitter(),
      }),
  };
}

test('it fetches Electron once, builds what has changed, and opens the window', async () => {
  const { root, said, start, opened, served } = checkout(installer);
  expect(await start({ DISPLAY: ':0', ELECTRON_RUN_AS_NODE: '1' })).toBe(0);
  expect(said).toEqual(['Fetching Electron, about 120 MB, once …', 'Building the window …']);
  expect(opened().args).toEqual([root]); // and never --no-sandbox
  expect(opened().env).not.toHaveProperty('ELECTRON_RUN_AS_NODE');
  // A terminal's Ctrl-C comes by way of its parent alone.
  expect(opened().own).toBe(true);
  expect(served()).toBeNull();

  said.length = 0;
  expect(await start()).toBe(0);
  expect(said).toEqual([]);
});

test('without Electron it says so and serves the page to a browser', async () => {
  const { said, start, served } = checkout(
    "throw new Error('getaddrinfo ENOTFOUND the.release.host');",
  );
  expect(await start()).toBe(0);
  expect(said.at(-1)).toMatch(
    /^The application opens in your browser .*download of Electron failed \(getaddrinfo ENOTFOUND the\.release\.host\)\.$/,
  );
  expect(served()).toEqual(['serve', '--open']);
});

test('an Electron that ends at once gives way to the browser', async () => {
  const { said, start, opened, served } = checkout(installer);
  expect(await start({ DISPLAY: ':0', ELECTRON_ENDS_WITH: '127' })).toBe(0);
  expect(opened()).not.toBeNull();
  expect(said.at(-1)).toContain('Electron does not run here (it ended with exit code 127)');
  expect(served()).toEqual(['serve', '--open']);
});

test('an Electron that may not be started gives way to the browser', async () => {
  const { root, said, start, served } = checkout(installer);
  writeFiles(root, { 'node_modules/electron/path.txt': 'electron' });
  writeFiles(root, { 'node_modules/electron/dist/electron': binary }); // no program
  expect(await start()).toBe(0);
  expect(said.at(-1)).toContain("because this system refuses to start Electron's program");
  expect(served()).toEqual(['serve', '--open']);
});

test("Electron's installer goes the way through a proxy that npm has gone", async () => {
  vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
  const { start, proxy } = checkout(installer);
  expect(await start()).toBe(0);
  expect(proxy()).toBe('true');
});

test('without a display the address is all it can give', async () => {
  const { said, start, opened, served } = checkout(installer);
  expect(await start({ DISPLAY: '', WAYLAND_DISPLAY: '' })).toBe(0);
  expect(said).toEqual([expect.stringContaining('no display')]);
  expect(opened()).toBeNull();
  expect(served()).toEqual(['serve']);
});
