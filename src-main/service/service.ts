import { join, resolve } from 'node:path';
import { completeConfig, defaultRecipe } from '../../src-shared/config/training.js';
import {
  type Client,
  client,
  dispatcher,
  type Handlers,
} from '../../src-shared/contract/command.js';
import { commands } from '../../src-shared/contract/commands.js';
import type { TrainingEvent } from '../../src-shared/contract/events.js';
import { defaultProgressGrid } from '../../src-shared/contract/runs.js';
import { composeNumber } from './compose-number.js';
import { drawSeed, ownPreset } from './defaults.js';
import { describeModel, describePreset } from './describe-networks.js';
import { type EngineProcess, startEngineProcess } from './engine-process.js';
import {
  checkRunName,
  findModel,
  findRun,
  freeRunName,
  listRuns,
  runsDirectory,
} from './run-registry.js';
import { TrainingWatch } from './training-watch.js';

/** The program behind every shell: runs, models, files, and the engine's process. */
export interface Service {
  /** The contract's commands, in process. Rejects with AppError. */
  readonly call: Client<typeof commands>;
  /** Returns what ends the listening. */
  onEvent(listener: (event: TrainingEvent) => void): () => void;
  /** Lets the engine's process end. A training is to be stopped first. */
  close(): Promise<void>;
  /** Kills the engine's process at once. */
  kill(): void;
}

export function createService(): Service {
  const listeners = new Set<(event: TrainingEvent) => void>();
  const watch = new TrainingWatch((event) => {
    for (const listener of listeners) listener(event);
  });
  let process: EngineProcess | null = null;
  /** The engine's process; a new one when the last has died. */
  const engine = (): EngineProcess['call'] => {
    if (process === null || !process.alive) process = startEngineProcess(watch);
    return process.call;
  };

  const sampler =
    (generatorFolder: string, seed: number) => (range: { first: number; count: number }) =>
      engine().sample({ folder: generatorFolder, seed, ...range, precision: 'float32' });

  const handlers: Handlers<typeof commands> = {
    'engine.start': () => engine().start({}),

    'training.start': async (request) => {
      const { dataFolder, limitImages = null, maxSteps = null, force = false } = request;
      const preset = request.preset ?? ownPreset();
      const recipe = request.recipe ?? defaultRecipe;
      const config = completeConfig(recipe, request.config, drawSeed());
      const name = checkRunName(request.name ?? (await freeRunName(preset)));
      const folder = request.folder ? resolve(request.folder) : join(runsDirectory(), name);
      return watch.begin(() =>
        engine().train({
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

    'training.resume': async ({ run, epochs = null, maxSteps = null, force = false }) => {
      const folder = await findRun(run);
      return watch.begin(() => engine().resume({ folder, epochs, maxSteps, force }));
    },

    'training.stop': async () => {
      if (process?.alive) await process.call.stop({});
    },

    'runs.list': () => listRuns(),
    'model.find': ({ model }) => findModel(model),

    'digits.sample': async ({ model, seed, ...range }) => {
      const { generatorFolder } = await findModel(model);
      return sampler(generatorFolder, seed)(range);
    },

    'number.compose': async ({ model, config }) => {
      const { generatorFolder } = await findModel(model);
      return composeNumber(config, sampler(generatorFolder, config.seed));
    },

    'networks.describe': async (request) =>
      'preset' in request
        ? describePreset(request)
        : describeModel(await findModel(request.model), (folder) => engine().describe({ folder })),
  };

  return {
    call: client(commands, dispatcher(commands, handlers)),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await watch.idle();
      process?.close();
    },
    kill: () => process?.kill(),
  };
}
