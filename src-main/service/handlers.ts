import { join, resolve } from 'node:path';
import { completeConfig, defaultRecipe } from '../../src-shared/config/training.js';
import type { AppEvent } from '../../src-shared/contract/app-events.js';
import type { Handlers } from '../../src-shared/contract/command.js';
import type { localCommands } from '../../src-shared/contract/commands.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { deepTraining } from '../../src-shared/contract/evaluation.js';
import { defaultProgressGrid } from '../../src-shared/contract/runs.js';
import { drawSeed, ownPreset } from './defaults.js';
import { describeModel, describePreset } from './describe-networks.js';
import { diagnoseMachine } from './diagnose-machine.js';
import { composeNumber } from './drawing/compose-number.js';
import { DigitSeries } from './drawing/digit-series.js';
import { drawGrid } from './drawing/draw-grid.js';
import { Searches } from './drawing/searches.js';
import type { EngineOwner } from './engine-owner.js';
import { deleteRun, renameRun, requireOwn } from './run-changes.js';
import { exportRun, readRunLosses, showRun } from './run-details.js';
import { checkRunName, runId, runsDirectory } from './run-ids.js';
import { readEpochPicture } from './run-pictures.js';
import { findModel, findRun, freeRunName, listRuns, openRun } from './run-registry.js';
import type { SpeedEstimates } from './speed-estimates.js';
import type { TrainingFeed } from './training-feed.js';
import type { TrainingWatch } from './training-watch.js';

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
          progressGrid: request.progressGrid ?? defaultProgressGrid,
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

function runHandlers({ feed, tell, trash }: Parts) {
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
    'model.find': ({ model }) => findModel(model),
  } satisfies Partial<Handlers<typeof localCommands>>;
}

function drawingHandlers({ engine, tell }: Parts) {
  const searches = new Searches(tell);
  const recent = new DigitSeries();
  const series = async (model: string | undefined, seed: number) => {
    const { generatorFolder: folder } = await findModel(model);
    return recent.open({ folder, seed }, (range) =>
      engine.call.sampleRecognised({ folder, seed, ...range }),
    );
  };
  return {
    'digits.sample': async ({ model, ...request }) => {
      const { generatorFolder: folder } = await findModel(model);
      return engine.call.sample({ folder, ...request, precision: 'float32' });
    },
    'digits.grid': ({ model, seed, search, ...request }, asker) =>
      searches.run({ search, asker }, async (report) =>
        drawGrid(request, { read: await series(model, seed), report }),
      ),
    'model.evaluate': async ({ model, deep, ...request }) => {
      const { generatorFolder: folder } = await findModel(model);
      return engine.call.evaluate({ folder, ...request, deep: deep ? deepTraining : null });
    },
    'number.compose': ({ model, search, ...request }, asker) =>
      searches.run({ search, asker }, async (report) =>
        composeNumber(request, { read: await series(model, request.config.seed), report }),
      ),
    'search.stop': ({ search }) => searches.stop(search),
    'networks.describe': async (request) =>
      'preset' in request
        ? describePreset(request)
        : describeModel(await findModel(request.model), (folder) =>
            engine.call.describe({ folder }),
          ),
  } satisfies Partial<Handlers<typeof localCommands>>;
}
