import fs from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { exportedFolder } from '../../../src-main/service/exported-folder.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const shipped = JSON.parse(fs.readFileSync('resources/model/run.json', 'utf8'));

/** A run after 14 epochs, the best of which was the third, with all its networks. */
let run: string;
beforeEach(() => {
  run = temporaryFolder();
  const best = { ...shipped.best, epoch: 3, step: 2814 };
  fs.writeFileSync(join(run, 'run.json'), JSON.stringify({ ...shipped, best }));
  for (const part of ['generator', 'discriminator', 'best']) {
    fs.mkdirSync(join(run, part));
    fs.writeFileSync(join(run, part, 'model.json'), '{}');
  }
});

function of(part: string, network: 'generator' | 'discriminator') {
  const discriminator = join(run, 'discriminator');
  const discriminatorFolder = fs.existsSync(discriminator) ? discriminator : null;
  const folders = { generatorFolder: join(run, part), discriminatorFolder, runFolder: run };
  return exportedFolder(folders, network);
}

test('a network leaves with what its run tells of it', async () => {
  const told = { run: 'Built-in model', preset: 'balanced', batchNormMomentum: 0.9, dropout: 0 };
  expect(await of('generator', 'discriminator')).toMatchObject({
    folder: join(run, 'discriminator'),
    origin: { ...told, epoch: 18, step: 16884, savedAt: '2026-11-29T18:08:55.209Z' },
  });
  expect(await of('best', 'generator')).toMatchObject({
    folder: join(run, 'best'),
    origin: { ...told, epoch: 3, step: 2814 },
  });
});

test('a discriminator goes with the generator that it has learned with, or not at all', async () => {
  await expect(of('best', 'discriminator')).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: expect.stringContaining('keeps the discriminator of its last epoch alone'),
  });
  fs.rmSync(join(run, 'discriminator'), { recursive: true });
  await expect(of('generator', 'discriminator')).rejects.toMatchObject({
    message: expect.stringContaining('has no discriminator with it'),
  });
});

test('a generator leaves without a run, and with a run that can no longer be read', async () => {
  const generatorFolder = join(run, 'generator');
  const alone = { folder: generatorFolder, origin: null };
  expect(
    await exportedFolder(
      { generatorFolder, discriminatorFolder: null, runFolder: null },
      'generator',
    ),
  ).toEqual(alone);
  fs.writeFileSync(join(run, 'run.json'), '{');
  expect(await of('generator', 'generator')).toEqual(alone);
});
