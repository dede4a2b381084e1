import type { z } from 'zod';
import { stepsPerEpoch } from '../../../src-shared/config/training.js';
import type { engineCommands } from '../../../src-shared/contract/engine-commands.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import {
  type RecogniserRecord,
  recogniserFormatVersion,
} from '../../../src-shared/contract/recognisers.js';
import type { EngineRecord } from '../../../src-shared/contract/runs.js';
import { classifierArchitectures } from '../../../src-shared/networks/classifiers.js';
import { appVersion } from '../../files/app-version.js';
import { requireEmptyFolder } from '../../files/empty-folder.js';
import { engineRecord } from '../backend/start-backend.js';
import { type LabelledImages, loadMnist } from '../data/dataset.js';
import { Speedometer } from '../training/speed.js';
import type { SessionHooks } from '../training/start-training.js';
import { trainLoop } from '../training/train-loop.js';
import { distortedBatch } from './augment.js';
import { fitTemperature, type Judged, scoresOf } from './calibrate.js';
import { Classifier } from './classifier.js';
import { saveRecogniser } from './recogniser-folder.js';
import { RecogniserTrainer } from './recogniser-trainer.js';
import { divideImages, halves } from './training-data.js';

type Request = z.infer<typeof engineCommands.trainRecogniser.input>;
type Images = Pick<LabelledImages, 'images' | 'labels' | 'count'>;

const batchSize = 128;
/** Of a half: enough that some images are held out. */
const fewestImages = 20;

/**
 * Trains a recogniser or the judge on its half of MNIST's training images, finds its temperature on
 * images held out of that half, and reports on the test images. Nothing is written before the end.
 *
 * @throws AppError FOLDER_NOT_EMPTY, BAD_INPUT, ENGINE_UNAVAILABLE, DIVERGED, NO_SPACE, NOT_WRITABLE
 */
export async function trainRecogniser(
  request: Request,
  hooks: SessionHooks,
): Promise<RecogniserRecord> {
  const { folder, architecture: network, limitImages } = request;
  await requireEmptyFolder(folder, 'a network is never written over another. Choose a new folder.');
  if (limitImages !== null && limitImages < fewestImages) {
    throw new AppError('BAD_INPUT', `At least ${fewestImages} images are needed to train on.`);
  }
  const engine = await engineRecord('float32');
  requireNativeEngine(engine);
  const all = await loadMnist('train');
  const limit = limitImages ?? Number.POSITIVE_INFINITY;
  const { training, heldOut } = divideImages(all, { network, limit });
  const test = await loadMnist('t10k');

  const started = performance.now();
  const steps = request.epochs * stepsPerEpoch({ images: training.count, batchSize });
  const architecture = classifierArchitectures[network];
  const trainer = new RecogniserTrainer({ architecture, seed: request.seed, steps });
  try {
    await train(trainer, { ...request, training, steps }, hooks);
    const seconds = (performance.now() - started) / 1000;
    const classifier = new Classifier(trainer.network);
    const judge = ({ images, labels }: Images): Judged => ({
      logits: classifier.classify(images).logits,
      labels,
    });
    const temperature = fitTemperature(judge(heldOut));
    const scores = scoresOf(judge(test), temperature);
    classifier.dispose();
    const record: RecogniserRecord = {
      formatVersion: recogniserFormatVersion,
      architecture: network,
      seed: request.seed,
      epochs: request.epochs,
      trainingImages: {
        count: training.count,
        half: halves[network],
        heldOut: heldOut.count,
        sha256: all.sha256,
      },
      temperature,
      test: { images: test.count, ...scores },
      seconds,
      engine,
      app: `random-handwritten-digit-generator ${appVersion()}`,
      createdAt: new Date().toISOString(),
    };
    await saveRecogniser(folder, { network: trainer.network, record });
    return record;
  } finally {
    trainer.dispose();
  }
}

async function train(
  trainer: RecogniserTrainer,
  { training, steps, epochs, seed }: Request & { training: Images; steps: number },
  { emit, control }: SessionHooks,
): Promise<void> {
  const position = { step: 0, epoch: 0, batch: 0 };
  const speed = new Speedometer(performance.now());
  let seen = 0;
  const trainStep = (
    indices: Int32Array,
    { step, firstImage }: { step: number; firstImage: number },
  ) => {
    const images = distortedBatch(training.images, indices, { seed, firstImage });
    const labels = Uint8Array.from(indices, (index) => training.labels[index] ?? 0);
    const loss = trainer.step(images, labels, step);
    if (!Number.isFinite(loss)) {
      throw new AppError(
        'DIVERGED',
        `The training diverged at step ${step + 1}: its loss became ${loss}. Start again with another seed.`,
      );
    }
    seen += indices.length;
    const imagesPerSecond = speed.add(indices.length, performance.now());
    const secondsLeft = (training.count * epochs - seen) / imagesPerSecond;
    const place = { epoch: position.epoch + 1, epochs, step: step + 1, steps };
    // Not awaited: a step must not wait for its listener, nor fail with it.
    emit({ kind: 'recogniser', ...place, loss, imagesPerSecond, secondsLeft }).catch((error) =>
      console.error(error),
    );
  };
  const plan = { images: training.count, batchSize, seed, epochs };
  await trainLoop(position, plan, {
    trainStep,
    afterStep: () => {},
    afterEpoch: () => {},
    shouldStop: async () => {
      await control.betweenSteps();
      return false;
    },
  });
}

/** @throws AppError ENGINE_UNAVAILABLE */
function requireNativeEngine({ backend }: EngineRecord): void {
  if (backend === 'tensorflow') return;
  throw new AppError(
    'ENGINE_UNAVAILABLE',
    "Training needs the native TensorFlow engine, which is not in place: tfjs's own JavaScript engine would take hours for what TensorFlow does in minutes. digits doctor says why it is missing and how to get it.",
  );
}
