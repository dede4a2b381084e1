import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { parseProcessStat } from '../../../src-main/setup/process-identity.mjs';
import { acquireLock, waitForLock } from '../../../src-main/setup/process-lock.mjs';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const worker = fileURLToPath(new URL('./lock-worker.mjs', import.meta.url));

function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [worker, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = await once(child.stdout ?? child, 'data');
  return String(chunk).trim();
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

test('a live holder is named', async () => {
  const file = path.join(temporaryFolder(), 'new', 'run.lock');
  const lock = await acquireLock(file, { purpose: 'training' });
  await expect(acquireLock(file, { purpose: 'training too' })).rejects.toMatchObject({
    code: 'LOCKED',
    holder: { pid: process.pid, purpose: 'training', host: os.hostname() },
  });
  await lock.release();
  expect(fs.readdirSync(path.dirname(file))).toEqual([]);
  await (await acquireLock(file, { purpose: 'training too' })).release();
});

test('a killed process does not keep it', async () => {
  const file = path.join(temporaryFolder(), 'run.lock');
  const child = start('hold', file);
  expect(await firstLine(child)).toBe('held');
  await expect(acquireLock(file, { purpose: 'x' })).rejects.toMatchObject({
    code: 'LOCKED',
    holder: { pid: child.pid, purpose: 'holding' },
  });
  child.kill('SIGKILL');
  await ended(child);
  const lock = await acquireLock(file, { purpose: 'x' });
  await lock.release();
});

test.runIf(process.platform === 'linux')(
  'a process id given again is not taken for the holder',
  async () => {
    const file = path.join(temporaryFolder(), 'run.lock');
    await acquireLock(file, { purpose: 'x' });
    const record = JSON.parse(fs.readFileSync(file, 'utf8'));
    fs.writeFileSync(file, JSON.stringify({ ...record, startTicks: '1' }));
    await (await acquireLock(file, { purpose: 'y' })).release();
  },
);

test('a holder of another machine is believed as long as it shows life', async () => {
  const file = path.join(temporaryFolder(), 'run.lock');
  await acquireLock(file, { purpose: 'x' });
  const record = JSON.parse(fs.readFileSync(file, 'utf8'));
  fs.writeFileSync(file, JSON.stringify({ ...record, machine: 'elsewhere', host: 'elsewhere' }));
  await expect(acquireLock(file, { purpose: 'y' })).rejects.toMatchObject({ code: 'LOCKED' });
  const longAgo = new Date(Date.now() - 3_600_000);
  fs.utimesSync(file, longAgo, longAgo);
  await (await acquireLock(file, { purpose: 'y' })).release();
});

test('an empty lock file is waited for a moment, then does not count', async () => {
  const file = path.join(temporaryFolder(), 'run.lock');
  fs.writeFileSync(file, '');
  const lock = await acquireLock(file, { purpose: 'x' });
  expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
  await lock.release();
});

test.each(['', '{"pid": 1', '{"pid": 1, "token": "../../x"}'])(
  'an old lock file with %j in it does not count',
  async (text) => {
    const directory = temporaryFolder();
    const file = path.join(directory, 'run.lock');
    fs.writeFileSync(file, text);
    fs.utimesSync(file, new Date(0), new Date(1000));
    const lock = await acquireLock(file, { purpose: 'x' });
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
    await lock.release();
    expect(fs.readdirSync(directory)).toEqual([]);
  },
);

test('of many that find a dead holder, one gets the lock', async () => {
  const directory = temporaryFolder();
  for (let round = 0; round < 4; round += 1) {
    const file = path.join(directory, `run-${round}.lock`);
    const dead = start('hold', file);
    await firstLine(dead);
    dead.kill('SIGKILL');
    await ended(dead);
    const children = Array.from({ length: 6 }, () => start('try', file));
    const answers = await Promise.all(children.map(firstLine));
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'LOCKED')).toHaveLength(5);
    for (const child of children) child.kill('SIGKILL');
  }
});

test('hammered by processes of which some are killed inside, it never has two holders', async () => {
  const file = path.join(temporaryFolder(), 'run.lock');
  const children = [
    ...Array.from({ length: 4 }, () => start('hammer', file, '40')),
    ...Array.from({ length: 4 }, (_, index) =>
      start('hammer-and-die', file, String(5 + 5 * index)),
    ),
  ];
  await Promise.all(children.map(ended));
  const lines = fs.readFileSync(`${file}.inside`, 'utf8').trim().split('\n');
  const killed = new Set(
    children.filter((child) => child.signalCode).map((child) => String(child.pid)),
  );
  expect(killed.size).toBe(4);
  let holder = '';
  for (const line of lines) {
    const [what, pid = ''] = line.split(' ');
    if (what === 'in') {
      // Somebody inside may only be succeeded when it is dead.
      if (holder !== '') expect(killed).toContain(holder);
      holder = pid;
    } else {
      expect(pid).toBe(holder);
      holder = '';
    }
  }
  expect(lines.filter((line) => line.startsWith('in'))).toHaveLength(4 * 40 + 5 + 10 + 15 + 20);
});

test('waiting says for whom, ends with the release and can be interrupted', async () => {
  const file = path.join(temporaryFolder(), 'run.lock');
  const lock = await acquireLock(file, { purpose: 'training' });
  const announced: string[] = [];
  const waiting = waitForLock(file, {
    purpose: 'y',
    poll: 5,
    onWait: ({ purpose }) => announced.push(purpose),
  });
  await expect.poll(() => announced).toEqual(['training']);
  const abort = new AbortController();
  const interrupted = waitForLock(file, { purpose: 'z', poll: 60_000, signal: abort.signal });
  abort.abort();
  await expect(interrupted).rejects.toMatchObject({ code: 'ABORTED' });
  await lock.release();
  await (await waiting).release();
  expect(announced).toEqual(['training']);
});

test('a start time is read past a name with blanks and brackets', () => {
  const numbers = Array.from({ length: 18 }, (_, index) => index);
  expect(parseProcessStat(`12 (a) b) S ${numbers.join(' ')} 4711 0 0`)).toEqual({
    state: 'S',
    startTicks: '4711',
  });
  expect(parseProcessStat('')).toBeNull();
});
