import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src-main/engine/backend/start-backend.js';
import { classShares } from '../../src-main/engine/quality/class-balance.js';
import { legibleShare } from '../../src-main/engine/quality/legible-share.js';
import { topClasses } from '../../src-main/engine/quality/top-classes.js';
import { openRecogniser } from '../../src-main/engine/recogniser/recogniser.js';
import { type LoadedSampler, loadSampler } from '../../src-main/engine/sampling/load-sampler.js';
import { readRunRecord, runPaths } from '../../src-main/files/run-record.js';
import { toPixels } from '../../src-shared/digits/grey-image.js';
import { latentVectors } from '../../src-shared/random/streams.js';

const place = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const run = place('resources/model');
const { generator } = runPaths(run);

let loaded: LoadedSampler;
beforeAll(async () => {
  await startBackend();
  loaded = await loadSampler(generator);
});

/** Of a seed that no experiment measured with. */
const draw = (count: number) =>
  loaded.sampler.sample({ seed: 77, first: 0, count, precision: 'float32' });

describe('the model that comes with the program', () => {
  // 10,000 digits gave 92.3%.
  it('draws legible digits of every class, says the judge, which took no part in choosing it', async () => {
    const judge = await openRecogniser(place('tests/judge'));
    const { classes, confidences } = topClasses(judge.recognise(draw(2_000)).probabilities);
    judge.dispose();
    expect(legibleShare(confidences)).toBeGreaterThanOrEqual(0.9);
    expect(Math.min(...classShares(classes))).toBeGreaterThanOrEqual(0.06);
  });

  it('takes at most 6 MB, with the record of its training', async () => {
    expect((await stat(join(generator, 'weights.bin'))).size).toBeLessThanOrEqual(6e6);
    const record = await readRunRecord(run);
    expect(record.state).toBe('finished');
    expect(record.dataset).toMatchObject({ name: 'mnist', images: 60_000, folder: null });
  });

  it('is a plain tfjs model: float16 weights are read alike', async () => {
    const model = JSON.parse(await readFile(join(generator, 'model.json'), 'utf8'));
    const weights = new Uint8Array(await readFile(join(generator, 'weights.bin')));
    const plain = await tf.loadLayersModel(
      tf.io.fromMemory({
        modelTopology: model.modelTopology,
        weightSpecs: model.weightsManifest[0].weights,
        weightData: weights.buffer,
      }),
    );
    const { config } = await readRunRecord(run);
    const latent = latentVectors({ seed: 77, noiseDim: config.noiseDim, first: 0, count: 4 });
    const images = plain.predict(tf.tensor2d(latent, [4, config.noiseDim])) as tf.Tensor;
    const expected = toPixels(images.dataSync<'float32'>());
    // Rounding differs: the sampler folds each batch normalisation into the layer before it.
    const apart = draw(4).map((level, i) => Math.abs(level - (expected[i] ?? 0)));
    expect(Math.max(...apart)).toBeLessThanOrEqual(1);
  });
});
