import { diagnoseMachine } from '../../../src-main/service/diagnose-machine.js';
import { encodeGreyPng } from '../../../src-main/service/images/png.js';
import type { Service } from '../../../src-main/service/service.js';
import { digitsOf, isMark } from '../../../src-shared/config/number-text.js';
import type { AppEvent } from '../../../src-shared/contract/app-events.js';
import type { Client } from '../../../src-shared/contract/command.js';
import {
  client,
  dispatcher,
  type Handlers,
  namesOf,
} from '../../../src-shared/contract/command.js';
import { localCommands } from '../../../src-shared/contract/commands.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { Evaluation, EvaluationProgress } from '../../../src-shared/contract/evaluation.js';
import type { TrainingEvent } from '../../../src-shared/contract/events.js';
import type { FoundModel } from '../../../src-shared/contract/run-views.js';
import type { EngineRecord } from '../../../src-shared/contract/runs.js';
import { greyImage } from '../../../src-shared/digits/grey-image.js';
import { digitLabels } from '../../../src-shared/networks/condition.js';

type Started = Extract<TrainingEvent, { kind: 'started' }>;
type EpochEvent = Extract<TrainingEvent, { kind: 'epoch' }>;

export const engineRecord: EngineRecord = {
  backend: 'tensorflow',
  version: '2.21.0',
  device: 'cpu',
  precision: 'float32',
  kernels: ['graph', 'inPlaceAdam'],
};

export const startedEvent: Started = {
  kind: 'started',
  run: 'evening',
  folder: '/data/runs/evening',
  resumed: false,
  preset: 'compact',
  recipe: 'tuned',
  config: {
    kind: 'gan',
    epochs: 2,
    noiseDim: 100,
    batchSize: 64,
    generatorLearningRate: 2e-4,
    discriminatorLearningRate: 2e-4,
    beta1: 0.5,
    dropout: 0.3,
    labelSmoothing: 0,
    learningRateDecay: 0,
    averageDecay: 0,
    guidance: 0,
    guidanceGrowth: 0,
    traitWeight: 0,
    allographs: 0,
    transpose: false,
    invert: false,
    initializer: 'normal',
    batchNormMomentum: 0.9,
    seed: 7,
    precision: 'auto',
  },
  dataset: { name: 'MNIST', images: 128, sha256: '', folder: null },
  engine: engineRecord,
  epoch: 0,
  step: 0,
  epochs: 2,
  stepsPerEpoch: 2,
  progressGrid: { rows: 1, columns: 1 },
};

const losses = { generatorLoss: 0.8, discriminatorLoss: 1.2, imagesPerSecond: 812.4 };

export const stepEvent = (step: number): TrainingEvent => ({
  kind: 'step',
  run: 'evening',
  epoch: Math.ceil(step / 2),
  step,
  ...losses,
  secondsLeft: 190,
});

export const epochEvent = (epoch: number): EpochEvent => ({
  kind: 'epoch',
  run: 'evening',
  epoch,
  step: epoch * 2,
  images: epoch * 128,
  ...losses,
  seconds: 73,
  rows: 1,
  columns: 1,
  digits: new Uint8Array(784),
  quality: {
    legible: 0.7126,
    classShare: [0.1, 0.14, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.06, 0.1],
    classEntropy: 0.992,
    frechet: 30 - epoch,
    test: { legible: 0.9736, frechet: 1.25 },
    asked: null,
  },
  collapse: null,
});

export const finishedEvent = (state: 'finished' | 'stopped'): TrainingEvent => ({
  kind: 'finished',
  run: 'evening',
  folder: '/data/runs/evening',
  state,
  epoch: state === 'finished' ? 2 : 1,
  step: state === 'finished' ? 4 : 3,
  best: { epoch: 1, step: 2, frechet: 29, legible: 0.7126, classEntropy: 0.992 },
});

export const evaluation: Evaluation = {
  count: 10_000,
  legible: 0.7126,
  classShare: [0.1, 0.14, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.06, 0.1],
  classEntropy: 0.992,
  frechet: { value: 18.524, floor: 0.6 },
  asked: null,
  test: {
    legible: 0.9736,
    classShare: [0.098, 0.114, 0.103, 0.101, 0.098, 0.089, 0.096, 0.103, 0.097, 0.101],
    classEntropy: 0.9989,
    agreement: 0.9927,
    agreementByLabel: Array.from({ length: 10 }, (_, label) => ({ label, agreement: 0.99 })),
  },
  memorisation: {
    sample: 1_000,
    generated: { median: 5.21, firstPercentile: 3.1 },
    test: { median: 5.6, firstPercentile: 2.95 },
  },
};

export const evaluationProgress: EvaluationProgress = {
  search: 'this',
  stage: 'drawing',
  done: 2_560,
  total: 10_000,
  share: 0.25,
  secondsLeft: 12.3,
};

