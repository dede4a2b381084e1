import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandNames, desktopCommandNames } from '../../../src-shared/contract/command-names.js';
import { root, useDesktop } from '../../helpers/desktop-app.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { eventually } from './bridge.js';

const { launchStandIn: launch } = useDesktop();
const home = 'app://bundle/';

test('the window is locked down, and the page has these methods and no more', async () => {
  const { page, calls, complaints } = await launch({
    dataFolder: temporaryFolder(),
    answers: { superuser: false },
  });
  expect(await calls('app.enableSandbox')).toHaveLength(1);
  expect(await calls('BrowserWindow')).toMatchObject([
    [
      {
        webPreferences: {
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          webSecurity: true,
          webviewTag: false,
        },
      },
    ],
  ]);
  const bridge = await page.evaluate(() => ({
    names: Object.keys(Reflect.get(globalThis, 'digits')),
    frozen: Object.isFrozen(Reflect.get(globalThis, 'digits')),
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
  }));
  const asked = [...commandNames, ...desktopCommandNames].filter(
    (name) => name !== 'run.openFolder',
  );
  expect(bridge.names.sort()).toEqual([...asked, 'onEvent', 'openDropped', 'platform'].sort());
  expect(bridge).toMatchObject({ frozen: true, node: [] });
  expect(complaints).toEqual([]);
});

test('calls are answered to the page alone', async () => {
  const { native } = await launch({ dataFolder: temporaryFolder() });
  const call = (frame: { url: string; main: boolean }, channel = 'runs.list') =>
    native.invoke({ window: 1, frame, channel, args: [{}] });
  expect(await call({ url: home, main: true })).toMatchObject({
    ok: true,
    value: [{ place: 'shipped' }],
  });

  const refused = { ok: false, error: { code: 'BAD_INPUT' } };
  const foreign = [
    { url: home, main: false }, // a frame within the page
    { url: 'https://example.com/', main: true },
    { url: 'app://bundle.example.com/', main: true },
    { url: 'app://other/', main: true },
    { url: 'file:///app://bundle/', main: true },
    { url: 'about:blank', main: true },
    { url: '', main: true },
  ];
  for (const frame of foreign) {
    expect(await call(frame), frame.url).toMatchObject(refused);
    expect(await call(frame, 'settings.read'), frame.url).toMatchObject(refused);
  }
  await expect(call({ url: home, main: true }, 'shell.openExternal')).rejects.toThrow(
    /No handler registered/,
  );
});

test('inputs are checked, and a page names no path and no address', async () => {
  const { native, calls } = await launch({ dataFolder: temporaryFolder() });
  const call = (channel: string, input: unknown) =>
    native.invoke({ window: 1, frame: { url: home, main: true }, channel, args: [input] });
  const bad = { ok: false, error: { code: 'BAD_INPUT' } };
  expect(await call('runs.show', { run: '/etc' })).toMatchObject(bad);
  expect(await call('runs.show', { run: '../x' })).toMatchObject(bad);
  expect(await call('training.start', { config: {}, folder: '/tmp/x' })).toMatchObject(bad);
  expect(await call('link.open', { link: 'https://example.com/' })).toMatchObject(bad);
  expect(await call('run.openFolder', { folder: 'relative' })).toMatchObject(bad);
  const bytes = new Uint8Array(1);
  for (const name of ['../x.png', '/etc/passwd', '.bashrc', 'a/b.png', 'a\\b.png', '']) {
    expect(await call('file.save', { name, bytes }), name).toMatchObject(bad);
    expect(await call('files.save', { files: [{ name, bytes }] }), name).toMatchObject(bad);
  }
  expect(await calls('dialog.showSaveDialog')).toEqual([]);
  expect(await calls('dialog.showOpenDialog')).toEqual([]);
  expect(await calls('shell.openExternal')).toEqual([]);
});

