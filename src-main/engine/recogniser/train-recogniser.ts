import type * as tf from '@tensorflow/tfjs';
import type { z } from 'zod';
import type { engineCommands } from '../../../src-shared/contract/engine-commands.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import {
  type RecogniserRecord,
  recogniserFormatVersion,
} from '../../../src-shared/contract/recognisers.js';
import { classifierArchitectures } from '../../../src-shared/networks/classifiers.js';
import { programName } from '../../files/app-version.js';
import { removeEmptyFolder } from '../../files/folders.js';
import { type LabelledImages, loadMnist } from '../../files/idx/mnist.js';
import { makeEmptyFolder, requireEmptyFolder } from '../../files/output-folder.js';
import { engineRecord } from '../backend/start-backend.js';
import { legibleShare } from '../quality/legible-share.js';
import { topClasses } from '../quality/top-classes.js';
import { Speedometer } from '../training/speed.js';
import type { SessionHooks } from '../training/start-training.js';
import { fitTemperature, type Judged, probabilities, scoresOf } from './calibrate.js';
import { Classifier } from './classifier.js';
import { nonDigits } from './non-digits.js';
import { saveRecogniser } from './recogniser-folder.js';
import { RecogniserTrainer } from './recogniser-trainer.js';
import { requireNativeEngine } from './require-native-engine.js';
import { classifierSteps, trainClassifier } from './train-classifier.js';
import { divideImages, halves } from './training-data.js';

type Request = z.infer<typeof engineCommands.trainRecogniser.input>;
type Images = Pick<LabelledImages, 'images' | 'labels' | 'count'>;

/** In each batch, beside 128 digits. */
const nonDigitsPerBatch = 16;
/** Non-digits made of test images, which the record reports on. */
const reportedNonDigits = 2_000;
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
  { emit, control }: SessionHooks,
): Promise<RecogniserRecord> {
  const { folder, architecture: network, limitImages } = request;
  const why = 'a network is never written over another. Choose a new folder.';
  const wasThere = await requireEmptyFolder(folder, why);
  if (limitImages !== null && limitImages < fewestImages) {
    throw new AppError('BAD_INPUT', `At least ${fewestImages} images are needed to train on.`);
  }
  const engine = await engineRecord('float32');
  requireNativeEngine(engine);
  // Whether it can be made is tried now; nothing of a training that is ended is to be left.
  await makeEmptyFolder(folder, why);
  if (!wasThere) await removeEmptyFolder(folder);
  const all = await loadMnist('train');
  const limit = limitImages ?? Number.POSITIVE_INFINITY;
  const { training, heldOut } = divideImages(all, { network, limit });
  const test = await loadMnist('t10k');

  const started = performance.now();
  const { epochs, seed } = request;
  const steps = classifierSteps(training.count, epochs);
  const architecture = classifierArchitectures[network];
  const trainer = new RecogniserTrainer({ architecture, seed, steps });
  try {
    const plan = { digits: training, epochs, seed, nonDigits: nonDigitsPerBatch };
    const speed = new Speedometer(performance.now());
    for (const { images, ...place } of trainClassifier(trainer, plan)) {
      const imagesPerSecond = speed.add(images, performance.now());
      const left = training.count * epochs * (1 - place.step / steps);
      const progress = { ...place, epochs, steps, imagesPerSecond };
      // Not awaited: a step must not wait for its listener, nor fail with it.
      emit({ kind: 'recogniser', ...progress, secondsLeft: left / imagesPerSecond }).catch(
        (error) => console.error(error),
      );
      await control.betweenSteps();
    }
    const seconds = (performance.now() - started) / 1000;
    const { temperature, ...report } = measure(trainer.network, { heldOut, test, seed });
    const record: RecogniserRecord = {
      formatVersion: recogniserFormatVersion,
      architecture: network,
      seed,
      epochs,
      trainingImages: {
        count: training.count,
        half: halves[network],
        heldOut: heldOut.count,
        sha256: all.sha256,
      },
      temperature,
      ...report,
      seconds,
      engine,
      app: programName(),
      createdAt: new Date().toISOString(),
    };
    await makeEmptyFolder(folder, why);
    await saveRecogniser(folder, { network: trainer.network, record });
    return record;
  } finally {
    trainer.dispose();
  }
}

/** The temperature, of the images held out, and what that is worth, of the test images. */
function measure(
  network: tf.Sequential,
  { heldOut, test, seed }: { heldOut: Images; test: Images; seed: number },
): Pick<RecogniserRecord, 'temperature' | 'test' | 'nonDigits'> {
  const classifier = new Classifier(network);
  const logitsOf = (images: Uint8Array) => classifier.classify(images).logits;
  const judged = ({ images, labels }: Images): Judged => ({ logits: logitsOf(images), labels });
  const temperature = fitTemperature(judged(heldOut));
  const others = nonDigits(test, { seed, first: 0, count: reportedNonDigits });
  const { confidences } = topClasses(probabilities(logitsOf(others), temperature));
  const report = {
    temperature,
    test: { images: test.count, ...scoresOf(judged(test), temperature) },
    nonDigits: {
      perBatch: nonDigitsPerBatch,
      images: reportedNonDigits,
      legible: legibleShare(confidences),
    },
  };
  classifier.dispose();
  return report;
}
