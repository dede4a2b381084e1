import { join, resolve } from 'node:path';
import {
  completeConfig,
  defaultProgressGrid,
  defaultRecipe,
} from '../../src-shared/config/training.js';
import type { AppEvent } from '../../src-shared/contract/app-events.js';
import type { Handlers } from '../../src-shared/contract/command.js';
import type { localCommands } from '../../src-shared/contract/commands.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { deepTraining } from '../../src-shared/contract/evaluation.js';
import { digitOfSeries } from '../../src-shared/random/hands.js';
import { drawSeed, ownPreset } from './defaults.js';
import { describeModel, describePreset } from './describe-networks.js';
import { diagnoseMachine } from './diagnose-machine.js';
import { chooseDigits } from './drawing/choose-digits.js';
import { composeNumber } from './drawing/compose-number.js';
import { DigitSeries } from './drawing/digit-series.js';
import { drawGrid, findGridDigits } from './drawing/draw-grid.js';
import { type AskedHand, requireNothingAsked } from './drawing/require-nothing-asked.js';
import { Searches } from './drawing/searches.js';
import { writeGridDigits } from './drawing/write-grid.js';
import { writeNumber } from './drawing/write-number.js';
import { WrittenDigits } from './drawing/written-digits.js';
import type { EngineOwner } from './engine-owner.js';
import { deleteRun, renameRun, requireOwn } from './run-changes.js';
import { exportRun, readRunLosses, showRun } from './run-details.js';
import { checkRunName, runId, runsDirectory } from './run-ids.js';
import { readEpochPicture } from './run-pictures.js';
import { findModel, findRun, freeRunName, listRuns, openRun } from './run-registry.js';
import type { SpeedEstimates } from './speed-estimates.js';
import type { TrainingFeed } from './training-feed.js';
import type { TrainingWatch } from './training-watch.js';

/** What digits that are asked for depend on, beside the digits. */
interface WrittenBy {
  readonly seed: number;
  readonly slant?: number | null | undefined;
  readonly strokeWidth?: number | null | undefined;
}

interface Parts {
  readonly engine: EngineOwner;
  readonly watch: TrainingWatch;
  readonly feed: TrainingFeed;
  readonly estimates: SpeedEstimates;
  readonly tell: (event: AppEvent) => void;
  readonly trash: (folder: string) => Promise<void>;
}

/** What each command does. Pages are answered by the same handlers, after a narrower check. */
export function createHandlers(parts: Parts): Handlers<typeof localCommands> {
  return { ...trainingHandlers(parts), ...runHandlers(parts), ...drawingHandlers(parts) };
}

function trainingHandlers({ engine, watch, feed, estimates }: Parts) {
  return {
    'engine.start': () => engine.start(),
    'engine.diagnose': () => diagnoseMachine(() => engine.start()),

    'training.start': async (request) => {
      const { dataFolder, limitImages = null, maxSteps = null, force = false } = request;
      const preset = request.preset ?? ownPreset();
      const recipe = request.recipe ?? defaultRecipe;
      // The recogniser knows digits: on other images it has a say only when it is asked for.
      const guidance = dataFolder === undefined ? {} : { guidance: 0 };
      const config = completeConfig(recipe, { ...guidance, ...request.config }, drawSeed());
      const usualName = `${preset}-${new Date().toISOString().slice(0, 10)}`;
      const name = checkRunName(request.name ?? (await freeRunName(usualName)));
      const folder = request.folder ? resolve(request.folder) : join(runsDirectory(), name);
      return watch.begin(() =>
        engine.call.train({
          folder,
          preset,
          recipe,
          config,
          limitImages,
          maxSteps,
          force,
          name: request.folder && !request.name ? '' : name,
          dataFolder: dataFolder ? resolve(dataFolder) : null,
          progressGrid: request.progressGrid ?? defaultProgressGrid[config.kind],
        }),
      );
    },

    'training.resume': async ({ run, ...changes }) => {
      const { epochs = null, guidance, maxSteps = null, force = false } = changes;
      const folder = await findRun(run);
      requireOwn(folder);
      return watch.begin(() => engine.call.resume({ folder, epochs, guidance, maxSteps, force }));
    },

    'training.pause': async () => {
      if (!engine.running || feed.current?.status !== 'running') return;
      feed.expect('pausing');
      await engine.call.pause({});
    },
    'training.continue': async () => {
      if (engine.running) await engine.call.goOn({});
    },
    'training.stop': async () => {
      if (!engine.running) return;
      feed.expect('stopping');
      await engine.call.stop({});
    },

    'recogniser.train': ({ folder, seed = drawSeed(), limitImages = null, ...request }) => {
      if (watch.busy) {
        throw new AppError('LOCKED', 'A training is running already. Stop it first.');
      }
      const whole = { ...request, folder: resolve(folder), seed, limitImages };
      return engine.call.trainRecogniser(whole);
    },

    'training.current': () => feed.current,
    'training.estimate': (question) => estimates.of(question, () => !watch.busy),
  } satisfies Partial<Handlers<typeof localCommands>>;
}

