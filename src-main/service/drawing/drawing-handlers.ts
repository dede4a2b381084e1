import { looks } from '../../../src-shared/config/look.js';
import type { Asker, Handlers } from '../../../src-shared/contract/command.js';
import type { localCommands } from '../../../src-shared/contract/commands.js';
import type { Condition } from '../../../src-shared/networks/condition.js';
import { digitOfSeries } from '../../../src-shared/random/hands.js';
import { untilGone } from '../asker.js';
import type { EngineOwner } from '../engine-owner.js';
import type { ModelDamage } from '../model-damage.js';
import { modelName } from '../run-ids.js';
import { findModel } from '../run-registry.js';
import { chooseDigits } from './choose-digits.js';
import { composeNumber, type NumberRequest } from './compose-number.js';
import { DigitSeries } from './digit-series.js';
import { drawGrid, findGridDigits } from './draw-grid.js';
import { LastNumbers } from './last-numbers.js';
import { numberPicture } from './number-picture.js';
import { numberSheet } from './number-sheet.js';
import { noteOf, noteOfSheet } from './picture-notes.js';
import { type AskedHand, requireNothingAsked } from './require-nothing-asked.js';
import type { Report } from './search-series.js';
import type { Searches } from './searches.js';
import { Turns } from './turns.js';
import { writeGridDigits } from './write-grid.js';
import { drawnAll, writeInTurn } from './write-in-turn.js';
import { writeNumber } from './write-number.js';
import { WrittenDigits } from './written-digits.js';

/** What digits that are asked for depend on, beside the digits. */
interface WrittenBy {
  readonly seed: number;
  readonly slant?: number | null | undefined;
  readonly strokeWidth?: number | null | undefined;
}

interface Parts {
  readonly engine: EngineOwner;
  readonly damages: ModelDamage;
  readonly searches: Searches;
}

interface OpenedModel {
  readonly folder: string;
  /** What it can be asked for: null for a model that draws what comes. */
  readonly condition: Condition | null;
  /** See `modelName`. */
  readonly name: string;
}

/** What the commands do that draw digits and numbers. */
export function drawingHandlers({ engine, damages, searches }: Parts) {
  const recent = new DigitSeries();
  const written = new WrittenDigits();
  const turns = new Turns();
  const lastNumbers = new LastNumbers();
  const series = (folder: string, seed: number, asker: Asker | undefined) =>
    recent.open({ folder, seed }, (range) =>
      turns.take(asker, () => engine.call.sampleRecognised({ folder, seed, ...range })),
    );
  const writer = (folder: string, by: WrittenBy, asker: Asker | undefined) => {
    const { seed, slant = null, strokeWidth = null } = by;
    const settings = { seed, slant, strokeWidth };
    return written.open({ folder, settings }, (digits) =>
      turns.take(asker, () => engine.call.writeRecognised({ folder, digits, ...settings })),
    );
  };
  const open = async (model: string | undefined, asked: AskedHand = {}): Promise<OpenedModel> => {
    const folders = await findModel(model);
    const folder = folders.generatorFolder;
    const condition = await engine.call.condition({ folder });
    await damages.of(folder);
    if (condition === null) requireNothingAsked(asked);
    return { folder, condition, name: modelName(folders) };
  };
  const compose = async (
    { folder, condition }: OpenedModel,
    request: NumberRequest,
    { asker, report }: { asker: Asker | undefined; report: Report },
  ) => {
    if (condition === null) {
      const read = await series(folder, request.config.seed, asker);
      return composeNumber(request, (choice) => chooseDigits(choice, { read, report }));
    }
    const write = await writer(folder, request.config, asker);
    const { labels } = condition;
    return composeNumber(request, (choice) => writeNumber(choice, labels, { write, report }));
  };
  return {
    'digits.sample': ({ model, seed, first, count, labels, ...asked }, asker) =>
      untilGone(asker, async () => {
        const { folder, condition } = await open(model, { ...asked, labels });
        if (condition === null) {
          const range = { first, count, precision: 'float32' } as const;
          return turns.take(asker, () => engine.call.sample({ folder, seed, ...range }));
        }
        const { hand = null, slant = null, strokeWidth = null } = asked;
        const all = { labels: labels ?? condition.labels, seed, hand };
        const digits = Array.from({ length: count }, (_, i) => digitOfSeries(first + i, all));
        const settings = { seed, slant, strokeWidth };
        return turns.take(asker, () => engine.call.write({ folder, digits, ...settings }));
      }),
    'digits.read': ({ model, seed, digits, spread }, asker) =>
      untilGone(asker, async () => {
        const { folder, condition } = await open(model);
        const [first] = digits;
        if (condition === null) requireNothingAsked({ labels: first ? [first.label] : [] });
        const settings = { seed, slant: null, strokeWidth: null, spread };
        return turns.take(asker, () => engine.call.writeReadTwice({ folder, digits, ...settings }));
      }),
    'digits.grid': ({ model, seed, search, hand = null, slant, strokeWidth, ...request }, asker) =>
      searches.run({ search, asker }, async (report) => {
        const { folder, condition } = await open(model, { hand, slant, strokeWidth });
        if (condition === null) {
          const read = await series(folder, seed, asker);
          return drawGrid(request, await findGridDigits(request, { read, report }));
        }
        const write = await writer(folder, { seed, slant, strokeWidth }, asker);
        const asked = { ...request, seed, hand, known: condition.labels };
        return drawGrid(request, await writeGridDigits(asked, { write, report }));
      }),
    'number.compose': (
      { model, search, look = looks.network, format = 'png', ...request },
      asker,
    ) =>
      searches.run({ search, asker }, async (report) => {
        const opened = await open(model, request.config);
        const written = await compose(opened, request, { asker, report });
        const note = noteOf(written, request, {
          model: opened.name,
          settings: { ...request, look },
        });
        return numberPicture(written, { look, format, note });
      }),
    'numbers.sheet': ({ model, search, numbers, look, sheet, format, page = 0 }, asker) =>
      searches.run({ search, asker }, async (report) => {
        const opened = await open(model);
        const written = await lastNumbers.of(opened.folder, numbers, () =>
          writeInTurn(numbers, report, (number, ofOne) => {
            if (opened.condition === null) requireNothingAsked(number.config);
            return compose(opened, number, { asker, report: ofOne });
          }),
        );
        const between = () => report(drawnAll(written));
        const settings = { numbers, look, sheet };
        const note = noteOfSheet(written, numbers, { model: opened.name, settings });
        return numberSheet(written, { look, sheet, format, page, note, between });
      }),
    'search.stop': ({ search }) => searches.stop(search),
  } satisfies Partial<Handlers<typeof localCommands>>;
}
