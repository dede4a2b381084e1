import { z } from 'zod';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { Architecture, GanNetwork } from '../../../src-shared/networks/architecture.js';
import type { Condition } from '../../../src-shared/networks/condition.js';
import { parseJson } from '../../files/parse-json.js';
import { savedMetadataSchema } from '../../files/said-condition.js';
import { ganArchitecture, requireLayers } from './fit-architecture.js';
import { checkCondition } from './saved-condition.js';
import { networkConfigSchema, readChain } from './saved-layers.js';
import { placeWeights, type WeightFile, weightsManifestSchema } from './weights-manifest.js';

/** `model.json` of a tfjs layers model, as much of it as is relied on. */
const modelJsonSchema = z.looseObject({
  // As tfjs saves it, and as its converter does.
  modelTopology: z.union([
    networkConfigSchema,
    z.looseObject({ model_config: networkConfigSchema }).transform((it) => it.model_config),
  ]),
  userDefinedMetadata: savedMetadataSchema.optional(),
  /** Of weights.bin, and of the one before it, which the process may have ended on. */
  weightsSha256: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .min(1)
    .max(2)
    .optional(),
  weightsManifest: weightsManifestSchema,
});
type ModelJson = z.infer<typeof modelJsonSchema>;

export interface ReadTopology {
  readonly architecture: Architecture<GanNetwork>;
  readonly files: readonly WeightFile[];
  readonly condition: Condition | null;
  /** What the SHA-256 of the weights may be; null where the model does not say. */
  readonly weightsSha256: readonly string[] | null;
}

/**
 * Which network of a GAN a `model.json` holds: ours, that of tfjs or of its converter.
 *
 * @param text the file's content @param path for messages
 * @throws AppError INVALID_MODEL saying which layer or weight is not as it must be
 */
export function readTopology(text: string, path: string): ReadTopology {
  const invalid = notA('generator or discriminator', path);
  const model = parseJson(text, modelJsonSchema, invalid);
  const condition = model.userDefinedMetadata?.condition ?? null;
  const chain = readChain(model.modelTopology, invalid);
  const architecture = ganArchitecture(chain, condition, invalid);
  const files = placeWeights(model.weightsManifest, { architecture, chain, invalid });
  const problem = condition && checkCondition(condition, architecture);
  if (problem) throw invalid(problem);
  return { architecture, files, condition, weightsSha256: model.weightsSha256 ?? null };
}

/**
 * Checks in the same way that a `model.json` holds a certain network.
 *
 * @throws AppError INVALID_MODEL
 */
export function checkTopology(
  text: string,
  path: string,
  architecture: Architecture,
): readonly WeightFile[] {
  const invalid = notA(architecture.name, path);
  const model: ModelJson = parseJson(text, modelJsonSchema, invalid);
  const chain = readChain(model.modelTopology, invalid);
  requireLayers(chain, architecture, invalid);
  return placeWeights(model.weightsManifest, { architecture, chain, invalid });
}

/** The error of a file that holds another network, for what is wrong in words that follow a colon. */
const notA =
  (network: string, path: string) =>
  (what: string): AppError =>
    new AppError('INVALID_MODEL', `${path} is not a ${network} of this program: ${what}.`, {
      details: { path },
    });