function runHandlers({ engine, feed, tell, trash }: Parts) {
  const changed = <Value>(value: Value): Value => {
    tell({ kind: 'runs' });
    return value;
  };
  return {
    'runs.list': () => listRuns(),
    'runs.show': async ({ run }) => showRun(await findRun(run)),
    'runs.losses': async ({ run }) => {
      const folder = await findRun(run);
      return feed.lossesOf(runId(folder)) ?? readRunLosses(folder);
    },
    'runs.picture': async ({ run, epoch }) => readEpochPicture(await findRun(run), epoch),
    'runs.export': async ({ run, what }) => exportRun(await findRun(run), what),
    'runs.rename': async ({ run, name }) => changed(await renameRun(await findRun(run), name)),
    'runs.delete': async ({ run }) => changed(await deleteRun(await findRun(run), trash)),
    'runs.open': async ({ folder }) => changed(await openRun(resolve(folder))),
    'model.find': async ({ model }) => {
      const folders = await findModel(model);
      const condition = await engine.call.condition({ folder: folders.generatorFolder });
      return { ...folders, labels: condition?.labels ?? null };
    },
  } satisfies Partial<Handlers<typeof localCommands>>;
}

function drawingHandlers({ engine, tell }: Parts) {
  const searches = new Searches(tell);
  const recent = new DigitSeries();
  const written = new WrittenDigits();
  const series = (folder: string, seed: number) =>
    recent.open({ folder, seed }, (range) =>
      engine.call.sampleRecognised({ folder, seed, ...range }),
    );
  const writer = (folder: string, { seed, slant = null, strokeWidth = null }: WrittenBy) => {
    const settings = { seed, slant, strokeWidth };
    return written.open({ folder, settings }, (digits) =>
      engine.call.writeRecognised({ folder, digits, ...settings }),
    );
  };
  /** The model's folder, and what it can be asked for: null for a model that draws what comes. */
  const open = async (model: string | undefined, asked: AskedHand = {}) => {
    const { generatorFolder: folder } = await findModel(model);
    const condition = await engine.call.condition({ folder });
    if (condition === null) requireNothingAsked(asked);
    return { folder, condition };
  };
  return {
    'digits.sample': async ({ model, seed, first, count, labels, ...asked }) => {
      const { folder, condition } = await open(model, { ...asked, labels });
      if (condition === null) {
        return engine.call.sample({ folder, seed, first, count, precision: 'float32' });
      }
      const { hand = null, slant = null, strokeWidth = null } = asked;
      const all = { labels: labels ?? condition.labels, seed, hand };
      const digits = Array.from({ length: count }, (_, i) => digitOfSeries(first + i, all));
      return engine.call.write({ folder, digits, seed, slant, strokeWidth });
    },
    'digits.grid': ({ model, seed, search, hand = null, slant, strokeWidth, ...request }, asker) =>
      searches.run({ search, asker }, async (report) => {
        const { folder, condition } = await open(model, { hand, slant, strokeWidth });
        if (condition === null) {
          const read = await series(folder, seed);
          return drawGrid(request, await findGridDigits(request, { read, report }));
        }
        const write = await writer(folder, { seed, slant, strokeWidth });
        const asked = { ...request, seed, hand, known: condition.labels };
        return drawGrid(request, await writeGridDigits(asked, { write, report }));
      }),
    'model.evaluate': async ({ model, deep, ...request }) => {
      const { generatorFolder: folder } = await findModel(model);
      return engine.call.evaluate({ folder, ...request, deep: deep ? deepTraining : null });
    },
    'number.compose': ({ model, search, ...request }, asker) =>
      searches.run({ search, asker }, async (report) => {
        const { folder, condition } = await open(model, request.config);
        if (condition === null) {
          const read = await series(folder, request.config.seed);
          return composeNumber(request, (choice) => chooseDigits(choice, { read, report }));
        }
        const write = await writer(folder, request.config);
        const { labels } = condition;
        return composeNumber(request, (choice) => writeNumber(choice, labels, { write, report }));
      }),
    'search.stop': ({ search }) => searches.stop(search),
    'networks.describe': async (request) =>
      'preset' in request
        ? describePreset(request)
        : describeModel(await findModel(request.model), engine.call),
  } satisfies Partial<Handlers<typeof localCommands>>;
}