test('app:// serves the files of the page, read only', async () => {
  const { native } = await launch({ dataFolder: temporaryFolder() });
  const get = (path: string, method = 'GET') =>
    native.request({ url: `${home}${path}`, method, headers: {}, body: null });
  const index = readFileSync(join(root, 'out/renderer/index.html'), 'utf8');

  const good = await get('');
  expect(good.status).toBe(200);
  expect(Buffer.from(good.body).toString()).toBe(index);
  expect(await get('', 'HEAD')).toMatchObject({ status: 200, body: new Uint8Array() });
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    expect(await get('', method)).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    });
  }
  const outside = [
    '../main/index.js',
    '..%2fmain%2findex.js',
    '%2e%2e/main/index.js',
    'assets/..%2f..%2fmain/index.js',
    '..%5cmain%5cindex.js',
    '/etc/passwd',
    'assets',
    'assets/',
    '.build-stamp',
    'nothing.js',
    'index.html%00.js',
  ];
  for (const path of outside) expect((await get(path)).status, path).toBe(404);
  const elsewhere = await native.request({
    url: 'app://other/index.html',
    method: 'GET',
    headers: {},
    body: null,
  });
  expect(elsewhere.status).toBe(404);

  for (const answer of [good, await get('', 'POST'), await get('nothing.js'), elsewhere]) {
    const policy = answer.headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  }
});

/** What injected code would try; the types of this file know no DOM. */
const attempts = `(async () => {
  const refused = new Set();
  document.addEventListener('securitypolicyviolation', (event) =>
    refused.add(event.effectiveDirective),
  );
  const add = (name, change) => {
    const element = document.createElement(name);
    change(element);
    document.body.append(element);
  };
  add('script', (script) => (script.textContent = 'globalThis.inlineRan = true'));
  add('p', (paragraph) => paragraph.setAttribute('style', 'color: red'));
  add('iframe', (frame) => (frame.src = 'https://example.com/'));
  const fetched = await fetch('https://example.com/').catch(() => 'refused');
  // In a task of its own: the debugger's evaluation is exempt from the policy.
  const evaluated = await new Promise((resolve) => {
    setTimeout(() => {
      try {
        resolve(Function('return 1')());
      } catch {
        resolve('refused');
      }
    }, 100);
  });
  // Violations are told a little later.
  for (let tries = 0; tries < 200 && refused.size < 5; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { inline: 'inlineRan' in globalThis, evaluated, fetched, refused: [...refused].sort() };
})()`;

test('a real browser enforces the policy', async () => {
  const { page, complaints } = await launch({ dataFolder: temporaryFolder() });
  const ran = await page.evaluate(attempts);
  expect(ran).toEqual({
    inline: false,
    evaluated: 'refused',
    fetched: 'refused',
    refused: ['connect-src', 'frame-src', 'script-src', 'script-src-elem', 'style-src-attr'],
  });
  expect(complaints.length).toBeGreaterThan(0);
});

test('the window goes nowhere else, opens nothing, and is granted nothing', async () => {
  const { page, native } = await launch({ dataFolder: temporaryFolder() });
  // The screen that is shown stands behind it.
  const address = () => page.url().split('#')[0];
  const before = address();
  const targets = [
    'https://example.com/',
    'http://bundle.app.localhost/index.html',
    'http://other.app.localhost/',
  ];
  for (const target of targets) {
    await page.evaluate(`location.href = '${target}'`);
    await page.waitForTimeout(200);
    expect(address()).toBe(before);
  }
  for (const url of ['https://example.com/', 'file:///etc/passwd', 'app://other/']) {
    expect(await native.mayNavigate(1, { url, main: true })).toBe(false);
    expect(await native.mayNavigate(1, { url, main: false })).toBe(false);
  }
  // Nothing may be embedded either, its own page included; reloading is no way out.
  expect(await native.mayNavigate(1, { url: home, main: false })).toBe(false);
  expect(await native.mayNavigate(1, { url: `${home}#digits`, main: true })).toBe(true);

  for (const url of ['https://example.com/', home])
    expect(await native.mayOpen(1, url)).toBe(false);
  await page.evaluate("void open('https://example.com/')");
  await eventually(() => page.context().pages().length).toBe(1);

  const permissions = ['geolocation', 'media', 'notifications', 'clipboard-read', 'openExternal'];
  for (const permission of permissions) expect(await native.mayUse(permission)).toBe(false);
});
