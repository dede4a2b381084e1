import type { Condition } from '../../../src-shared/networks/condition.js';

/** The files of a tfjs layers model. */
export const modelFile = 'model.json';
export const weightsFile = 'weights.bin';

interface LayersModel {
  readonly topology: unknown;
  /** In the order in which `weights.bin` has them. */
  readonly weights: readonly {
    readonly name: string;
    readonly shape: readonly (number | null)[];
  }[];
  readonly condition: Condition | null;
  /** What the SHA-256 of `weights.bin` may be. */
  readonly weightsSha256: readonly string[];
}

/**
 * `model.json` of a tfjs layers model. What a generator can be asked for is metadata, which tfjs hands
 * on to who asks the model for it (`getUserDefinedMetadata`).
 */
export const modelJson = ({
  topology,
  weights,
  condition,
  weightsSha256,
}: LayersModel): object => ({
  format: 'layers-model',
  generatedBy: 'random-handwritten-digit-generator',
  convertedBy: null,
  ...(condition ? { userDefinedMetadata: { condition } } : {}),
  weightsSha256,
  modelTopology: topology,
  weightsManifest: [
    {
      paths: [weightsFile],
      weights: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
    },
  ],
});
