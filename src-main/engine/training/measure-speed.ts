import * as tf from '@tensorflow/tfjs';
import { completeConfig } from '../../../src-shared/config/training.js';
import type { SpeedQuestion } from '../../../src-shared/contract/machine.js';
import { digitLabels } from '../../../src-shared/networks/condition.js';
import type { ConvolutionPlan } from '../backend/graph/convolution-plan.js';
import { kernels } from '../backend/kernels.js';
import type { ComputePrecision } from '../backend/precision.js';
import { GanTrainer } from './gan-trainer.js';
import { openGuide } from './open-guide.js';
import { Requests } from './requests.js';

interface SpeedRequest extends Omit<SpeedQuestion, 'precision'> {
  readonly precision: ComputePrecision;
  readonly convolutions: ConvolutionPlan;
}

/** Milliseconds in which steps are begun. */
const budget = 2_500;
const smallBatch = 16;
const fewestSteps = 3;

/**
 * Images per second of this training's steps, from real steps on noise: a small batch first, and the
 * whole one when the machine does a few of those in time. The first step of a size is not counted.
 *
 * @param yieldToOthers called between two steps; false ends the measuring
 * @returns null when it was ended
 */
export async function measureSpeed(
  { preset, precision, convolutions, ...chosen }: SpeedRequest,
  yieldToOthers: () => Promise<boolean>,
): Promise<number | null> {
  const end = performance.now() + budget;
  const config = completeConfig('tuned', chosen, 0);
  const { batchSize } = config;
  const guide = await openGuide(config);
  const known = config.kind === 'conditional' ? digitLabels : [];
  const trainer = new GanTrainer({
    ...{ preset, config, precision, convolutions, labelCount: known.length },
    ...guide,
    labels: known,
  });
  const largest = Math.max(smallBatch, batchSize);
  const noise = Uint8Array.from({ length: largest * 28 * 28 }, (_, index) => (index * 73) % 256);
  const images = kernels().createImageTable(noise, largest);
  const labels = Uint8Array.from({ length: largest }, (_, index) => index % digitLabels.length);
  const requests = known.length > 0 ? new Requests(noise, { labels, known }) : null;
  let step = 0;
  const timedStep = (size: number): number => {
    const started = performance.now();
    const indices = Int32Array.from({ length: size }, (_, index) => index);
    const batch = images.batch(indices);
    const request = requests?.batch(indices);
    trainer.step(batch, { step, firstImage: step * size }, request);
    tf.dispose([batch, Object.values(request ?? {})]);
    step++;
    return performance.now() - started;
  };

  try {
    let size = Math.min(smallBatch, batchSize);
    timedStep(size);
    if (!(await yieldToOthers())) return null;
    const times = [timedStep(size)];
    const predicted = ((times[0] ?? 0) * batchSize) / size;
    if (size < batchSize && predicted * (fewestSteps + 1) < end - performance.now()) {
      size = batchSize;
      timedStep(size);
      times.length = 0;
    }
    while (times.length === 0 || performance.now() + (times[0] ?? 0) < end) {
      if (!(await yieldToOthers())) return null;
      times.push(timedStep(size));
    }
    times.sort((a, b) => a - b);
    return (size * 1000) / (times[Math.floor(times.length / 2)] ?? Number.NaN);
  } finally {
    trainer.dispose();
    images.dispose();
  }
}
