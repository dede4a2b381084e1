import type { z } from 'zod';
import type { networkOrigin } from '../../../src-shared/contract/engine-commands.js';
import { traits } from '../../../src-shared/digits/measure-traits.js';
import type { Architecture, GanNetwork } from '../../../src-shared/networks/architecture.js';
import {
  type Condition,
  labelValue,
  requestSizeOf,
} from '../../../src-shared/networks/condition.js';

/** Where a network comes from; null for a generator folder that belongs to no run. */
export type NetworkOrigin = z.infer<typeof networkOrigin> | null;

/** A network to be written in the form of another program. */
export interface ExportedNetwork {
  readonly architecture: Architecture<GanNetwork>;
  /** Each as long as its shape says, in the order of `weightsOf`. */
  readonly values: readonly Float32Array[];
  /** What a generator can be asked for; null for one that draws what comes, and for a discriminator. */
  readonly condition: Condition | null;
  readonly origin: NetworkOrigin;
}

/** What an input and an output of a network are, in sentences for who opens it elsewhere. */
export function networkWords({ architecture, condition }: ExportedNetwork): {
  readonly input: string;
  readonly output: string;
} {
  const [length = 0] = architecture.inputShape;
  if (architecture.name === 'discriminator') return discriminatorWords(architecture);
  const output = 'Images [n, 28, 28, 1] in [-1, 1]: -1 is the ground, 1 the ink.';
  if (condition === null) {
    return { input: `Latent vectors [n, ${length}]: standard normal numbers.`, output };
  }
  const { noiseDim, handDim, labels } = condition;
  const { allographCount: ways } = requestSizeOf(condition);
  return {
    input:
      `Requests [n, ${length}]: ${noiseDim} standard normal numbers, of which the first ${handDim} are the hand's; ` +
      `${labels.length} numbers for the labels ${labels.join(', ')}, ${labelValue} for the one asked for and 0 for the others; ` +
      (ways === 0
        ? ''
        : `${ways} numbers for the allographs of each label, ${labelValue} for the one asked for and 0 for all others; `) +
      'slant and stroke width, each a standard normal number (0 is the usual).',
    output,
  };
}

function discriminatorWords({ layers }: Architecture): { input: string; output: string } {
  const last = layers.at(-1);
  const units = last?.type === 'Dense' ? last.units : 1;
  const input = 'Images [n, 28, 28, 1] in [-1, 1].';
  const named = units - 1 - traits.length;
  return units === 1
    ? { input, output: 'Logits [n, 1]: above 0 means real.' }
    : {
        input,
        output:
          `Projections [n, ${units}]: the logit (above 0 means real) is the first number plus the product of the others with ` +
          `what was asked for: ${named} numbers for labels and allographs (1 for those asked for, 0 for the others), slant and stroke width.`,
      };
}

/** What is known of a network, as texts by their names. */
export function networkFacts(network: ExportedNetwork): Record<string, string> {
  const { architecture, condition, origin } = network;
  const { input, output } = networkWords(network);
  return {
    network: architecture.name,
    ...(architecture.name === 'generator'
      ? { kind: condition === null ? 'gan' : 'conditional' }
      : {}),
    ...(origin && {
      run: origin.run,
      preset: origin.preset,
      epoch: String(origin.epoch),
      step: String(origin.step),
    }),
    ...(condition && {
      noise_dim: String(condition.noiseDim),
      hand_dim: String(condition.handDim),
      labels: condition.labels.join(','),
      ...(condition.allographs && {
        allographs: condition.allographs.map((counts) => counts.join(',')).join(';'),
      }),
      label_value: String(labelValue),
    }),
    input,
    output,
  };
}
