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
import type { ModelFolders } from '../../src-shared/contract/run-views.js';
import type { RecognisedImages } from '../../src-shared/contract/runs.js';
import { foreignModelAt } from '../files/model-places.js';
import { readRunRecord } from '../files/run-record.js';
import { untilGone } from './asker.js';
import type { DataSets } from './datasets/data-sets.js';
import { drawSeed, ownPreset } from './defaults.js';
import { describeModel, describePreset } from './describe-networks.js';
import { diagnoseMachine } from './diagnose-machine.js';
import { drawingHandlers } from './drawing/drawing-handlers.js';
import type { Searches } from './drawing/searches.js';
import type { EngineOwner } from './engine-owner.js';
import type { Evaluations } from './evaluations.js';
import { exportedFolder } from './exported-folder.js';
import type { ModelDamage } from './model-damage.js';
import { deleteRun, renameRun, requireOwn, requireOwnData } from './run-changes.js';
import { exportRun, readRunLosses, showRun } from './run-details.js';
import { runId } from './run-ids.js';
import { readEpochPicture } from './run-pictures.js';
import { findModel, findRun, listRuns, openRun } from './run-registry.js';
import { runsDirectory } from './runs-directory.js';
import type { SpeedEstimates } from './speed-estimates.js';
import { beginningOf } from './train-from.js';
import type { TrainingFeed } from './training-feed.js';
import type { TrainingWatch } from './training-watch.js';

interface Parts {
  readonly engine: EngineOwner;
  readonly watch: TrainingWatch;
  readonly feed: TrainingFeed;
  readonly estimates: SpeedEstimates;
  readonly damages: ModelDamage;
  readonly dataSets: DataSets;
  readonly searches: Searches;
  readonly evaluations: Evaluations;
  readonly tell: (event: AppEvent) => void;
  readonly trash: (folder: string) => Promise<void>;
}

/** What each command does. Pages are answered by the same handlers, after a narrower check. */
export function createHandlers(parts: Parts): Handlers<typeof localCommands> {
  return {
    ...trainingHandlers(parts),
    ...runHandlers(parts),
    ...drawingHandlers(parts),
    ...parts.dataSets.handlers(),
  };
}

function trainingHandlers({ engine, watch, feed, estimates }: Parts) {
  return {
    'engine.start': () => engine.start(),
    'engine.diagnose': () => diagnoseMachine(() => engine.start()),

    'training.start': async (request) => {
      const { dataPath, limitImages = null, maxSteps = null, force = false } = request;
      const beginning =
        request.from === undefined ? null : await beginningOf(request.from, request, engine.call);
      const preset = beginning?.preset ?? request.preset ?? ownPreset();
      const recipe = request.recipe ?? defaultRecipe;
      // The recogniser knows digits: on other images it has a say only when it is asked for.
      const { transpose = false, invert = false } = request.config;
      const isMnist = dataPath === undefined && !transpose && !invert;
      const guidance = isMnist ? {} : { guidance: 0 };
      const chosen = { ...guidance, ...request.config, ...beginning?.config };
      const config = completeConfig(recipe, chosen, drawSeed());
      const usualName = `${preset}-${new Date().toISOString().slice(0, 10)}`;
      const name = request.name ?? usualName;
      const folder = request.folder ? resolve(request.folder) : join(runsDirectory(), name);
      return watch.begin(() =>
        engine.call.train({
          folder,
          counted: !request.folder && !request.name,
          preset,
          recipe,
          config,
          limitImages,
          maxSteps,
          from: beginning?.from,
          force,
          name: request.name ?? '',
          dataPath: dataPath ? resolve(dataPath) : null,
          progressGrid: request.progressGrid ?? defaultProgressGrid[config.kind],
        }),
      );
    },

    'training.resume': async ({ run, ...changes }) => {
      const { epochs = null, guidance, maxSteps = null, force = false } = changes;
      const folder = await findRun(run);
      requireOwn(folder);
      const dataPath = changes.dataPath === undefined ? undefined : resolve(changes.dataPath);
      if (dataPath === undefined) await requireOwnData(folder);
      const request = { folder, epochs, guidance, maxSteps, force, dataPath };
      return watch.begin(() => engine.call.resume(request));
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
    'training.estimate': (question, asker) =>
      untilGone(asker, () =>
        estimates.of(question, () => !watch.busy && asker?.gone.aborted !== true),
      ),
  } satisfies Partial<Handlers<typeof localCommands>>;
}

function runHandlers({ engine, feed, damages, evaluations, tell, trash }: Parts) {
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
    'runs.open': async ({ folder }) => {
      const path = resolve(folder);
      // A run's networks are looked at when they draw; of a model from elsewhere there is nothing else.
      if ((await foreignModelAt(path)) !== null) {
        await describeModel(await findModel(path), engine.call);
      }
      return changed(await openRun(path));
    },
    'model.find': async ({ model }) => {
      const folders = await findModel(model);
      const condition = await engine.call.condition({ folder: folders.generatorFolder });
      const damage = await damages.of(folders.generatorFolder);
      const recognised = await recognisedImages(folders);
      return { ...folders, labels: condition?.labels ?? null, recognised, damage };
    },
    'model.export': async ({ model, ...asked }) => {
      const folder = await exportedFolder(await findModel(model), asked.network);
      return engine.call.exportNetwork({ ...folder, ...asked });
    },
    'model.evaluate': async ({ model, search, deep, ...request }, asker) => {
      const { generatorFolder: folder } = await findModel(model);
      const whole = { folder, ...request, deep: deep ? deepTraining : null };
      return evaluations.run({ search, asker }, whole);
    },
    'networks.describe': (request, asker) =>
      'preset' in request
        ? describePreset(request)
        : untilGone(asker, async () => describeModel(await findModel(request.model), engine.call)),
  } satisfies Partial<Handlers<typeof localCommands>>;
}

/** A model is drawn with whatever has become of its run's record. */
async function recognisedImages({ runFolder }: ModelFolders): Promise<RecognisedImages | null> {
  if (runFolder === null) return null;
  const record = await readRunRecord(runFolder).catch(() => null);
  return record?.dataset.recognised ?? null;
}
