import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import { maxSeed } from '../../../src-shared/config/fields.js';
import { numberFileName } from '../../../src-shared/config/number-file-name.js';
import { composingConfigSchema } from '../../../src-shared/config/validation.js';
import type { ComposedNumber } from '../../../src-shared/contract/drawings.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { writeFileDurably } from '../../files/durable-files.js';
import { drawSeed } from '../../service/defaults.js';
import type { Service } from '../../service/service.js';
import { chooseModel } from '../choose-model.js';
import type { Cli } from '../cli.js';
import type { DigitRange } from '../options/digit-range.js';
import { prepareEngine } from '../prepare-engine.js';
import { openProgress } from '../terminal/progress.js';
import { whole } from '../terminal/whole.js';
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

/** Milliseconds of work that need no progress. */
const patience = 2_000;

/** Writes the number, or any number of each length in the range. */
export async function composeNumbers(cli: Cli, options: ComposeOptions): Promise<void> {
  const { range, json } = options;
  const configs = numberConfigs(options);
  await withService(cli, async ({ service, interrupts }) => {
    const model = await chooseModel(cli, { service, model: options.model });
    await prepareEngine(cli, interrupts.signal);
    for (const config of configs) {
      const number = await withProgress(cli, service, (search) =>
        interrupts.race(service.call['number.compose']({ model, config, search })),
      );
      const out = options.out ?? join(options.outDir, numberFileName(config));
      await writeFileDurably(resolve(out), number.png);
      if (json) cli.output.json({ out: resolve(out), ...facts(config, number), model });
      else for (const line of told(out, config, number)) cli.output.line(line);
    }
  });
  if (range.first !== range.last && !json) {
    cli.output.remark('Each number can be had again alone, with its own seed.');
  }
}

/** Shows how far the search for digits is, when it lasts. */
async function withProgress<Value>(
  cli: Cli,
  service: Service,
  work: (search: string) => Promise<Value>,
): Promise<Value> {
  const search = randomUUID();
  const progress = await openProgress({ stream: cli.stderr, now: cli.now, patience });
  const forget = service.onAppEvent((event) => {
    if (event.kind !== 'search' || event.search !== search) return;
    const { found, wanted, lookedAt } = event;
    const text = `${whole(found)} of ${whole(wanted)} digits found among ${whole(lookedAt)}`;
    progress.show({ done: found, total: wanted, text });
  });
  try {
    return await work(search);
  } finally {
    forget();
    progress.clear();
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

/** What a program reads. */
function facts({ number: text, seed, legibility }: ComposingConfig, number: ComposedNumber) {
  const { width, height, drawnAgain, lookedAt, rejected, digits } = number;
  const written = digits.map(({ index, class: digit, confidence }) => ({
    index,
    digit,
    confidence,
  }));
  return {
    seed,
    number: text,
    digits: digits.length,
    legibility,
    width,
    height,
    lookedAt,
    rejected,
    drawnAgain,
    written,
  };
}

function told(out: string, { seed, legibility }: ComposingConfig, number: ComposedNumber) {
  const { width, height, lookedAt, rejected } = number;
  const wrote = `Wrote ${out}: ${width} x ${height} pixels, seed ${seed}.`;
  if (legibility === null) return [wrote];
  return [wrote, `Looked at ${whole(lookedAt)} digits, rejected ${whole(rejected)} as illegible.`];
}
