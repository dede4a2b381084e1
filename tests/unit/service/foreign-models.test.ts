import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { findModel, findRun, openRun } from '../../../src-main/service/run-registry.js';
import { kerasArchive, kerasFixture } from '../../helpers/keras-archive.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

afterEach(() => vi.unstubAllEnvs());

function pythonFolder(): string {
  vi.stubEnv('DIGITS_DATA_DIR', temporaryFolder());
  const folder = join(temporaryFolder(), 'from-python');
  cpSync(kerasFixture('keras-3'), folder, { recursive: true });
  return folder;
}

it('a folder of the Python program is a model from elsewhere, with both of its networks', async () => {
  const folder = pythonFolder();
  expect(await openRun(folder)).toMatchObject({
    ...{ name: 'from-python', folder, place: 'opened', state: 'foreign' },
    ...{ madeWith: 'Keras', hasModel: true, labels: null, problem: null },
  });
  const generatorFolder = join(folder, 'generator.keras');
  const discriminatorFolder = join(folder, 'discriminator.keras');
  const networks = { generatorFolder, discriminatorFolder, runFolder: null };
  expect(await findModel(folder)).toEqual(networks);
  // Also by the file, which is then called as its folder is.
  expect(await findModel(generatorFolder)).toEqual(networks);
  expect(await openRun(generatorFolder)).toMatchObject({ name: 'from-python' });
  await expect(findRun(folder)).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('digits train --from makes a run of it'),
  });
});

it('a file of Keras that knows labels is listed with them before it has drawn', async () => {
  const folder = pythonFolder();
  const condition = { noiseDim: 90, handDim: 0, labels: [3, 8] };
  const metadata = JSON.stringify({ userDefinedMetadata: { condition } });
  const packed = kerasArchive().packed({ 'metadata.json': Buffer.from(metadata) });
  writeFileSync(join(folder, 'generator.keras'), packed);
  expect(await openRun(folder)).toMatchObject({ state: 'foreign', labels: [3, 8] });
  writeFileSync(join(folder, 'generator.keras'), packed.subarray(0, 300));
  expect(await openRun(folder)).toMatchObject({ state: 'foreign', labels: null });
});

it('a layers model of the converter is one too, by its folder or its model.json', async () => {
  vi.stubEnv('DIGITS_DATA_DIR', temporaryFolder());
  const folder = kerasFixture('tfjs');
  const found = { generatorFolder: folder, discriminatorFolder: null, runFolder: null };
  expect(await findModel(folder)).toEqual(found);
  expect(await findModel(join(folder, 'model.json'))).toEqual(found);
  expect(await openRun(folder)).toMatchObject({ name: 'tfjs', madeWith: 'TensorFlow.js' });
});
