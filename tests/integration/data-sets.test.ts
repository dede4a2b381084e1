import { readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Turning, turnImages } from '../../src-main/engine/data/turn-images.js';
import { createEngine } from '../../src-main/engine/engine.js';
import { loadMnist } from '../../src-main/files/idx/mnist.js';
import type { TrainingEvent } from '../../src-shared/contract/events.js';
import { runRecordSchema } from '../../src-shared/contract/runs.js';
import { folderWith, idx } from '../helpers/idx-files.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';
import { tinyTraining, trainingResult } from '../helpers/tiny-training.js';

const asTheyAre: Turning = { transpose: false, invert: false };
const onTheirSide: Turning = { transpose: true, invert: true };
const file = 'emnist-digits-train-images-idx3-ubyte';

/** MNIST's first images, turned, as a file beside that of the test images. */
async function someData(turning: Turning): Promise<string> {
  const images = Uint8Array.from((await loadMnist('train')).images.subarray(0, 120 * 784));
  turnImages(images, turning);
  const bytes = idx([120, 28, 28], images);
  return folderWith({ [file]: bytes, 'emnist-digits-test-images-idx3-ubyte': bytes });
}

function training(dataPath: string, turning: Turning) {
  const events: TrainingEvent[] = [];
  const engine = createEngine(async (event) => void events.push(event));
  const folder = join(temporaryFolder(), 'run');
  const { config, ...request } = tinyTraining(folder);
  const whole = { ...request, dataPath, config: { ...config, ...turning, guidance: 0 } };
  const record = () =>
    runRecordSchema.parse(JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')));
  return {
    engine,
    events,
    folder,
    record,
    begin: (change = {}) => engine.train({ ...whole, ...change }),
  };
}

describe('a training on a data set that lies on its side, black on white', () => {
  it('is that on upright images when they are turned, also when it was interrupted and the file packed', async () => {
    const upright = training(await someData(asTheyAre), asTheyAre);
    await upright.begin();
    expect(upright.record().dataset).toMatchObject({ file, images: 120 });
    expect(upright.record().dataset.recognised?.legible).toBeGreaterThan(0.9);
    expect(upright.events.filter(({ kind }) => kind === 'warning')).toEqual([]);

    const data = await someData(onTheirSide);
    const turned = training(data, onTheirSide);
    await turned.begin({ maxSteps: 12 });
    await writeFile(join(data, `${file}.gz`), gzipSync(readFileSync(join(data, file))));
    rmSync(join(data, file));
    const { folder } = turned;
    await turned.engine.resume({ folder, epochs: null, maxSteps: null, force: false });
    expect(turned.record()).toMatchObject({
      config: onTheirSide,
      dataset: { file: `${file}.gz`, recognised: upright.record().dataset.recognised },
    });
    expect(trainingResult(folder)).toEqual(trainingResult(upright.folder));
  });

  it('gets a hint at its start when they are not turned, and no collapse is called', async () => {
    const { begin, events, record } = training(await someData(onTheirSide), asTheyAre);
    await begin({ maxSteps: 16 });
    const warnings = events.filter(({ kind }) => kind === 'warning');
    expect(warnings).toEqual([
      expect.objectContaining({
        about: 'images',
        message: expect.stringContaining('begin anew with --transpose and with --invert.'),
      }),
    ]);
    expect(events[0]?.kind).toBe('started');
    expect(events[1]).toBe(warnings[0]);
    expect(record().dataset.recognised?.legible).toBeLessThan(0.5);
    const epochs = events.filter((event) => event.kind === 'epoch');
    expect(epochs.map(({ collapse }) => collapse)).toEqual([null, null]);
  });
});
