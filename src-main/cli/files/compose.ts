import { randomUUID } from 'node:crypto';
import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import { maxSeed } from '../../../src-shared/config/fields.js';
import { numberFileName } from '../../../src-shared/config/number-file-name.js';
import { composingConfigSchema } from '../../../src-shared/config/validation.js';
import type { ComposedNumber } from '../../../src-shared/contract/drawings.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { handTraits } from '../../../src-shared/random/hands.js';
import { checked } from '../../../src-shared/text/checked.js';
import { drawSeed } from '../../service/defaults.js';
import type { Service } from '../../service/service.js';
import { chooseModel } from '../choose-model.js';
import type { Cli } from '../cli.js';
import type { DigitRange } from '../options/digit-range.js';
import { prepareEngine } from '../prepare-engine.js';
import { openProgress } from '../terminal/progress.js';
import { whole } from '../terminal/whole.js';
import { withService } from '../with-service.js';
import { type Destination, writeFileAt } from './destination.js';
import { tellWritten } from './tell-written.js';

interface ComposeOptions {
  readonly range: DigitRange;
  readonly layout: Omit<ComposingConfig, 'digits' | 'seed'>;
  readonly model: string | undefined;
  readonly seed: number | undefined;
  /** Where a number of this usual name goes. */
  readonly destinationOf: (usual: string) => Destination;
  readonly json: boolean;
}

/** Milliseconds of work that need no progress. */
const patience = 2_000;

/** Writes the number, or any number of each length in the range. */
export async function composeNumbers(cli: Cli, options: ComposeOptions): Promise<void> {
  const { range, json } = options;
  const configs = numberConfigs(options);
  await withService(cli, async ({ service, interrupts }) => {
    const { generatorFolder: model, labels } = await chooseModel(cli, {
      service,
      model: options.model,
    });
    await prepareEngine(cli, interrupts.signal);
    for (const config of configs) {
      const number = await withProgress(cli, service, (search) =>
        interrupts.race(service.call['number.compose']({ model, config, search })),
      );
      const destination = options.destinationOf(numberFileName(config));
      const out = await writeFileAt(cli, destination, { content: number.png, interrupts });
      await tellWritten(cli, {
        out,
        json,
        facts: { ...facts(config, number), model },
        lines: told(out, { config, number, labels }),
      });
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
    const found = checked(composingConfigSchema, { ...layout, digits, seed: own });
    if ('problem' in found) throw new AppError('BAD_INPUT', `${found.problem}.`);
    configs.push(found.value);
  }
  return configs;
}

/** What a program reads. A trait is null where no one hand has it. */
function facts({ seed, legibility, slant, strokeWidth }: ComposingConfig, number: ComposedNumber) {
  const { text, hand, width, height, drawnAgain, lookedAt, rejected, digits } = number;
  const own = hand === null ? null : handTraits(hand);
  const written = digits.map(({ index, class: digit, confidence, asked }) => ({
    index,
    digit,
    confidence,
    ...(asked && { asked }),
  }));
  return {
    seed,
    number: text,
    hand,
    slant: slant ?? own?.slant ?? null,
    strokeWidth: strokeWidth ?? own?.strokeWidth ?? null,
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

interface Told {
  readonly config: ComposingConfig;
  readonly number: ComposedNumber;
  /** What the model can be asked for; null for one that draws what comes. */
  readonly labels: readonly number[] | null;
}

function told(out: string, { config, number, labels }: Told): string[] {
  const { seed, legibility } = config;
  const { text, hand, width, height, lookedAt, rejected, digits } = number;
  const what = [
    ...(config.number === null ? [labels === null ? `read as ${text}` : text] : []),
    `${width} x ${height} pixels`,
    `seed ${seed}`,
    ...(hand === null ? [] : [`hand ${hand}`]),
  ];
  const wrote = `Wrote ${out}: ${what.join(', ')}.`;
  if (labels !== null) {
    const anew = lookedAt - digits.length;
    return anew === 0 ? [wrote] : [wrote, anewLine(anew, legibility)];
  }
  if (legibility === null) return [wrote];
  return [wrote, `Looked at ${whole(lookedAt)} digits, rejected ${whole(rejected)} as illegible.`];
}

/** Of a model that is asked for its digits. */
function anewLine(count: number, legibility: number | null): string {
  const digits = count === 1 ? 'One digit was' : `${whole(count)} digits were`;
  const why = legibility === null ? 'without ink' : 'illegible, without ink or taken for another';
  return `${digits} written anew: ${why}.`;
}
