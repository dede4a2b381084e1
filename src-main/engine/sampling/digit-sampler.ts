import * as tf from '@tensorflow/tfjs';
import { toPixels } from '../../../src-shared/digits/grey-image.js';
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
  readonly stream?: LatentStream;
}

/** Digits computed at once: enough to keep the cores busy, few enough for the cache. */
export const drawnAtOnce = 64;

/** Draws digits with a generator. */
export class DigitSampler {
  private readonly program: DrawingProgram;
  private readonly compiled = new Map<ComputePrecision, CompiledFunction>();

  constructor(
    generator: tf.Sequential,
    private readonly options: {
      readonly noiseDim: number;
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
   * is the same whatever is asked for beside it.
   */
  sample({ seed, first, count, precision, stream = 'latent' }: SampleOptions): Uint8Array {
    const { noiseDim } = this.options;
    const { call } = this.generate(precision);
    const pixels = new Uint8Array(count * 28 * 28);
    for (let done = 0; done < count; done += drawnAtOnce) {
      const size = Math.min(drawnAtOnce, count - done);
      const noise = latentVectors({
        seed,
        noiseDim,
        first: first + done,
        count: size,
        stream,
      });
      const values = tf.tidy(() =>
        call(tf.tensor2d(noise, [size, noiseDim]))[0]?.dataSync<'float32'>(),
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
