import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digits } from '../helpers/digits-command.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

const train = (...more: string[]) => ['train-recogniser', '--out', 'network', ...more];
const short = ['--limit-images', '300', '--epochs', '2', '--seed', '3', '--json'];

test('digits train-recogniser writes a network and its record, the same from the same seed', async () => {
  const folders = [temporaryFolder(), temporaryFolder()];
  const weights: Buffer[] = [];
  for (const dataFolder of folders) {
    const { code, output, stdout } = await digits(train(...short), { dataFolder }).exit;
    expect(code, output).toBe(0);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(events.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 6 }, () => 'recogniser'),
      'finished',
    ]);
    expect(events[5]).toMatchObject({ epoch: 2, epochs: 2, step: 6, steps: 6 });
    const folder = join(dataFolder, 'network');
    expect(readdirSync(folder).sort()).toEqual(['model.json', 'recogniser.json', 'weights.bin']);
    const record = JSON.parse(readFileSync(join(folder, 'recogniser.json'), 'utf8'));
    expect(events.at(-1)).toEqual({ kind: 'finished', folder, ...record });
    expect(record).toMatchObject({
      architecture: 'recogniser',
      trainingImages: { count: 270, half: 'even pairs', heldOut: 30 },
      test: { images: 10_000 },
      nonDigits: { perBatch: 16, images: 2_000 },
    });
    weights.push(readFileSync(join(folder, 'weights.bin')));
  }
  expect(weights[0]?.equals(weights[1] ?? Buffer.of())).toBe(true);

  const [dataFolder = ''] = folders;
  const again = await digits(train(...short), { dataFolder }).exit;
  expect(again.code).toBe(1);
  expect(again.stdout).toContain('FOLDER_NOT_EMPTY');
});

test('Ctrl-C ends it at once and leaves nothing behind', async () => {
  const dataFolder = temporaryFolder();
  const running = digits(train('--judge', '--json'), { dataFolder });
  await running.printed('"kind":"recogniser"');
  running.signalGroup('SIGINT');
  const { code, output } = await running.exit;
  expect(code, output).toBe(130);
  expect(output).toContain('nothing was written');
  expect(existsSync(join(dataFolder, 'network'))).toBe(false);
});

test('without the native engine it says how to get it', async () => {
  const env = { DIGITS_ENGINE: 'javascript' };
  const { code, output } = await digits(train(), { dataFolder: temporaryFolder(), env }).exit;
  expect(code).toBe(1);
  expect(output).toContain('digits doctor');
});
