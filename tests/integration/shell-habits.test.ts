import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { digits } from '../helpers/digits-command.js';
import { ends, engineAppears } from '../helpers/processes.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

test('a second Ctrl-C ends a training at once, and a resume goes on', async () => {
  const dataFolder = temporaryFolder();
  const folder = join(dataFolder, 'run');
  const size = [
    ...['--preset', 'tiny', '--limit-images', '1600', '--batch-size', '16'],
    ...['--epochs', '40', '--guidance', '0'],
  ];
  const training = digits(['train', ...size, '--out', folder, '--json'], { dataFolder });
  await training.printed('"kind":"step"');
  // Whatever it computes.
  const engine = await engineAppears(training.child.pid);
  process.kill(engine, 'SIGSTOP');
  training.child.kill('SIGINT');
  await sleep(1_200);
  training.child.kill('SIGINT');
  expect((await training.exit).code).toBe(130);
  await ends(engine);
  const more = await digits(['resume', folder, '--max-steps', '3', '--json'], { dataFolder }).exit;
  expect(more.code, more.output).toBe(0);
  expect(more.stdout).toContain('"kind":"finished"');
});

test('a reader that goes away leaves no trace', async () => {
  const running = digits(['describe', '--preset', 'classic'], { dataFolder: temporaryFolder() });
  running.child.stdout?.destroy();
  const { code, output } = await running.exit;
  expect(output).toBe('');
  expect(code).toBe(0);
});
