import type { Handlers } from '../../src-shared/contract/command.js';
import type { engineCommands } from '../../src-shared/contract/engine-commands.js';
import type { TrainingEvent } from '../../src-shared/contract/events.js';
import type { RunRecord } from '../../src-shared/contract/runs.js';
import { layerTable } from '../../src-shared/networks/layer-table.js';
import { readModelArchitecture } from './models/model-folder.js';

/**
 * The engine's side of its contract. TensorFlow is loaded by the first command that computes: what
 * needs it is imported then. The owner sees to it that one training runs at a time.
 *
 * @param emit resolves when the owner has dealt with an event
 */
export function createEngine(
  emit: (event: TrainingEvent) => Promise<void>,
): Handlers<typeof engineCommands> {
  let stopRequested = false;
  const session = { emit, stopRequested: () => stopRequested };
  const train = async (folder: string, work: () => Promise<RunRecord>) => {
    stopRequested = false;
    const { state, progress } = await work();
    return { state, folder, epoch: progress.epoch, step: progress.step };
  };

  return {
    start: async () => {
      const { engineRecord } = await import('./backend/start-backend.js');
      return engineRecord('auto');
    },
    train: (request) =>
      train(request.folder, async () => {
        const { startTraining } = await import('./training/start-training.js');
        return startTraining(request, session);
      }),
    resume: (request) =>
      train(request.folder, async () => {
        const { resumeTraining } = await import('./training/resume-training.js');
        return resumeTraining(request, session);
      }),
    stop: () => {
      stopRequested = true;
    },
    sample: async ({ folder, ...options }) => {
      const { startBackend } = await import('./backend/start-backend.js');
      await startBackend();
      const { openGenerator } = await import('./sampling/generator-cache.js');
      const { sampleDigits } = await import('./sampling/sample-digits.js');
      const { network, noiseDim } = await openGenerator(folder);
      return sampleDigits(network, { ...options, noiseDim });
    },
    describe: async ({ folder }) => layerTable(await readModelArchitecture(folder)),
  };
}