/** Draws what comes. */
export const foundModel: FoundModel = {
  recognised: null,
  generatorFolder: '/data/runs/evening/generator',
  discriminatorFolder: null,
  runFolder: '/data/runs/evening',
  labels: null,
  damage: null,
};

/** With a model that can be asked for labels. */
export const conditionalService = (
  overrides: Partial<Handlers<typeof localCommands>> = {},
  labels: readonly number[] = digitLabels,
) => fakeService({ 'model.find': () => ({ ...foundModel, labels }), ...overrides });

const searchProgress = { lookedAt: 2_500, found: 3, wanted: 7 };

/** A service that answers at once, through the contract's own checks of its input. */
export function fakeService(overrides: Partial<Handlers<typeof localCommands>> = {}) {
  const listeners = new Set<(event: TrainingEvent) => void>();
  const evaluationListeners = new Set<(progress: EvaluationProgress) => void>();
  const pages = new Set<(event: AppEvent) => void>();
  const calls: { name: string; input: unknown }[] = [];
  const tell = (...events: TrainingEvent[]) => {
    for (const event of events) for (const listener of listeners) listener(event);
  };
  const train = () => {
    // As of a training of a moment: all is told when the caller has heard that it began.
    setImmediate(() => {
      tell(startedEvent, stepEvent(1), stepEvent(2), epochEvent(1), stepEvent(3), stepEvent(4));
      tell(epochEvent(2), finishedEvent('finished'));
    });
    return { run: 'evening', folder: '/data/runs/evening' };
  };
  const handlers: Handlers<typeof localCommands> = {
    ...notOfTheCommandLine(),
    'engine.start': () => engineRecord,
    'engine.diagnose': () => diagnoseMachine(() => call['engine.start']({})),
    'training.start': train,
    'training.resume': train,
    'training.stop': () => tell(finishedEvent('stopped')),
    'runs.list': () => [],
    'model.find': () => foundModel,
    'model.evaluate': () => {
      for (const listener of evaluationListeners) listener(evaluationProgress);
      return evaluation;
    },
    'digits.sample': ({ first, count }) =>
      Uint8Array.from(
        { length: count * 784 },
        (_, index) => (first + Math.floor(index / 784)) % 256,
      ),
    'number.compose': ({ config, search = '' }) => {
      for (const listener of pages) listener({ kind: 'search', search, ...searchProgress });
      const digitCount = config.number === null ? config.digits : digitsOf(config.number).length;
      const count = config.number?.length ?? digitCount;
      const file = encodeGreyPng(greyImage({ width: count * 20, height: 28 }));
      const at = (character: number) => ({
        character,
        left: 20 * character,
        top: 4,
        width: 20,
        height: 20,
      });
      const characters = [...(config.number ?? '0'.repeat(digitCount))];
      const places = [...characters.keys()];
      const digits = places
        .filter((place) => !isMark(characters[place] ?? ''))
        .map((place, index) => ({ index, class: index % 10, confidence: 0.96, ...at(place) }));
      return {
        file,
        text: config.number ?? digits.map((digit) => digit.class).join(''),
        hand: null,
        width: count * 20,
        height: 28,
        drawnAgain: 0,
        lookedAt: 1_234,
        rejected: 56,
        digits,
        marks: places.flatMap((place) => {
          const text = characters[place] ?? '';
          return isMark(text) ? [{ text, ...at(place) }] : [];
        }),
      };
    },
    'numbers.sheet': ({ numbers }) => ({
      file: encodeGreyPng(greyImage({ width: 210, height: 297 })),
      width: 210,
      height: 297,
      pages: Math.ceil(numbers.length / 100),
      numbers: numbers.map(({ config }) => ({ text: config.number ?? '', hand: null })),
    }),
    'networks.describe': () => {
      throw new AppError('INVALID_MODEL', 'The model is broken.', { details: { path: '/x' } });
    },
    ...overrides,
  };
  const dispatch = dispatcher(localCommands, handlers);
  const call: Client<typeof localCommands> = client(namesOf(localCommands), (name, input) => {
    calls.push({ name, input });
    return dispatch(name, input);
  });
  const state = { closed: 0, killed: 0 };
  const service: Service = {
    call,
    answer: dispatch,
    archive: async () => {
      throw new AppError('UNSUPPORTED', 'The double has no archives.');
    },
    onAppEvent(listener) {
      pages.add(listener);
      return () => pages.delete(listener);
    },
    onEvaluation(listener) {
      evaluationListeners.add(listener);
      return () => evaluationListeners.delete(listener);
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => void state.closed++,
    kill: () => void state.killed++,
  };
  return { service, tell, calls, state, evaluationListeners, pages };
}

/** Handlers of what only a page asks for: a call fails the test. */
function notOfTheCommandLine(): Handlers<typeof localCommands> {
  const refuse = (name: string) => (): never => {
    throw new Error(`The command line called ${name}.`);
  };
  return Object.fromEntries(
    namesOf(localCommands).map((name) => [name, refuse(name)]),
  ) as unknown as Handlers<typeof localCommands>;
}
