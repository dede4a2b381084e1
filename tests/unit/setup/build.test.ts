import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { build, isBuilt } from '../../../src-main/setup/build.mjs';
import { mainSource, program, smallCheckout } from './small-checkout.js';

async function digits(root: string, ...args: string[]) {
  const launcher = path.join(root, 'src-main/setup/digits.mjs');
  const child = spawn(process.execPath, [launcher, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => (stdout += text));
  child.stderr.on('data', (text) => (stderr += text));
  const status = await new Promise<number | null>((resolve) => void child.on('close', resolve));
  return { status, stdout, stderr };
}

test('the program is built when its sources are not what was built last', async () => {
  const root = smallCheckout();
  // Two at once: one builds, both run.
  const both = await Promise.all([digits(root, 'a'), digits(root, 'a')]);
  for (const run of both) expect(run).toMatchObject({ status: 1, stdout: 'hello one a\n' });
  expect(both.filter(({ stderr }) => stderr.includes('Building'))).toHaveLength(1);

  // What is built is not built again: that would be said.
  expect(await digits(root)).toEqual({ status: 0, stdout: 'hello one\n', stderr: '' });

  // A change that leaves the entry as it is.
  fs.writeFileSync(
    path.join(root, 'src-shared/greeting.ts'),
    "export const greeting = 'good day';\n",
  );
  expect(await digits(root)).toMatchObject({ status: 0, stdout: 'good day one\n' });

  // A failed build says why, changes nothing, and is tried again.
  fs.writeFileSync(path.join(root, mainSource), program('2'));
  for (let round = 0; round < 2; round += 1) {
    const failed = await digits(root);
    expect(failed).toMatchObject({ status: 1, stdout: '' });
    expect(failed.stderr).toContain('cli/main.ts(4,9): error TS2322');
  }
  expect(fs.readFileSync(path.join(root, 'dist/src-main/cli/main.js'), 'utf8')).toContain("'one'");
  fs.writeFileSync(path.join(root, mainSource), program("'two'"));
  expect(await digits(root)).toMatchObject({ status: 0, stdout: 'good day two\n' });

  // Output that somebody deleted comes back.
  fs.rmSync(path.join(root, 'dist/src-main'), { recursive: true });
  expect(await digits(root)).toMatchObject({ status: 0, stdout: 'good day two\n' });

  // An installed package: no sources, no compiler.
  for (const name of ['src-shared', 'src-main/cli', 'tsconfig.build.json', 'node_modules']) {
    fs.rmSync(path.join(root, name), { recursive: true });
  }
  expect(await digits(root)).toEqual({ status: 0, stdout: 'good day two\n', stderr: '' });
  fs.rmSync(path.join(root, 'dist'), { recursive: true });
  expect(await digits(root)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('incomplete'),
  });
});

test('without its packages it says what to run', async () => {
  const root = smallCheckout();
  fs.rmSync(path.join(root, 'node_modules'));
  const { status, stderr } = await digits(root);
  expect(status).toBe(1);
  expect(stderr).toMatch(/packages are not installed .* Run `npm install` there\.\n$/);
});

test('the page is built beside the one that is there, and replaces it when it is whole', async () => {
  const root = smallCheckout();
  const page = path.join(root, 'out/renderer/index.html');
  const started: string[] = [];
  const buildPage = () => build(root, { part: 'page', onStart: (name) => started.push(name) });
  await Promise.all([buildPage(), buildPage()]);
  expect(started).toEqual(['window']);
  expect(fs.readFileSync(page, 'utf8')).toContain('<title>one</title>');
  expect(isBuilt(root, 'page')).toBe(true);
  expect(isBuilt(root)).toBe(false);

  fs.writeFileSync(path.join(root, 'src-main/desktop/index.ts'), "import './missing.js';\n");
  expect(isBuilt(root, 'page')).toBe(false);
  await expect(buildPage()).rejects.toMatchObject({
    code: 'BUILD_FAILED',
    details: expect.stringContaining('missing.js'),
  });
  expect(fs.readFileSync(page, 'utf8')).toContain('<title>one</title>');

  fs.writeFileSync(path.join(root, 'src-main/desktop/index.ts'), "console.log('two');\n");
  fs.writeFileSync(path.join(root, 'src-renderer/index.html'), '<title>two</title>\n');
  await buildPage();
  expect(fs.readFileSync(page, 'utf8')).toContain('<title>two</title>');
  expect(fs.readdirSync(path.join(root, 'out')).sort()).toEqual([
    '.build-stamp',
    ...['main', 'preload', 'renderer'],
  ]);
});

test('only the server waits for the page', async () => {
  const root = smallCheckout();
  expect((await digits(root, 'train')).stderr).toBe('Building the program, which happens once …\n');
  expect(fs.existsSync(path.join(root, 'out'))).toBe(false);
  expect(await digits(root, 'serve')).toMatchObject({
    stdout: 'hello one serve\n',
    stderr: 'Building the window, which happens once …\n',
  });
  expect((await digits(root, 'serve')).stderr).toBe('');
});
