import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { digits } from '../helpers/digits-command.js';
import { ends, engineAppears } from '../helpers/processes.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

const launcher = fileURLToPath(new URL('../../src-main/setup/digits.mjs', import.meta.url));
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** A training of the smallest networks that goes on for a while. */
function training(dataFolder = temporaryFolder()) {
  const folder = join(dataFolder, 'run');
  const size = [
    ...['--preset', 'tiny', '--limit-images', '1600', '--batch-size', '16'],
    ...['--epochs', '400', '--guidance', '0', '--out', folder, '--json'],
  ];
  return { dataFolder, folder, args: ['train', ...size] };
}

function begin() {
  const { dataFolder, folder, args } = training();
  return { ...digits(args, { dataFolder }), dataFolder, folder };
}

const record = (folder: string) => JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));

describe.skipIf(process.platform === 'win32')('a training', () => {
  test('whose terminal closes is saved and stopped', async () => {
    const running = begin();
    await running.printed('"kind":"step"');
    running.signalGroup('SIGHUP');
    const { code, stdout } = await running.exit;
    expect(code).toBe(129);
    expect(stdout).toContain('"kind":"finished"');
    expect(record(running.folder)).toMatchObject({ state: 'stopped' });
    expect(record(running.folder).progress.step).toBeGreaterThan(0);
  });

  test('that timeout ends, twice within a moment, is saved', async () => {
    const running = begin();
    await running.printed('"kind":"step"');
    running.child.kill('SIGTERM');
    await sleep(30);
    running.signalGroup('SIGTERM');
    running.child.kill('SIGINT');
    expect((await running.exit).code).toBe(143);
    expect(record(running.folder).state).toBe('stopped');
  });

  test('ends at once by the next wish, whatever the engine is at', async () => {
    const running = begin();
    await running.printed('"kind":"step"');
    const engine = await engineAppears(running.child.pid);
    process.kill(engine, 'SIGSTOP');
    running.child.kill('SIGTERM');
    await sleep(1_200);
    running.child.kill('SIGTERM');
    // The engine would hear of nothing for ever.
    expect((await running.exit).code).toBe(143);
    await ends(engine);
  });

  test('is interrupted as its engine appears, and that is no death of an engine', async () => {
    const running = begin();
    const engine = await engineAppears(running.child.pid);
    running.signalGroup('SIGINT');
    const { code, output } = await running.exit;
    expect(code, output).toBe(130);
    expect(output).not.toContain('unexpectedly');
    await ends(engine);
  });

  test('goes on when its terminal closes where a script has told it to', async () => {
    const { folder, args, dataFolder } = training();
    const command = `trap '' HUP; "${process.execPath}" "${launcher}" ${args.join(' ')} & wait`;
    const script = spawn('sh', ['-c', command], {
      detached: true,
      env: { ...process.env, DIGITS_DATA_DIR: dataFolder },
      stdio: 'ignore',
    });
    const steps = () => existsSync(join(folder, 'steps.csv'));
    for (let tries = 0; tries < 600 && !steps(); tries++) await sleep(50);
    process.kill(-(script.pid ?? 0), 'SIGHUP');
    await sleep(1_500);
    expect(record(folder).state).toBe('training');
    process.kill(-(script.pid ?? 0), 'SIGTERM');
    await expect.poll(() => record(folder).state, { timeout: 20_000 }).toBe('stopped');
  });

  test('opens no debugger', async () => {
    const running = begin();
    await running.printed('"kind":"step"');
    const engine = await engineAppears(running.child.pid);
    running.child.kill('SIGUSR1');
    process.kill(engine, 'SIGUSR1');
    await sleep(300);
    running.child.kill('SIGINT');
    const { output } = await running.exit;
    const log = readFileSync(join(running.dataFolder, 'logs', 'engine.log'), 'utf8');
    expect(`${output}${log}`).not.toContain('Debugger');
  });
});

describe.skipIf(process.platform === 'win32').each(Object.keys(codes) as (keyof typeof codes)[])(
  'an early %s',
  (signal) => {
    test.each([0, 100, 250, 400, 700])('after %i ms ends with its code', async (delay) => {
      const running = begin();
      await sleep(delay);
      running.signalGroup(signal);
      const { code, output } = await running.exit;
      // Until Node runs anything of the program the system ends it, which shells show likewise.
      expect([codes[signal], null]).toContain(code);
      expect(running.child.signalCode).toBe(code === null ? signal : null);
      if (code !== null) expect(output).toMatch(/^digits: Interrupted|"state":"stopped"/m);
    });
  },
);

test.skipIf(process.platform === 'win32')(
  'an engine in a long step ends with the owner that was killed',
  async () => {
    const watch = new URL('../../dist/src-main/engine/owner-watch.js', import.meta.url).href;
    // As TensorFlow does: nothing else of the process runs meanwhile.
    const engine = `const { endWithOwner } = await import(${JSON.stringify(watch)});
endWithOwner();
await new Promise((resolve) => setTimeout(resolve, 1_500));
process.stdout.write(String(process.pid));
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);`;
    const args = ['--input-type=module', '-e', engine];
    const owner = `const { spawn } = require('node:child_process');
spawn(process.execPath, ${JSON.stringify(args)}, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
setInterval(() => {}, 1000);`;
    const running = spawn(process.execPath, ['-e', owner], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await new Promise<number>((resolve) => {
      running.stdout.on('data', (text) => resolve(Number(text)));
    });
    running.kill('SIGKILL');
    await ends(pid);
  },
);
