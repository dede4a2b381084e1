import * as tf from '@tensorflow/tfjs';
import { toPixels } from '../../../src-shared/digits/grey-image.js';
import { type Condition, inputLength } from '../../../src-shared/networks/condition.js';
import {
  digitOfSeries,
  generatorInputs,
  type HandSettings,
  type WantedDigit,
} from '../../../src-shared/random/hands.js';
import { type LatentStream, latentVectors } from '../../../src-shared/random/streams.js';
import type { CompiledFunction } from '../backend/graph/compile.js';
import type { ConvolutionPlan } from '../backend/graph/convolution-plan.js';
import { kernels } from '../backend/kernels.js';
import type { ComputePrecision } from '../backend/precision.js';
import { DrawingProgram } from '../networks/drawing-program.js';

export interface SampleOptions {
  readonly seed: number;
  /** Number of the first digit in the seed's series. */
  readonly first: number;
  readonly count: number;
  readonly precision: ComputePrecision;
  /** `evaluation`: digits that no seed of a person's draws. */
  readonly stream?: Exclude<LatentStream, 'trainingLatent'>;
  readonly stretched?: boolean;
}

interface Drawing {
  readonly precision: ComputePrecision;
  /** Whether each digit's values are stretched to the whole range: an untrained generator's are near 0. */
  readonly stretched?: boolean;
}

/** Digits computed at once: enough to keep the cores busy, few enough for the cache. */
export const drawnAtOnce = 64;

/** As each hand has them. */
const ownTraits = { slant: null, strokeWidth: null } as const;

/** Draws digits with a generator. */
export class DigitSampler {
  private readonly program: DrawingProgram;
  private readonly compiled = new Map<ComputePrecision, CompiledFunction>();

  constructor(
    generator: tf.Sequential,
    private readonly options: {
      readonly noiseDim: number;
      /** What it can be asked for; null for a generator that draws what comes. */
      readonly condition: Condition | null;
      /** The methods that are fastest for float32; they change no result. */
      readonly convolutions?: ConvolutionPlan;
    },
  ) {
    this.program = new DrawingProgram(generator);
  }

  /** Takes over the generator's weights after they changed. */
  update(): void {
    this.program.update();
  }

  /**
   * Digits `first` … `first + count - 1` of a seed's series, as grey levels [count, 28, 28]. Digit i
   * is the same whatever is asked for beside it. A generator that knows labels draws one after the
   * other of them in its series, and all of them again in the next hand.
   */
  sample({ seed, first, count, stream = 'latent', ...drawing }: SampleOptions): Uint8Array {
    const { noiseDim, condition } = this.options;
    if (condition) {
      const series = { labels: condition.labels, seed };
      const digits = Array.from({ length: count }, (_, i) => digitOfSeries(first + i, series));
      const forEvaluation = stream === 'evaluation';
      return this.write(digits, { seed, ...ownTraits, forEvaluation, ...drawing });
    }
    return this.draw({ count, ...drawing, inputLength: noiseDim }, (done, size) =>
      latentVectors({ seed, noiseDim, first: first + done, count: size, stream }),
    );
  }

  /**
   * The digits that are asked for, as grey levels [n, 28, 28].
   *
   * @throws RangeError when the generator does not know a label, or none at all
   */
  write(
    digits: readonly WantedDigit[],
    { precision, stretched = false, ...settings }: HandSettings & Drawing,
  ): Uint8Array {
    const { condition } = this.options;
    if (!condition) throw new RangeError('the generator knows no labels');
    const inputs = inputLength(condition);
    const size = { count: digits.length, precision, stretched, inputLength: inputs };
    return this.draw(size, (done, count) =>
      generatorInputs(condition, { ...settings, digits: digits.slice(done, done + count) }),
    );
  }

  /**
   * The picture of an epoch, [rows · columns, 28, 28]: the first digits of the seed's series; of a
   * generator that knows labels, a label in each row and a hand in each column.
   *
   * @param grid stretched: as `Drawing` has it
   */
  progressDigits(grid: {
    seed: number;
    rows: number;
    columns: number;
    stretched?: boolean;
  }): Uint8Array {
    const { seed, rows, columns, stretched = false } = grid;
    const { condition } = this.options;
    const precision = 'float32';
    const drawing = { precision, stretched } as const;
    if (!condition) return this.sample({ seed, first: 0, count: rows * columns, ...drawing });
    const { labels } = condition;
    const digits = Array.from({ length: rows * columns }, (_, cell) => {
      const row = Math.floor(cell / columns);
      const round = (cell % columns) + columns * Math.floor(row / labels.length);
      return digitOfSeries(round * labels.length + (row % labels.length), { labels, seed });
    });
    return this.write(digits, { seed, ...ownTraits, ...drawing });
  }

  private draw(
    options: Drawing & { count: number; inputLength: number },
    inputs: (done: number, size: number) => Float32Array,
  ): Uint8Array {
    const { count, precision, inputLength, stretched = false } = options;
    const { call } = this.generate(precision);
    const pixels = new Uint8Array(count * 28 * 28);
    for (let done = 0; done < count; done += drawnAtOnce) {
      const size = Math.min(drawnAtOnce, count - done);
      const numbers = inputs(done, size);
      const values = tf.tidy(() =>
        call(tf.tensor2d(numbers, [size, inputLength]))[0]?.dataSync<'float32'>(),
      );
      if (values) pixels.set(toPixels(stretched ? stretch(values) : values), done * 28 * 28);
    }
    return pixels;
  }

  private generate(precision: ComputePrecision): CompiledFunction {
    const known = this.compiled.get(precision);
    if (known) return known;
    const { program } = this;
    const { convolutions } = this.options;
    const made = kernels().compile((latent) => (latent ? [program.run(latent)] : []), {
      variables: program.variables,
      precision,
      ...(convolutions && precision === 'float32' ? { convolutions } : {}),
    });
    this.compiled.set(precision, made);
    return made;
  }

  /** The generator stays open. */
  dispose(): void {
    for (const made of this.compiled.values()) made.dispose();
    this.program.dispose();
  }
}

/** [n · 784] values of digits, each of which then reaches from -1 or to 1. */
function stretch(values: Float32Array): Float32Array {
  const digit = 28 * 28;
  const widest = Array.from({ length: values.length / digit }, (_, i) => {
    const own = values.subarray(i * digit, (i + 1) * digit);
    return own.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  });
  return values.map((value, place) => value / (widest[Math.floor(place / digit)] ?? 1));
}
