import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useDesktop } from '../../helpers/desktop-app.js';
import { longSearch } from '../../helpers/long-search.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { useTrainedRun } from '../../helpers/trained-run.js';
import { ask, eventually, listen, value } from './bridge.js';

const { launch, launchStandIn } = useDesktop();

const trained = useTrainedRun();

/** A run folder outside any data directory. */
function runElsewhere(name = 'elsewhere'): string {
  const folder = join(temporaryFolder(), name);
  cpSync(join(trained, 'runs', 'tiny'), folder, { recursive: true });
  return folder;
}

const settingsOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'));

test('a picture is saved where the dialog says, byte for byte, and the folder remembered', async () => {
  const dataFolder = temporaryFolder();
  const target = join(temporaryFolder(), 'number.png');
  const { page, answer, calls } = await launch({ dataFolder });
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);

  expect(await value(page, 'file.save', { name: 'number.png', bytes })).toBeNull();
  await answer('dialog.showSaveDialog', { canceled: false, filePath: target });
  expect(await value(page, 'file.save', { name: 'number.png', bytes })).toEqual({ path: target });
  expect(new Uint8Array(readFileSync(target))).toEqual(bytes);

  await value(page, 'file.save', { name: 'again.png', bytes });
  expect((await calls('dialog.showSaveDialog')).at(-1)).toMatchObject([
    { defaultPath: join(target, '..', 'again.png'), filters: [{ extensions: ['png'] }] },
  ]);

  await answer('dialog.showSaveDialog', { canceled: false, filePath: join(target, 'under') });
  expect(await ask(page, 'file.save', { name: 'x.png', bytes })).toMatchObject({
    ok: false,
    error: { code: 'NOT_WRITABLE' },
  });
});

test('several files go into one folder; what is there is replaced only when asked', async () => {
  const folder = temporaryFolder();
  const { page, answer, calls } = await launch({ dataFolder: temporaryFolder() });
  const file = (name: string, byte: number) => ({ name, bytes: Uint8Array.of(byte) });
  await answer('dialog.showOpenDialog', { canceled: false, filePaths: [folder] });

  await value(page, 'files.save', { files: [file('a.png', 1), file('b.png', 2)] });
  expect(readdirSync(folder).sort()).toEqual(['a.png', 'b.png']);
  expect(await calls('dialog.showMessageBox')).toEqual([]);

  await answer('dialog.showMessageBox', { response: 1 });
  expect(
    await value(page, 'files.save', { files: [file('b.png', 9), file('c.png', 3)] }),
  ).toBeNull();
  expect(readdirSync(folder).sort()).toEqual(['a.png', 'b.png']);

  await answer('dialog.showMessageBox', { response: 0 });
  await value(page, 'files.save', { files: [file('b.png', 9), file('c.png', 3)] });
  expect([...readFileSync(join(folder, 'b.png'))]).toEqual([9]);
  expect(readdirSync(folder).sort()).toEqual(['a.png', 'b.png', 'c.png']);
});

test('a picture goes to the clipboard; links come from a fixed list', async () => {
  const { page, calls } = await launchStandIn({ dataFolder: temporaryFolder() });
  const png = Uint8Array.of(137, 80, 78, 71);
  await value(page, 'image.copy', { png });
  expect(await calls('clipboard.write')).toEqual([['image/png', png]]);
  await value(page, 'link.open', { link: 'dcgan-guide' });
  expect(await calls('shell.openExternal')).toEqual([
    ['https://www.tensorflow.org/tutorials/generative/dcgan'],
  ]);
});

/** Of all runs but the built-in one. */
const folders = async ({ page }: { page: Page }) =>
  ((await value(page, 'runs.list', {})) as { folder: string; place: string }[]).flatMap(
    ({ folder, place }) => (place === 'shipped' ? [] : [folder]),
  );

