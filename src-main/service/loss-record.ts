import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunLosses } from '../../src-shared/contract/run-views.js';

interface StepLosses {
  /** From 1. */
  readonly step: number;
  readonly generatorLoss: number;
  readonly discriminatorLoss: number;
}

/** Both losses of every step, in columns that grow. A step that was lost is NaN. */
export class LossRecord {
  private generator = new Float32Array(1024);
  private discriminator = new Float32Array(1024);
  private length = 0;

  add({ step, generatorLoss, discriminatorLoss }: StepLosses): void {
    if (step > this.generator.length) {
      this.generator = grown(this.generator, step);
      this.discriminator = grown(this.discriminator, step);
    }
    this.generator.fill(Number.NaN, this.length, step - 1);
    this.discriminator.fill(Number.NaN, this.length, step - 1);
    this.generator[step - 1] = generatorLoss;
    this.discriminator[step - 1] = discriminatorLoss;
    this.length = step;
  }

  /** Copies, [steps] each. */
  columns(): Omit<RunLosses, 'stepsPerEpoch'> {
    return {
      generator: this.generator.slice(0, this.length),
      discriminator: this.discriminator.slice(0, this.length),
    };
  }
}

function grown(old: Float32Array, length: number): Float32Array<ArrayBuffer> {
  const grown = new Float32Array(Math.max(length, old.length * 2));
  grown.set(old);
  return grown;
}

/** The rows of a run's steps.csv, up to a step. */
export async function readSteps(run: string, upToStep = Number.POSITIVE_INFINITY) {
  const text = await readFile(join(run, 'steps.csv'), 'utf8').catch(() => '');
  const rows = text.split('\n').slice(1, -1);
  return rows
    .map((row) => {
      const [step = 0, , generatorLoss = 0, discriminatorLoss = 0] = row.split(',').map(Number);
      return { step, generatorLoss, discriminatorLoss };
    })
    .filter(({ step }) => Number.isSafeInteger(step) && step >= 1 && step <= upToStep);
}

/** The same as a record; out of order or damaged rows leave gaps. */
export async function readLossRecord(run: string, upToStep?: number): Promise<LossRecord> {
  const record = new LossRecord();
  let last = 0;
  for (const step of await readSteps(run, upToStep)) {
    if (step.step <= last || step.step > last + maxGap) continue;
    record.add(step);
    last = step.step;
  }
  return record;
}

/** A damaged file must not make columns of any length. */
const maxGap = 1_000_000;
