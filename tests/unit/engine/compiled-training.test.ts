import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Kernels } from '../../../src-main/engine/backend/kernels.js';
import { variablesOf } from '../../../src-main/engine/networks/build-network.js';
import { GanTrainer, type StepLosses } from '../../../src-main/engine/training/gan-trainer.js';
import { openGuide } from '../../../src-main/engine/training/open-guide.js';
import type { PresetName } from '../../../src-shared/config/presets.js';
import {
  recipeFor,
  type TrainingConfig,
  type TrainingKind,
} from '../../../src-shared/config/training.js';
import { digitLabels } from '../../../src-shared/networks/condition.js';
import {
  type NativeKernels,
  startNativeKernels,
  withKernels,
} from '../../helpers/native-kernels.js';
import { joined, relativeError, someRequests } from '../../helpers/networks.js';

let kernels: NativeKernels;
let guide: Awaited<ReturnType<typeof openGuide>>;
beforeAll(async () => {
  kernels = await startNativeKernels();
  guide = await openGuide({ guidance: 1 });
});

const steps = 10;
const batch = 8;
/** Losses, weights and a guidance that move fast: what lags by a step would be seen. */
const change: Partial<TrainingConfig> = {
  noiseDim: 10,
  initializer: 'glorotUniform',
  generatorLearningRate: 1e-3,
  discriminatorLearningRate: 1e-3,
  dropout: 0.3,
  averageDecay: 0.9,
};

/** Something to learn: a bright square on black, whose place changes from image to image. */
const images = (step: number): tf.Tensor4D =>
  tf.tidy(() => {
    const squares = Array.from({ length: batch }, (_, i) => {
      const place = (7 * step + 3 * i) % 20;
      return tf.ones([8, 8, 1]).pad([
        [place, 20 - place],
        [(2 * place) % 20, 20 - ((2 * place) % 20)],
        [0, 0],
      ]);
    });
    return tf.stack(squares).mul(2).sub(1) as tf.Tensor4D;
  });

interface Form {
  readonly used: Kernels;
  readonly kind: TrainingKind;
  readonly precision: 'float32' | 'bfloat16';
  readonly guidance: number;
}

/** Losses of every step, and by how much both networks' variables moved. */
function train(preset: PresetName, { used, kind, precision, guidance }: Form) {
  return withKernels({ used, after: kernels.fast }, () => {
    const config = { ...recipeFor('tuned', kind), seed: 3, ...change, guidance };
    const labelCount = kind === 'gan' ? 0 : 10;
    const gan = new GanTrainer({
      ...{ preset, config, labelCount, precision, steps },
      ...(guidance > 0 ? guide : {}),
      labels: digitLabels,
    });
    const variables = [...Object.values(gan.networks), gan.drawingGenerator].map(variablesOf);
    const start = variables.map(joined);
    const losses = Array.from({ length: steps }, (_, step) => {
      const taken = images(step);
      const request = kind === 'gan' ? undefined : someRequests(batch, { seed: step });
      const made = gan.step(taken, { step, firstImage: batch * step }, request);
      tf.dispose([taken, Object.values(request ?? {})]);
      return made;
    });
    const moved = variables.map((all, i) => joined(all).sub(start[i] as tf.Tensor));
    gan.dispose();
    return { losses, moved };
  });
}

const largestDifference = (a: readonly StepLosses[], b: readonly StepLosses[]): number =>
  Math.max(
    ...a.flatMap(({ generatorLoss, discriminatorLoss }, step) => [
      Math.abs(generatorLoss - (b[step]?.generatorLoss ?? Number.NaN)),
      Math.abs(discriminatorLoss - (b[step]?.discriminatorLoss ?? Number.NaN)),
    ]),
  );

describe('a compiled training has the losses and the weights of the plain one', () => {
  // Later steps differ more, since a training is chaotic: Adam takes the sign of the smallest gradient.
  const exact = {
    preset: 'tiny',
    precision: 'float32',
    early: 1e-5,
    late: 1e-3,
    moved: 1e-2,
  } as const;
  const bounds = [
    { preset: 'tiny', precision: 'float32', early: 1e-5, late: 1e-4, moved: 1e-3 },
    { ...exact, guidance: 4 },
    { preset: 'tiny', precision: 'bfloat16', early: 1e-2, late: 3e-2, moved: 0.2 },
    { preset: 'compact', precision: 'float32', early: 1e-4, late: 3e-2, moved: 0.1 },
    { preset: 'compact', precision: 'bfloat16', early: 2e-2, late: 8e-2, moved: 0.3 },
    { kind: 'conditional', ...exact },
    {
      kind: 'conditional',
      preset: 'tiny',
      precision: 'bfloat16',
      early: 1e-2,
      late: 3e-2,
      moved: 0.3,
    },
    { kind: 'conditional', ...exact, guidance: 4 },
  ] as const;
  for (const { preset, precision, ...bound } of bounds) {
    const guidance = 'guidance' in bound ? bound.guidance : 0;
    const kind = 'kind' in bound ? bound.kind : 'gan';
    it(`${kind} ${preset} in ${precision}, guidance ${guidance}`, () => {
      const form = { kind, guidance } as const;
      const plain = train(preset, { ...form, used: kernels.plain, precision: 'float32' });
      const compiled = train(preset, { ...form, used: kernels.fast, precision });
      const early = compiled.losses.slice(0, 4);
      expect(largestDifference(early, plain.losses)).toBeLessThan(bound.early);
      const error = largestDifference(compiled.losses, plain.losses);
      expect(error).toBeLessThan(bound.late);
      if (precision === 'bfloat16') expect(error, 'bfloat16 was not used').toBeGreaterThan(1e-4);
      for (const [i, moved] of compiled.moved.entries()) {
        expect(relativeError(moved, plain.moved[i] as tf.Tensor)).toBeLessThan(bound.moved);
      }
      // The losses do move, so that the bounds say something.
      const [first, second] = plain.losses;
      expect(Math.abs((second?.generatorLoss ?? 0) - (first?.generatorLoss ?? 0))).toBeGreaterThan(
        5e-2,
      );
    });
  }
});
