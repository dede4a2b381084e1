import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digits } from '../helpers/digits-command.js';
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
  training.child.kill('SIGINT');
  training.child.kill('SIGTERM');
  expect((await training.exit).code).toBe(130);
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
