import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src-main/engine/backend/start-backend.js';
import { agreement, askedLabels } from '../../src-main/engine/quality/agreement.js';
import { legibleShare } from '../../src-main/engine/quality/legible-share.js';
import { topClasses } from '../../src-main/engine/quality/top-classes.js';
import { openRecogniser } from '../../src-main/engine/recogniser/recogniser.js';
import { type LoadedSampler, loadSampler } from '../../src-main/engine/sampling/load-sampler.js';
import { readRunRecord, runPaths } from '../../src-main/files/run-record.js';
import { toPixels } from '../../src-shared/digits/grey-image.js';
import { inputLength } from '../../src-shared/networks/condition.js';
import { digitOfSeries, generatorInputs } from '../../src-shared/random/hands.js';

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

/** What its first digits of that seed are drawn from. */
function firstInputs(count: number): tf.Tensor {
  const { condition } = loaded;
  if (condition === null) throw new Error('the model knows no labels');
  const series = { labels: condition.labels, seed: 77 };
  const digits = Array.from({ length: count }, (_, i) => digitOfSeries(i, series));
  const inputs = generatorInputs(condition, { digits, seed: 77, slant: null, strokeWidth: null });
  return tf.tensor2d(inputs, [count, inputLength(condition)]);
}

describe('the model that comes with the program', () => {
  // The figures of 10,000 digits stand in the README.
  it('draws legible digits, those asked for, says the judge, which took no part in choosing it', async () => {
    const judge = await openRecogniser(place('tests/judge'));
    const { classes, confidences } = topClasses(judge.recognise(draw(2_000)).probabilities);
    judge.dispose();
    const labelOf = askedLabels(loaded.condition);
    expect(labelOf).not.toBe(null);
    expect(legibleShare(confidences)).toBeGreaterThanOrEqual(0.97);
    expect(agreement(classes, labelOf ?? (() => -1))).toBeGreaterThanOrEqual(0.985);
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
    const images = plain.predict(firstInputs(4)) as tf.Tensor;
    const expected = toPixels(images.dataSync<'float32'>());
    // Rounding differs: the sampler folds each batch normalisation into the layer before it.
    const apart = draw(4).map((level, i) => Math.abs(level - (expected[i] ?? 0)));
    expect(Math.max(...apart)).toBeLessThanOrEqual(1);
  });
});
