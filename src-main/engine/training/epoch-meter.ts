import { reasonOf } from '../../../src-shared/contract/errors.js';
import type { EpochQuality } from '../../../src-shared/contract/evaluation.js';
import { conditionOfRun, type RunRecord } from '../../../src-shared/contract/runs.js';
import { type ClassVariety, evenShares } from '../../../src-shared/quality/collapse.js';
import { isReadable } from '../../../src-shared/quality/legibility.js';
import { loadMnist } from '../../files/idx/mnist.js';
import type { Dataset } from '../data/dataset.js';
import { type Turning, turnImages } from '../data/turn-images.js';
import { askedLabels } from '../quality/agreement.js';
import { entropyShare } from '../quality/class-balance.js';
import { evenly, imagesOf } from '../quality/evenly.js';
import { type EpochParts, measuredDigits, measureEpoch } from '../quality/measure-epoch.js';
import { referenceMoments } from '../quality/reference-moments.js';
import { recogniserVersion, shippedRecogniser } from '../recogniser/shipped-recogniser.js';
import type { DigitSampler } from '../sampling/digit-sampler.js';

interface EpochMeterOptions {
  readonly record: RunRecord;
  readonly dataset: Dataset;
  /** Draws with the generator as it is after the epoch. */
  readonly sampler: Pick<DigitSampler, 'sample'>;
  /** Lets others have their turn. */
  readonly between: () => Promise<void>;
  readonly warn: (message: string) => Promise<void>;
}

/**
 * Measures a training's generator after its epochs, by digits that no seed of a person's draws. The
 * measures depend on the weights alone. Whatever keeps it from measuring costs no epoch: it warns
 * once. A stop waits for it: an epoch without measures would not be that of an uninterrupted run.
 */
export class EpochMeter {
  private parts: Awaited<ReturnType<typeof openParts>> | null = null;
  private warned = false;

  constructor(private readonly options: EpochMeterOptions) {}

  /** Null where it could not be measured. */
  async measure(): Promise<EpochQuality | null> {
    const { record, sampler, between } = this.options;
    try {
      if (record.engine.backend !== 'tensorflow') {
        throw new Error('without the native engine that would take minutes');
      }
      this.parts ??= await openParts(this.options);
      const { test, expected: _, ...parts } = this.parts;
      const { seed } = record.config;
      const draw = (range: { first: number; count: number }) =>
        sampler.sample({ seed, ...range, precision: 'float32', stream: 'evaluation' });
      return { ...(await measureEpoch({ draw, ...parts }, between)), test };
    } catch (error) {
      await this.warn(reasonOf(error));
      return null;
    }
  }

  /**
   * What digits as good as those learnt from are taken for; null where the recogniser can't read those
   * either, and before it was asked.
   */
  get expected(): ClassVariety | null {
    return this.parts?.expected ?? null;
  }

  private async warn(reason: string): Promise<void> {
    if (this.warned) return;
    this.warned = true;
    await this.options.warn(
      `The digits of an epoch were not measured: ${reason}. The training goes on without these figures and without a best epoch.`,
    );
  }
}

async function openParts({ record, dataset, between }: EpochMeterOptions) {
  const count = measuredDigits(record.dataset.images);
  const recogniser = await shippedRecogniser();
  const version = await recogniserVersion();
  const { images } = dataset.training;
  const reference = await referenceMoments(
    { images, recogniser, recogniserVersion: version },
    between,
  );
  const parts = { count, recogniser, reference };
  const condition = conditionOfRun(record);
  const canRead = isReadable(reference.legible);
  const labelOf = canRead ? askedLabels(condition) : null;
  // Labels are asked for alike, however many images of each there are.
  const classShare = condition && labelOf ? evenShares(condition.labels) : reference.classShare;
  return {
    ...parts,
    labelOf,
    expected: canRead ? { classShare, classEntropy: entropyShare(classShare) } : null,
    test: dataset.folder === null ? await measureTestImages(parts, record.config, between) : null,
  };
}

/** What MNIST's own test images come to, as many as digits are drawn. */
async function measureTestImages(
  parts: Omit<EpochParts, 'draw' | 'labelOf'>,
  turning: Turning,
  between: () => Promise<void>,
): Promise<EpochQuality['test']> {
  const test = await loadMnist('t10k');
  const images = evenly(test.images, parts.count);
  turnImages(images, turning);
  const draw = (range: { first: number; count: number }) => imagesOf(images, range);
  const { legible, frechet } = await measureEpoch({ draw, labelOf: null, ...parts }, between);
  return { legible, frechet };
}
