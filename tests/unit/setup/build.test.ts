import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from './temporary-directory.js';

const repository = path.resolve(import.meta.dirname, '../../..');
const MAIN = 'src-main/cli/main.ts';

/** A checkout in small: the real launcher, the real compiler, a command line of a few lines. */
function checkout(): string {
  const root = temporaryDirectory();
  const write = (name: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  };
  write('package.json', '{"type": "module"}');
  const compilerOptions = {
    ...{
      target: 'es2023',
      module: 'nodenext',
      types: [],
      strict: true,
      rootDir: '.',
      outDir: 'dist',
    },
    incremental: true,
    tsBuildInfoFile: 'dist/.tsbuildinfo',
  };
  write(
    'tsconfig.build.json',
    JSON.stringify({ compilerOptions, include: ['src-main/cli', 'src-shared'] }),
  );
  write(MAIN, program("'one'"));
  write('src-shared/greeting.ts', "export const greeting = 'hello';\n");
  const setup = 'src-main/setup';
  fs.cpSync(path.join(repository, setup), path.join(root, setup), { recursive: true });
  fs.symlinkSync(
    path.join(repository, 'node_modules'),
    path.join(root, 'node_modules'),
    'junction',
  );
  return root;
}

function program(word: string): string {
  return `import { greeting } from '../../src-shared/greeting.js';
declare const console: { log(...words: unknown[]): void };
export async function main(args: string[]): Promise<number> {
  const word: string = ${word};
  console.log(greeting, word, ...args);
  return args.length;
}
`;
}

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
  const root = checkout();
  // Two at once: one builds, both run.
  const both = await Promise.all([digits(root, 'a'), digits(root, 'a')]);
  for (const run of both) expect(run).toMatchObject({ status: 1, stdout: 'hello one a\n' });
  expect(both.filter(({ stderr }) => stderr.includes('Building'))).toHaveLength(1);

  const started = performance.now();
  expect(await digits(root)).toEqual({ status: 0, stdout: 'hello one\n', stderr: '' });
  expect(performance.now() - started).toBeLessThan(1000);

  // A change that leaves the entry as it is.
  fs.writeFileSync(
    path.join(root, 'src-shared/greeting.ts'),
    "export const greeting = 'good day';\n",
  );
  expect(await digits(root)).toMatchObject({ status: 0, stdout: 'good day one\n' });

  // A failed build says why, changes nothing, and is tried again.
  fs.writeFileSync(path.join(root, MAIN), program('2'));
  for (let round = 0; round < 2; round += 1) {
    const failed = await digits(root);
    expect(failed).toMatchObject({ status: 1, stdout: '' });
    expect(failed.stderr).toContain('cli/main.ts(4,9): error TS2322');
  }
  expect(fs.readFileSync(path.join(root, 'dist/src-main/cli/main.js'), 'utf8')).toContain("'one'");
  fs.writeFileSync(path.join(root, MAIN), program("'two'"));
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
  const root = checkout();
  fs.rmSync(path.join(root, 'node_modules'));
  const { status, stderr } = await digits(root);
  expect(status).toBe(1);
  expect(stderr).toMatch(/packages are not installed .* Run `npm install` there\.\n$/);
});
