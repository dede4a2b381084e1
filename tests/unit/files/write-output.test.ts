import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import {
  chmod,
  link,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { isStandardOutput } from '../../../src-main/files/output-target.js';
import { writeNewOutput, writeOutput, writeOutputs } from '../../../src-main/files/write-output.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

/** Ends in the middle, as an interrupted command or a full disk does. */
function* breaking() {
  yield 'half';
  throw new Error('interrupted');
}

describe('a file', () => {
  it('is made, and its folder too', async () => {
    const path = join(temporaryFolder(), 'deep', 'deeper', 'n.png');
    await writeOutput(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(dirname(path))).toEqual(['n.png']);
  });

  it('keeps its mode when it is replaced', async () => {
    const path = join(temporaryFolder(), 'secret.png');
    await writeFile(path, 'old', { mode: 0o600 });
    await writeOutput(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect((await stat(path)).mode & 0o7777).toBe(0o600);
  });

  it.runIf(process.platform !== 'win32')('may have a name of 255 bytes', async () => {
    const path = join(temporaryFolder(), `${'ä'.repeat(125)}x.png`);
    await writeOutput(path, 'new');
    await writeOutput(path, 'newer');
    expect(await readFile(path, 'utf8')).toBe('newer');
  });

  it('stays as it was when the content breaks off, and nothing lies beside it', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'n.png');
    await writeFile(path, 'old');
    await expect(writeOutput(path, breaking())).rejects.toThrow('interrupted');
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['n.png']);
  });

  it('with two names keeps both', async () => {
    const folder = temporaryFolder();
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    await writeFile(first, 'old and longer');
    await link(first, second);
    await expect(writeOutput(first, breaking())).rejects.toThrow('interrupted');
    expect(await readFile(second, 'utf8')).toBe('old and longer');
    await writeOutput(first, 'new');
    expect(await readFile(second, 'utf8')).toBe('new');
    expect((await stat(second)).nlink).toBe(2);
  });
});

describe('a link', () => {
  const linked = async (target: string) => {
    const folder = temporaryFolder();
    await mkdir(join(folder, 'there'));
    const path = join(folder, 'latest.png');
    await symlink(target, path);
    return { path, end: join(folder, target) };
  };

  it('stays a link: what it leads to is written', async () => {
    const { path, end } = await linked('there/n.png');
    await writeFile(end, 'old');
    await writeOutput(path, 'new');
    expect(await readFile(end, 'utf8')).toBe('new');
    expect(await readlink(path)).toBe('there/n.png');
  });

  it('to a file that is not there yet makes it', async () => {
    const { path, end } = await linked('there/new.png');
    await writeOutput(path, 'new');
    expect(await readFile(end, 'utf8')).toBe('new');
    expect((await lstat(path)).isSymbolicLink()).toBe(true);
  });

  it('to a link is followed to the end', async () => {
    const { path, end } = await linked('there/second');
    await symlink('n.png', end);
    await writeOutput(path, 'new');
    expect(await readFile(join(dirname(end), 'n.png'), 'utf8')).toBe('new');
  });

  it('to itself is refused', async () => {
    const { path } = await linked('latest.png');
    await expect(writeOutput(path, 'new')).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
  });
});

