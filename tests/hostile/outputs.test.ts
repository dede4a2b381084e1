import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedFolder } from '../helpers/temporary-folder.js';
import { runMain } from '../unit/cli/run-main.js';
import { canMakeDevices } from './attacks.js';
import { writeSmallData } from './small-run.js';
import { faultsOfText } from './texts.js';
import { serviceHere } from './trainings.js';

const shared = sharedFolder();
const nobody = 65_534;
const launcher = fileURLToPath(new URL('../../src-main/setup/digits.mjs', import.meta.url));
const before = process.cwd();
// Paths such as . are taken in a folder of one's own.
beforeAll(() => process.chdir(shared));
afterAll(() => process.chdir(before));

/** Every command that writes a file, with the name that its format goes by. */
const fileCommands: readonly (readonly [string, string, readonly string[]])[] = [
  ['a grid', 'out.png', ['generate', '--seed', '1', '--rows', '2', '--columns', '2']],
  ['an array', 'out.npy', ['generate', '--seed', '1', '--count', '4', '--format', 'npy']],
  ['an IDX file', 'out-idx3-ubyte', ['generate', '--seed', '1', '--count', '4', '--format', 'idx']],
  ['a number', 'out.png', ['compose', '--digits', '2', '--seed', '1']],
];

/** Every command that fills a folder, and a file that it then holds. */
const folderCommands: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['pictures', '--out', '000003.png', ['generate', '--seed', '1', '--count', '4']],
  ['numbers', '--out-dir', '', ['compose', '--digits', '1-2', '--seed', '1']],
];

/** What a command did that wrote, or did not write, to a path. */
async function writes(args: readonly string[], out: string, flag = '--out') {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error(`${args[0]} to ${out}: no end`)), 30_000).unref(),
  );
  const { code, stderr, stdout } = await Promise.race([runMain([...args, flag, out]), late]);
  expect(faultsOfText(stderr + stdout)).toEqual([]);
  if (code !== 0) expect(stderr, 'a refusal says why').toMatch(/\w.*\./);
  return code;
}

/** A new folder and what is in it, hidden or not. */
function place() {
  const folder = mkdtempSync(join(shared, 'place-'));
  return { folder, names: () => readdirSync(folder).sort() };
}

describe.each(fileCommands)('%s', (_, name, args) => {
  /** What the command writes to a plain file. */
  const content = async () => {
    const { folder } = place();
    expect(await writes(args, join(folder, name))).toBe(0);
    return readFileSync(join(folder, name));
  };

  test('replaces a plain file and keeps its mode', async () => {
    const { folder, names } = place();
    const path = join(folder, name);
    writeFileSync(path, 'old', { mode: 0o600 });
    expect(await writes(args, path)).toBe(0);
    expect(readFileSync(path)).toEqual(await content());
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(names()).toEqual([name]);
  });

  test.each([true, false])(
    'goes where a link leads, whether that is there: %s',
    async (isThere) => {
      const [links, targets] = [place(), place()];
      const [link, target] = [join(links.folder, name), join(targets.folder, 'target')];
      if (isThere) writeFileSync(target, 'old');
      symlinkSync(target, link);
      expect(await writes(args, link)).toBe(0);
      expect(readlinkSync(link)).toBe(target);
      expect(readFileSync(target)).toEqual(await content());
      expect([links.names(), targets.names()]).toEqual([[name], ['target']]);
    },
  );

  test('leaves links that lead to no end as they are', async () => {
    const { folder, names } = place();
    const path = join(folder, name);
    symlinkSync(path, path);
    expect(await writes(args, path)).toBe(1);
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(names()).toEqual([name]);
  });

  test('reaches both names of a file', async () => {
    const { folder, names } = place();
    const [one, other] = [join(folder, name), join(folder, 'other')];
    writeFileSync(one, 'old');
    linkSync(one, other);
    expect(await writes(args, one)).toBe(0);
    expect(readFileSync(other)).toEqual(await content());
    expect(statSync(one).ino).toBe(statSync(other).ino);
    expect(names()).toEqual([name, 'other'].sort());
  });

  test.each([false, true])('goes through a named pipe, by a link: %s', async (byLink) => {
    const expected = await content();
    const { folder, names } = place();
    const pipe = join(folder, byLink ? 'pipe' : name);
    execFileSync('mkfifo', [pipe]);
    if (byLink) symlinkSync('pipe', join(folder, name));
    const received = readByAnother(pipe);
    expect(await writes(args, join(folder, name))).toBe(0);
    expect(await received).toEqual(expected);
    expect(lstatSync(pipe).isFIFO()).toBe(true);
    expect(names()).toEqual(byLink ? [name, 'pipe'].sort() : [name]);
  });

  test('goes through a device and leaves it there', async () => {
    const { folder, names } = place();
    const path = join(folder, name);
    // Whoever may not make one of his own is not to try another's.
    if (!canMakeDevices(folder)) return;
    execFileSync('mknod', [path, 'c', '1', '3']);
    expect(await writes(args, path)).toBe(0);
    expect(statSync(path).isCharacterDevice()).toBe(true);
    expect(names()).toEqual([name]);
  });

  test.each([
    ['', false],
    ['/', false],
    ['/.', false],
    ['', true],
  ])('does not take the place of a folder (%j, by a link: %s)', async (ending, byLink) => {
    const { folder, names } = place();
    mkdirSync(join(folder, 'folder'));
    if (byLink) symlinkSync('folder', join(folder, name));
    const path = join(folder, byLink ? name : 'folder');
    await writes(args, `${path}${ending}`);
    expect(statSync(path).isDirectory()).toBe(true);
    expect(names()).toEqual(byLink ? ['folder', name].sort() : ['folder']);
    expect(readdirSync(join(folder, 'folder')).filter((each) => each.startsWith('.'))).toEqual([]);
  });

  test.each(['/proc/nowhere/out.png', '/proc/self/nowhere'])('is refused for %s', async (out) => {
    expect(await writes(args, out)).not.toBe(0);
  });

  test('takes a name of 255 bytes, refuses a longer one, and leaves nothing', async () => {
    const { folder, names } = place();
    const longest = `${'x'.repeat(255 - name.length)}${name}`;
    expect(await writes(args, join(folder, longest))).toBe(0);
    expect(await writes(args, join(folder, `x${longest}`))).not.toBe(0);
    expect(names()).toEqual([longest]);
  });

  test('is refused by a folder of somebody else, and leaves nothing', async () => {
    const { folder, names } = place();
    chmodSync(folder, 0o555);
    expect(await asNobody(() => writes(args, join(folder, name)))).not.toBe(0);
    expect(names()).toEqual([]);
  });
});