test('a folder that was opened is there again at the next start, until it is forgotten or gone', async () => {
  const dataFolder = temporaryFolder();
  const [chosen, dropped] = [runElsewhere('chosen'), runElsewhere('dropped')];
  const first = await launchStandIn({ dataFolder });
  const told = await listen(first.page);
  expect(await value(first.page, 'run.choose', {})).toBeNull();
  await first.answer('dialog.showOpenDialog', { canceled: false, filePaths: [chosen] });
  const run = await value(first.page, 'run.choose', {});
  expect(run).toMatchObject({ folder: chosen, place: 'opened', hasModel: true });

  const drop = (path: string) =>
    first.page.evaluate((standInPath) => {
      const file = Object.assign(new File([], 'run'), { standInPath });
      return Reflect.get(globalThis, 'digits').openDropped(file);
    }, path);
  const reply = await drop(dropped);
  expect(reply).toMatchObject({ ok: true, value: { folder: dropped } });
  expect(await drop('')).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  expect(await drop(temporaryFolder())).toMatchObject({ ok: false });
  await eventually(told).toContainEqual({ kind: 'runs' });
  await value(first.page, 'run.reveal', { run: reply.value.id });
  expect(await first.calls('shell.showItemInFolder')).toEqual([[dropped]]);
  await first.kill();

  const second = await launchStandIn({ dataFolder });
  expect((await folders(second)).sort()).toEqual([chosen, dropped].sort());
  await value(second.page, 'run.forget', { run: reply.value.id });
  expect(await folders(second)).toEqual([chosen]);
  await second.kill();

  renameSync(chosen, `${chosen}-gone`);
  const third = await launchStandIn({ dataFolder });
  expect(await folders(third)).toEqual([]);
  expect(settingsOf(dataFolder).openedFolders).toEqual([]);
});

test('a folder dropped on the dock is opened, or the page is told why not', async () => {
  const first = runElsewhere();
  const answers = { 'app.openedBeforeReady': first };
  const desktop = await launchStandIn({ dataFolder: temporaryFolder(), answers });
  const { page, native } = desktop;
  await eventually(() => folders(desktop)).toEqual([first]);
  const told = await listen(page);
  await native.emit('app', 'open-file', [runElsewhere()]);
  await eventually(told).toContainEqual({
    kind: 'opened',
    run: expect.stringMatching(/^opened:/),
    error: null,
  });
  await native.emit('app', 'open-file', [temporaryFolder()]);
  await eventually(told).toContainEqual({
    kind: 'opened',
    run: null,
    error: expect.objectContaining({ code: 'NOT_FOUND' }),
  });
});

test('the menu asks the page, and lists the latest runs', async () => {
  const dataFolder = temporaryFolder();
  cpSync(join(trained, 'runs'), join(dataFolder, 'runs'), { recursive: true });
  const { page, clickMenu } = await launch({ dataFolder });
  const told = await listen(page);
  await clickMenu('&View', 'Numbers');
  await clickMenu('&Help', 'Keyboard shortcuts');
  await clickMenu('&File', 'Recent runs', 'tiny');
  const asked = async () =>
    (await told()).filter(({ kind }) => kind === 'menu' || kind === 'opened');
  const before = [
    { kind: 'menu', action: 'numbers' },
    { kind: 'menu', action: 'shortcuts' },
    { kind: 'opened', run: 'tiny', error: null },
  ];
  await eventually(asked).toEqual(before);
  await page.waitForURL(/#\/models\/tiny$/);

  // The shortcuts are shown: their keys do nothing behind them, nor does the menu.
  await page.locator('dialog[open]').waitFor();
  const screen = page.url();
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Control+Enter');
  await clickMenu('&View', 'Train');
  await eventually(asked).toContainEqual({ kind: 'menu', action: 'train' });
  expect(await asked()).toEqual([...before, { kind: 'menu', action: 'train' }]);
  expect(page.url()).toBe(screen);
});

test('settings are kept; a file that cannot be read is set aside', async () => {
  const dataFolder = temporaryFolder();
  const first = await launchStandIn({ dataFolder });
  expect(await value(first.page, 'settings.read', {})).toEqual({});
  await value(first.page, 'settings.write', { theme: 'dark', screen: 'numbers' });
  await value(first.page, 'settings.write', { screen: 'digits' });
  const dark = "matchMedia('(prefers-color-scheme: dark)').matches";
  await eventually(() => first.page.evaluate(dark)).toBe(true);
  await first.kill();

  const second = await launchStandIn({ dataFolder });
  expect(await value(second.page, 'settings.read', {})).toMatchObject({
    theme: 'dark',
    screen: 'digits',
  });
  expect(await second.calls('nativeTheme.themeSource')).toEqual([['dark']]);
  await second.kill();

  for (const content of ['{"page": {', '{"window": {"x": "left"}}', '[]']) {
    writeFileSync(join(dataFolder, 'settings.json'), content);
    const next = await launchStandIn({ dataFolder });
    expect(await value(next.page, 'settings.read', {})).toEqual({});
    await eventually(next.output).toContain('could not be read');
    await next.kill();
  }
  const aside = readdirSync(dataFolder).filter((name) => name.includes('.corrupt-'));
  expect(aside).toHaveLength(3);
});

test('a setting that this version does not know is left alone, and not given to the page', async () => {
  const dataFolder = temporaryFolder();
  mkdirSync(dataFolder, { recursive: true });
  const page = { theme: 'sepia', screen: 'models', later: 1 };
  writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ page, later: true }));
  const desktop = await launch({ dataFolder });
  expect(await value(desktop.page, 'settings.read', {})).toMatchObject({ screen: 'models' });
  await value(desktop.page, 'settings.write', { theme: 'light' });
  expect(settingsOf(dataFolder)).toMatchObject({
    later: true,
    page: { theme: 'light', screen: 'models', later: 1 },
  });
});