describe.runIf(process.platform === 'linux')('what is no plain file', () => {
  it('a named pipe gets the bytes, though its reader comes later, and stays', async () => {
    const path = join(temporaryFolder(), 'pipe.png');
    execFileSync('mkfifo', [path]);
    const written = writeOutput(path, ['first ', 'x'.repeat(200_000), ' last']);
    await new Promise((resolve) => setTimeout(resolve, 120));
    const [read] = await Promise.all([text(createReadStream(path)), written]);
    expect(read).toBe(`first ${'x'.repeat(200_000)} last`);
    expect((await lstat(path)).isFIFO()).toBe(true);
  });

  it('a named pipe is let go of when what it gets breaks off', async () => {
    const path = join(temporaryFolder(), 'pipe.png');
    execFileSync('mkfifo', [path]);
    async function* broken() {
      yield 'first';
      throw new Error('interrupted');
    }
    const read = text(createReadStream(path));
    await expect(writeOutput(path, broken())).rejects.toThrow('interrupted');
    expect(await read).toBe('first');
  });

  it('a pipe that nobody reads is given up when a person ends the work', async () => {
    const path = join(temporaryFolder(), 'pipe.png');
    execFileSync('mkfifo', [path]);
    const ended = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('interrupted')), 100);
    });
    ended.catch(() => {});
    const race = <Value>(work: Promise<Value>) => Promise.race([work, ended]);
    await expect(writeOutput(path, 'x', race)).rejects.toThrow('interrupted');
    expect((await lstat(path)).isFIFO()).toBe(true);
  });

  it('a device is written through and stays', async () => {
    // Only root can make one, and only for root could the system's own be in danger.
    let path = '/dev/null';
    if (process.getuid?.() === 0) {
      path = join(temporaryFolder(), 'null');
      execFileSync('mknod', [path, 'c', '1', '3']);
    }
    await writeOutput(path, 'x');
    expect((await lstat(path)).isCharacterDevice()).toBe(true);
  });

  it('a stream of this process gets the bytes', async () => {
    const streams = join(temporaryFolder(), 'streams');
    await symlink('/dev/fd', streams);
    const script = `
      import { writeOutput } from ${JSON.stringify(join(process.cwd(), 'dist/src-main/files/write-output.js'))};
      await writeOutput(${JSON.stringify(`${streams}/3`)}, 'third');
      await writeOutput('/dev/stdout', 'first ');
      await writeOutput('-', 'again');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    });
    const third = child.stdio[3];
    if (third === null || third === undefined || !('read' in third)) throw new Error('no stream 3');
    const { stdout } = child;
    if (stdout === null) throw new Error('no standard output');
    const [out, also] = await Promise.all([text(stdout), text(third), once(child, 'close')]);
    expect([out, also]).toEqual(['first again', 'third']);
  });

  it.each(['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'])(
    '%s is standard output',
    async (path) => expect(await isStandardOutput(path)).toBe(true),
  );

  it('a folder is refused', async () => {
    const folder = temporaryFolder();
    await expect(writeOutput(folder, 'x')).rejects.toMatchObject({
      code: 'NOT_WRITABLE',
      message: expect.stringMatching(/it is a folder/),
    });
  });

  it('a place where no folder can be made is refused at once', async () => {
    await expect(writeOutput('/proc/nowhere/n.png', 'x')).rejects.toMatchObject({
      message: expect.stringContaining('/proc/nowhere/n.png'),
    });
  });
});

describe('what may not be written', () => {
  it('is refused and stays as it was, but for root', async () => {
    const path = join(temporaryFolder(), 'n.png');
    await writeFile(path, 'old');
    await chmod(path, 0o444);
    const refused = await writeOutput(path, 'new').then(
      () => null,
      (error: unknown) => error,
    );
    if (process.getuid?.() === 0) expect(refused).toBeNull();
    else expect(refused).toMatchObject({ code: 'NOT_WRITABLE' });
    expect(await readFile(path, 'utf8')).toBe(refused === null ? 'new' : 'old');
  });
});

describe('outputs that belong together', () => {
  const pair = (folder: string) => ['first', 'second'].map((name) => join(folder, name));

  it('are there when all of them are written', async () => {
    const folder = temporaryFolder();
    await writeOutputs(pair(folder).map((path) => ({ path, content: [path] })));
    expect(await readdir(folder)).toEqual(['first', 'second']);
    for (const path of pair(folder)) expect(await readFile(path, 'utf8')).toBe(path);
  });

  it('replace none when the content of one breaks off', async () => {
    const folder = temporaryFolder();
    const [first = '', second = ''] = pair(folder);
    await writeFile(first, 'old');
    const outputs = [
      { path: first, content: 'new' },
      { path: second, content: breaking() },
    ];
    await expect(writeOutputs(outputs)).rejects.toThrow('interrupted');
    expect(await readdir(folder)).toEqual(['first']);
    expect(await readFile(first, 'utf8')).toBe('old');
  });

  it('are refused before the first is begun when one can not be written', async () => {
    const folder = temporaryFolder();
    const [first = '', second = ''] = pair(folder);
    await mkdir(second);
    let begun = false;
    function* content() {
      begun = true;
      yield 'x';
    }
    const outputs = [
      { path: first, content: content() },
      { path: second, content: 'y' },
    ];
    await expect(writeOutputs(outputs)).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
    expect(await readdir(folder)).toEqual(['second']);
    expect(begun).toBe(false);
  });
});

it('a new output takes the first name that is free, and none is replaced', async () => {
  const folder = temporaryFolder();
  const names = ['n.png', 'n-2.png', 'n-3.png'].map((name) => join(folder, name));
  const written = await Promise.all(names.map((_, i) => writeNewOutput(names, `number ${i}`)));
  expect([...written].sort()).toEqual([...names].sort());
  const texts = await Promise.all(names.map((name) => readFile(name, 'utf8')));
  expect(texts.sort()).toEqual(['number 0', 'number 1', 'number 2']);
  expect(await readdir(folder)).toHaveLength(3);
});