/** Of a pipe, by a process of its own: a reader that waits in vain stops nothing here. */
const readByAnother = (pipe: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { encoding: 'buffer', timeout: 10_000 } as const;
    execFile('cat', [pipe], options, (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });

/** Root may do everything: as somebody else for a while. */
async function asNobody<Value>(work: () => Promise<Value>): Promise<Value> {
  const isRoot = process.geteuid?.() === 0;
  chmodSync(shared, 0o755);
  if (isRoot) process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe.each(folderCommands)('%s', (_, flag, last, args) => {
  const isFilled = (folder: string) =>
    expect(last === '' ? readdirSync(folder).length : readdirSync(folder)).toEqual(
      // Two numbers and their table.
      last === '' ? 3 : expect.arrayContaining([last]),
    );

  test.each(['new', 'new/', 'a/b/new', '255'])('makes a folder: %s', async (name) => {
    const { folder, names } = place();
    const path = join(folder, name === '255' ? 'x'.repeat(255) : name);
    expect(await writes(args, path, flag)).toBe(0);
    isFilled(path);
    expect(names()).toHaveLength(1);
  });

  test.each([false, true])('fills an empty folder and keeps it, by a link: %s', async (byLink) => {
    const { folder, names } = place();
    const path = join(folder, 'folder');
    mkdirSync(path, { mode: 0o700 });
    const { ino } = statSync(path);
    if (byLink) symlinkSync('folder', join(folder, 'link'));
    expect(await writes(args, join(folder, byLink ? 'link' : 'folder'), flag)).toBe(0);
    isFilled(path);
    expect(statSync(path)).toMatchObject({ ino, mode: 0o40_700 });
    expect(names()).toEqual(byLink ? ['folder', 'link'] : ['folder']);
    expect(readdirSync(path).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('fills the current folder', async () => {
    const { folder } = place();
    process.chdir(folder);
    const code = await writes(args, '.', flag).finally(() => process.chdir(shared));
    expect(code).toBe(0);
    isFilled(folder);
  });

  const makers: [string, (path: string) => void][] = [
    ['a file', (path) => writeFileSync(path, 'old')],
    ['a named pipe', (path) => void execFileSync('mkfifo', [path])],
    ['a link to nothing', (path) => symlinkSync('nothing', path)],
    ['a link to itself', (path) => symlinkSync(path, path)],
  ];
  test.each(makers)('is refused by %s and leaves it', async (_what, make) => {
    const { folder, names } = place();
    const path = join(folder, 'out');
    make(path);
    const { ino } = lstatSync(path);
    expect(await writes(args, path, flag)).not.toBe(0);
    expect(lstatSync(path).ino).toBe(ino);
    expect(names()).toEqual(['out']);
  });

  test.each(['/proc/nowhere', '/proc/nowhere/x'])('is refused for %s', async (out) => {
    expect(await writes(args, out, flag)).not.toBe(0);
  });

  test('is refused by a folder of somebody else, and leaves nothing', async () => {
    const { folder, names } = place();
    chmodSync(folder, 0o555);
    const code = await asNobody(() => writes(args, join(folder, 'out'), flag));
    expect(code).not.toBe(0);
    expect(names()).toEqual([]);
  });
});

describe('a training', () => {
  const service = serviceHere();
  const images = join(shared, 'images');
  afterAll(() => service.close());
  beforeAll(async () => {
    process.env.DIGITS_DATA_DIR = shared;
    await writeSmallData(images);
  });
  const commands: readonly (readonly [string, readonly string[]])[] = [
    [
      'of a generator',
      [
        ...['train', '--preset', 'tiny', '--data', images, '--epochs', '1', '--max-steps', '1'],
        ...['--batch-size', '32', '--noise-dim', '10'],
      ],
    ],
    ['of a recogniser', ['train-recogniser', '--epochs', '1', '--limit-images', '16']],
  ];
  const start = async (args: readonly string[], out: string) => {
    const openService = async () => ({ ...service, close: async () => {}, kill: () => {} });
    const { code, stderr } = await runMain([...args, '--out', out], {
      surroundings: { openService },
    });
    expect(faultsOfText(stderr)).toEqual([]);
    return code;
  };

  test.each(['new', 'empty', 'link'])('fills a folder that is %s', async (kind) => {
    const { folder, names } = place();
    const path = join(folder, kind);
    mkdirSync(join(folder, 'empty'), { mode: 0o700 });
    if (kind === 'link') symlinkSync('empty', path);
    expect(await start(commands[0]?.[1] ?? [], path)).toBe(0);
    expect(readdirSync(path)).toContain('run.json');
    expect(statSync(join(folder, 'empty')).mode & 0o777).toBe(0o700);
    expect(names()).toEqual([...new Set(['empty', kind])].sort());
  });

  const takers: [string, (path: string) => void][] = [
    ['a file', (path) => writeFileSync(path, 'old')],
    ['a named pipe', (path) => void execFileSync('mkfifo', [path])],
    ['a link to nothing', (path) => symlinkSync('nothing', path)],
    ['a folder that is not empty', (path) => mkdirSync(join(path, 'inside'), { recursive: true })],
  ];
  const cases = commands.flatMap(([what, args]) =>
    takers.map(([taker, make]) => [what, taker, args, make] as const),
  );
  test.each(cases)('%s is refused by %s, which stays', async (_what, _taker, args, make) => {
    const { folder, names } = place();
    const path = join(folder, 'out');
    make(path);
    const { ino } = lstatSync(path);
    expect(await start(args, path)).not.toBe(0);
    expect(lstatSync(path).ino).toBe(ino);
    expect(names()).toEqual(['out']);
  });

  test.each(commands)('%s is refused where no folder can be made', async (_what, args) => {
    expect(await start(args, '/proc/nowhere')).not.toBe(0);
  });
});

describe('the program itself', () => {
  const shell = (script: string) =>
    execFileSync('bash', ['-c', script], {
      cwd: shared,
      env: { ...process.env, DIGITS_DATA_DIR: shared, DIGITS: launcher, NODE: process.execPath },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const generate = '"$NODE" "$DIGITS" generate --seed 1 --rows 1 --columns 1';
  const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

  test('writes to its own streams', { timeout: 300_000 }, () => {
    for (const script of [
      `${generate} --out /dev/stdout`,
      `${generate} --out /dev/fd/3 3>&1 1>&2`,
      `${generate} --out >(cat >through.png) >/dev/null; for i in $(seq 50); do [ -s through.png ] && break; sleep 0.1; done; cat through.png`,
    ]) {
      expect(shell(script).subarray(0, 8), script).toEqual(png);
    }
  });

  test('fills a folder that is a mount', { timeout: 300_000 }, () => {
    // Not everybody may mount, also not for himself alone.
    const script = [
      'mkdir -p mount && unshare -m bash -c',
      `'mount -t tmpfs none mount || exit 0; ${generate.replace('--rows 1 --columns 1', '--count 3')}`,
      "--out mount >/dev/null && ls -A mount' || true",
    ].join(' ');
    const names = shell(script).toString().trim().split('\n');
    expect(names.length === 3 || names.join() === '').toBe(true);
  });
});
