import type { z } from 'zod';
import type { Handlers } from '../../src-shared/contract/command.js';
import type {
  engineCommands,
  RecognisedDigits,
  TwiceReadDigits,
} from '../../src-shared/contract/engine-commands.js';
import type { EvaluationProgress } from '../../src-shared/contract/evaluation.js';
import type { TrainingEvent } from '../../src-shared/contract/events.js';
import type { RunRecord } from '../../src-shared/contract/runs.js';
import { layerTable } from '../../src-shared/networks/layer-table.js';
import { modelDamage, openNetwork } from './models/model-folder.js';
import { requireLabels } from './models/require-labels.js';
import type { SessionHooks } from './training/start-training.js';
import { TrainingControl } from './training/training-control.js';

type SampleRequest = z.infer<typeof engineCommands.sample.input>;
type WriteRequest = z.infer<typeof engineCommands.write.input>;

/**
 * The engine's side of its contract. TensorFlow is loaded by the first command that computes: what
 * needs it is imported then. The owner sees to it that one training runs at a time.
 *
 * @param emit resolves when the owner has dealt with an event
 * @param tell resolves when the owner has heard how far an evaluation is; what it throws ends it
 */
export function createEngine(
  emit: (event: TrainingEvent) => Promise<void>,
  tell: (progress: EvaluationProgress) => Promise<void> = async () => {},
): Handlers<typeof engineCommands> {
  const control = new TrainingControl();
  let trainings = 0;
  const train = async (asked: string, work: (hooks: SessionHooks) => Promise<RunRecord>) => {
    control.reset();
    trainings++;
    let folder = asked;
    const noted: typeof emit = (event) => {
      if (event.kind === 'started') folder = event.folder;
      return emit(event);
    };
    const hooks = { emit: noted, control };
    const { state, progress, best } = await work(hooks).finally(() => trainings--);
    return { state, folder, epoch: progress.epoch, step: progress.step, best };
  };

  return {
    start: () =>
      control.serve(import('./backend/start-backend.js').then((it) => it.engineRecord('auto'))),
    train: (request) =>
      train(request.folder, async (hooks) => {
        const { startTraining } = await import('./training/start-training.js');
        return startTraining(request, hooks);
      }),
    resume: (request) =>
      train(request.folder, async (hooks) => {
        const { resumeTraining } = await import('./training/resume-training.js');
        return resumeTraining(request, hooks);
      }),
    pause: () => control.pause(),
    goOn: () => control.goOn(),
    stop: () => control.stop(),
    measure: async ({ precision: wanted, ...request }) => {
      const { engineRecord } = await import('./backend/start-backend.js');
      const base = await engineRecord(wanted);
      // The plain engine would take minutes for a step.
      if (base.backend === 'javascript') return null;
      const { fastestGanConvolutions } = await import('./training/gan-convolutions.js');
      const convolutions = await fastestGanConvolutions(base, request);
      const { measureSpeed } = await import('./training/measure-speed.js');
      return measureSpeed({ ...request, precision: base.precision, convolutions }, async () => {
        await control.betweenSteps();
        return trainings === 0;
      });
    },
    // A training goes on meanwhile: step and batch take turns.
    evaluate: async (request) => {
      const { evaluateGenerator } = await import('./quality/evaluate-generator.js');
      return evaluateGenerator(request, async (progress) => {
        await tell(progress);
        await control.betweenSteps();
      });
    },
    sample: (request) => control.serve(sample(request)),
    sampleRecognised: (request) =>
      control.serve(sample({ ...request, precision: 'float32' }).then(recognised)),
    write: (request) => control.serve(write(request)),
    writeRecognised: (request) => control.serve(write(request).then(recognised)),
    writeReadTwice: (request) => control.serve(write(request).then(readTwice)),
    condition: ({ folder }) => control.serve(openNetwork(folder).then((it) => it.condition)),
    damage: ({ folder }) => control.serve(modelDamage(folder)),
    exportNetwork: (request) =>
      control.serve(import('./models/export-network.js').then((it) => it.exportNetwork(request))),
    trainRecogniser: async (request) => {
      const { trainRecogniser } = await import('./recogniser/train-recogniser.js');
      return trainRecogniser(request, { emit, control });
    },
    describe: ({ folder }) =>
      control.serve(openNetwork(folder).then(({ architecture }) => layerTable(architecture))),
  };
}

async function sample({ folder, ...options }: SampleRequest): Promise<Uint8Array> {
  const { openGenerator } = await import('./sampling/generator-cache.js');
  const { sampler } = await openGenerator(folder);
  return sampler.sample(options);
}

/** @throws AppError INVALID_MODEL when the generator can't be asked for these labels */
async function write({ folder, digits, ...settings }: WriteRequest): Promise<Uint8Array> {
  const { openGenerator } = await import('./sampling/generator-cache.js');
  const { sampler, condition } = await openGenerator(folder);
  requireLabels(condition, digits);
  return sampler.write(digits, { ...settings, precision: 'float32' });
}

async function recognised(pixels: Uint8Array): Promise<RecognisedDigits> {
  const { shippedRecogniser } = await import('./recogniser/shipped-recogniser.js');
  const { topClasses } = await import('./quality/top-classes.js');
  const { recognise } = await shippedRecogniser();
  return { pixels, ...topClasses(recognise(pixels).probabilities) };
}

async function readTwice(pixels: Uint8Array): Promise<TwiceReadDigits> {
  const { secondReader } = await import('./recogniser/shipped-recogniser.js');
  const { topClasses } = await import('./quality/top-classes.js');
  const once = await recognised(pixels);
  const { recognise } = await secondReader();
  return { ...once, secondClasses: topClasses(recognise(pixels).probabilities).classes };
}
