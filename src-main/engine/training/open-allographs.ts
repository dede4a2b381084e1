import { join } from 'node:path';
import { z } from 'zod';
import type { RunRecord } from '../../../src-shared/contract/runs.js';
import { classCount } from '../../../src-shared/networks/classifiers.js';
import { keep, readKept } from '../../files/kept-json.js';
import { resourcePath } from '../../files/resources.js';
import { cacheDirectory } from '../../setup/directories.mjs';
import type { Dataset } from '../data/dataset.js';
import { variablesOf } from '../networks/build-network.js';
import { imagesOf } from '../quality/evenly.js';
import type { Recogniser } from '../recogniser/recogniser.js';
import { recogniserVersion, shippedRecogniser } from '../recogniser/shipped-recogniser.js';
import { type DataAllographs, findAllographs } from './data-allographs.js';
import { placesOf } from './images-of-label.js';
import { labelFreeFeatures } from './label-free-features.js';

/** Images recognised at once: some tenths of a second. */
const batch = 512;

/** Of the time that it takes, what goes into recognising the images; the rest groups them. */
const featuresPart = 0.7;

const schema = z.object({
  key: z.string(),
  /** Base64 of a byte for each image. */
  of: z.string(),
  counts: z.array(z.array(z.int().nonnegative())),
});

const file = (): string => join(cacheDirectory(), 'allographs.json');

/** Those of MNIST by the recipe: whoever trains a first network does not wait for them. */
const shipped = (): string => join(resourcePath('recogniser'), 'mnist-allographs.json');

/** Whose allographs are asked for. */
interface AllographsOf extends Pick<RunRecord, 'config'> {
  readonly dataset: Pick<RunRecord['dataset'], 'images' | 'labels' | 'sha256' | 'labelsSha256'>;
  readonly training: Dataset['training'];
}

/**
 * The allographs of the images that a training uses; null for one that tells none apart. To find them takes
 * some ten seconds of two cores for 60,000 images; those of the last data set asked for are kept in the cache
 * directory, and MNIST's come with the program.
 *
 * @param between called between two batches with the share that is done, 0 to 1; what it throws ends the work
 * @throws AppError NOT_FOUND, INVALID_MODEL when the recogniser can't be opened
 */
export async function openAllographs(
  { config, dataset, training }: AllographsOf,
  between: (share: number) => Promise<void>,
): Promise<DataAllographs | null> {
  const { images: count, labels: known = [] } = dataset;
  const allographCount = config.kind === 'conditional' ? config.allographs : 0;
  if (allographCount === 0) return null;
  const turned = [config.transpose, config.invert].map(Number).join('');
  const key = [
    ...[await recogniserVersion(), dataset.sha256, dataset.labelsSha256],
    ...[turned, count, allographCount, 'label-free'],
  ].join(' ');
  for (const place of [shipped(), file()]) {
    const kept = await readKept(place, schema);
    if (kept?.key !== key) continue;
    const of = new Uint8Array(Buffer.from(kept.of, 'base64'));
    if (of.length === count && kept.counts.length === known.length) {
      return { of, counts: kept.counts };
    }
  }
  const features = await featuresOf(training.images, count, (share) =>
    between(share * featuresPart),
  );
  const classes = placesOf(training.labels.subarray(0, count), known);
  const grouping = { classes, labelCount: known.length, allographCount };
  const found = await findAllographs(features, grouping, (share) =>
    between(featuresPart + share * (1 - featuresPart)),
  );
  await keep(file(), { key, of: Buffer.from(found.of).toString('base64'), counts: found.counts });
  return found;
}

/** [count, features] of the first images, as the shipped recogniser sees them, but for their label. */
async function featuresOf(
  images: Uint8Array,
  count: number,
  between: (share: number) => Promise<void>,
): Promise<Float32Array> {
  const recogniser = await shippedRecogniser();
  const { featureCount } = recogniser;
  const features = new Float32Array(count * featureCount);
  for (let first = 0; first < count; first += batch) {
    const range = { first, count: Math.min(batch, count - first) };
    features.set(recogniser.recognise(imagesOf(images, range)).features, first * featureCount);
    await between(Math.min(1, (first + batch) / count));
  }
  const kernel = kernelOf(recogniser);
  return labelFreeFeatures(features, { kernel, classes: classCount });
}

/** Of the last layer, [features, classes]. */
function kernelOf({ network }: Pick<Recogniser, 'network'>): Float32Array {
  const [kernel] = variablesOf(network).slice(-2);
  if (!kernel) throw new Error('a recogniser ends with a layer of weights');
  return kernel.dataSync<'float32'>();
}
