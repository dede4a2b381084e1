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
  sample({ seed, first, count, precision, stream = 'latent' }: SampleOptions): Uint8Array {
    const { noiseDim, condition } = this.options;
    if (condition) {
      const series = { labels: condition.labels, seed };
      const digits = Array.from({ length: count }, (_, i) => digitOfSeries(first + i, series));
      const forEvaluation = stream === 'evaluation';
      return this.write(digits, { seed, ...ownTraits, forEvaluation, precision });
    }
    return this.draw({ count, precision, inputLength: noiseDim }, (done, size) =>
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
    { precision, ...settings }: HandSettings & { readonly precision: ComputePrecision },
  ): Uint8Array {
    const { condition } = this.options;
    if (!condition) throw new RangeError('the generator knows no labels');
    const size = { count: digits.length, precision, inputLength: inputLength(condition) };
    return this.draw(size, (done, count) =>
      generatorInputs(condition, { ...settings, digits: digits.slice(done, done + count) }),
    );
  }

  /**
   * The picture of an epoch, [rows · columns, 28, 28]: the first digits of the seed's series; of a
   * generator that knows labels, a label in each row and a hand in each column.
   */
  progressDigits(grid: { seed: number; rows: number; columns: number }): Uint8Array {
    const { seed, rows, columns } = grid;
    const { condition } = this.options;
    const precision = 'float32';
    if (!condition) return this.sample({ seed, first: 0, count: rows * columns, precision });
    const { labels } = condition;
    const digits = Array.from({ length: rows * columns }, (_, cell) => {
      const row = Math.floor(cell / columns);
      const round = (cell % columns) + columns * Math.floor(row / labels.length);
      return digitOfSeries(round * labels.length + (row % labels.length), { labels, seed });
    });
    return this.write(digits, { seed, ...ownTraits, precision });
  }

  private draw(
    options: { count: number; precision: ComputePrecision; inputLength: number },
    inputs: (done: number, size: number) => Float32Array,
  ): Uint8Array {
    const { count, precision, inputLength } = options;
    const { call } = this.generate(precision);
    const pixels = new Uint8Array(count * 28 * 28);
    for (let done = 0; done < count; done += drawnAtOnce) {
      const size = Math.min(drawnAtOnce, count - done);
      const numbers = inputs(done, size);
      const values = tf.tidy(() =>
        call(tf.tensor2d(numbers, [size, inputLength]))[0]?.dataSync<'float32'>(),
      );
      if (values) pixels.set(toPixels(values), done * 28 * 28);
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
