import type { LossHistory, LossStep } from '../../src-shared/charts/loss-series.js';
import type { RunLosses } from '../../src-shared/contract/run-views.js';
import { readSteps } from '../files/steps-file.js';

/** Both losses of every step, in columns that grow. A step that was lost is NaN. */
export class LossRecord implements LossHistory {
  private generator = new Float32Array(1024);
  private discriminator = new Float32Array(1024);
  private steps = 0;

  add({ step, generatorLoss, discriminatorLoss }: LossStep): void {
    if (step > this.generator.length) {
      this.generator = grown(this.generator, step);
      this.discriminator = grown(this.discriminator, step);
    }
    this.generator.fill(Number.NaN, this.steps, step - 1);
    this.discriminator.fill(Number.NaN, this.steps, step - 1);
    this.generator[step - 1] = generatorLoss;
    this.discriminator[step - 1] = discriminatorLoss;
    this.steps = step;
  }

  /** Steps, those that were lost included. */
  get length(): number {
    return this.steps;
  }

  *[Symbol.iterator](): Iterator<LossStep> {
    for (let index = 0; index < this.steps; index++) {
      const generatorLoss = this.generator[index] ?? Number.NaN;
      const discriminatorLoss = this.discriminator[index] ?? Number.NaN;
      yield { step: index + 1, generatorLoss, discriminatorLoss };
    }
  }

  /** Copies, [steps] each. */
  columns(): Omit<RunLosses, 'stepsPerEpoch'> {
    return {
      generator: this.generator.slice(0, this.steps),
      discriminator: this.discriminator.slice(0, this.steps),
    };
  }
}

function grown(old: Float32Array, length: number): Float32Array<ArrayBuffer> {
  const grown = new Float32Array(Math.max(length, old.length * 2));
  grown.set(old);
  return grown;
}

/** The losses that a run's steps.csv holds, up to a step; damaged rows leave gaps. */
export async function readLossRecord(
  run: string,
  upToStep = Number.POSITIVE_INFINITY,
): Promise<LossRecord> {
  const record = new LossRecord();
  await readSteps(run, upToStep, (row) => record.add(row));
  return record;
}
