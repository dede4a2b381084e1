import { join, resolve } from 'node:path';
import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import { maxSeed } from '../../../src-shared/config/fields.js';
import { numberFileName } from '../../../src-shared/config/number-file-name.js';
import { composingConfigSchema } from '../../../src-shared/config/validation.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { writeFileDurably } from '../../files/durable-files.js';
import { drawSeed } from '../../service/defaults.js';
import { chooseModel } from '../choose-model.js';
import type { Cli } from '../cli.js';
import type { DigitRange } from '../options/digit-range.js';
import { prepareEngine } from '../prepare-engine.js';
import { withService } from '../with-service.js';

interface ComposeOptions {
  readonly range: DigitRange;
  readonly layout: Omit<ComposingConfig, 'digits' | 'seed'>;
  readonly model: string | undefined;
  readonly seed: number | undefined;
  /** The file of a single number; otherwise it gets its usual name in `outDir`. */
  readonly out: string | undefined;
  readonly outDir: string;
  readonly json: boolean;
}

/** Writes a number of each length in the range. */
export async function composeNumbers(cli: Cli, options: ComposeOptions): Promise<void> {
  const { range, json } = options;
  const configs = numberConfigs(options);
  await withService(cli, async ({ service, interrupts }) => {
    const model = await chooseModel(cli, { service, model: options.model });
    await prepareEngine(cli, interrupts.signal);
    for (const config of configs) {
      const { digits, seed } = config;
      const number = await interrupts.race(service.call['number.compose']({ model, config }));
      const out = options.out ?? join(options.outDir, numberFileName(config));
      await writeFileDurably(resolve(out), number.png);
      const { width, height, drawnAgain } = number;
      if (json) {
        cli.output.json({ out: resolve(out), seed, digits, width, height, drawnAgain, model });
      } else {
        cli.output.line(`Wrote ${out}: ${width} x ${height} pixels, seed ${seed}.`);
      }
    }
  });
  if (range.first !== range.last && !json) {
    cli.output.remark('Each number can be had again alone, with its own seed.');
  }
}

/**
 * Numbers of a series have seeds that follow one another: with a common seed, each would begin with
 * the digits of the one before.
 *
 * @throws AppError BAD_INPUT when the fields don't go together
 */
function numberConfigs({ range, layout, seed = drawSeed() }: ComposeOptions): ComposingConfig[] {
  const configs: ComposingConfig[] = [];
  for (let digits = range.first; digits <= range.last; digits++) {
    const own = (seed + digits - range.first) % (maxSeed + 1);
    const parsed = composingConfigSchema.safeParse({ ...layout, digits, seed: own });
    if (!parsed.success) {
      const sentences = parsed.error.issues.map(({ message }) => message).join('; ');
      throw new AppError('BAD_INPUT', `${sentences}.`);
    }
    configs.push(parsed.data);
  }
  return configs;
}