test('the window opens where it was closed, unless no screen shows that place', async () => {
  const dataFolder = temporaryFolder();
  const place = { x: 200, y: 100, width: 900, height: 700 };
  const first = await launchStandIn({
    dataFolder,
    answers: {
      'window.getNormalBounds': place,
      'window.isMaximized': true,
      'window.readyToShow': false,
    },
  });
  if (process.platform === 'linux') {
    await eventually(() => first.calls('window.show')).toHaveLength(1);
  }
  expect(await first.calls('BrowserWindow')).toMatchObject([[{ width: 1180, height: 820 }]]);
  await first.closeWindow();
  expect(await first.ended).toBe(0);

  const second = await launchStandIn({ dataFolder });
  expect(await second.calls('BrowserWindow')).toMatchObject([[place]]);
  const shown = async () =>
    (await second.native.calls())
      .map(({ name }) => name)
      .filter((name) => /^window\.(loaded|maximize|show)$/.test(name));
  await eventually(shown).toEqual(['window.loaded', 'window.maximize']);
  await second.kill();

  const elsewhere = [{ x: -1280, y: 0, width: 150, height: 1000 }];
  const env = { XDG_SESSION_TYPE: 'wayland' };
  const third = await launchStandIn({ dataFolder, env, answers: { screen: elsewhere } });
  const [options] = (await third.calls('BrowserWindow'))[0] ?? [];
  expect(options).toMatchObject({ width: 360, height: 700 });
  expect(options).not.toHaveProperty('x');
  await third.closeWindow();
  expect(await third.ended).toBe(0);
  expect(settingsOf(dataFolder).window).toEqual({ width: 360, height: 700, maximized: false });
});

test('a second instance brings the first to the front and ends', async () => {
  const dataFolder = temporaryFolder();
  const first = await launchStandIn({ dataFolder, answers: { 'window.isMinimized': true } });
  await expect(launchStandIn({ dataFolder })).rejects.toThrow(/ended \(0\) before it showed/);
  await eventually(() => first.calls('window.focus')).toHaveLength(1);
  expect(await first.calls('window.restore')).toHaveLength(1);
});

test('a window that is closed before its page is there ends the program without an error', async () => {
  const closed = launchStandIn({
    dataFolder: temporaryFolder(),
    answers: { 'window.closedWhileLoading': true },
  });
  await expect(closed).rejects.toThrow(/ended \(0\) before it showed its page:\s*$/);
});

test('a page that dies is loaded again, once', async () => {
  const { page, native, calls } = await launchStandIn({ dataFolder: temporaryFolder() });
  await page.evaluate('globalThis.before = true');
  await native.loseRenderer();
  await eventually(() => page.evaluate("'before' in globalThis").catch(() => true)).toBe(false);
  expect(await calls('dialog.showErrorBox')).toEqual([]);
  await native.loseRenderer();
  await eventually(() => calls('dialog.showErrorBox')).toHaveLength(1);
});

test('a search ends with the page that asked for it', async () => {
  const { page } = await launch({ dataFolder: temporaryFolder() });
  const kinds = async (told: () => Promise<{ kind: string }[]>) =>
    (await told()).map(({ kind }) => kind);
  const before = await listen(page);
  await page.evaluate((request) => {
    Reflect.get(globalThis, 'digits')['digits.grid'](request);
  }, longSearch);
  await eventually(() => kinds(before)).toContain('search');
  await page.reload();
  // It is told five times a second: a second in which nothing is said of it comes after its end alone.
  await eventually(async () => {
    const after = await listen(page);
    await page.waitForTimeout(1_000);
    return kinds(after);
  }).not.toContain('search');
});
