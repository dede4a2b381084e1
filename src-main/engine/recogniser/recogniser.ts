import type * as tf from '@tensorflow/tfjs';
import { resourcePath } from '../../files/resources.js';
import { startBackend } from '../backend/start-backend.js';
import { probabilities } from './calibrate.js';
import { Classifier } from './classifier.js';
import { loadRecogniser } from './recogniser-folder.js';

/** A classifier of digits: what it takes an image for, and how sure it is. */
export interface Recogniser {
  /** Images [n, 28, 28, 1] in [-1, 1] to logits [n, 10], not calibrated. */
  readonly network: tf.Sequential;
  /** Length of the features: the activations before the last layer. */
  readonly featureCount: number;
  /** @param images [n, 28, 28] grey levels (0 ground, 255 ink), any n; computed in batches */
  recognise(images: Uint8Array): {
    /** [n, 10], calibrated by the temperature; each row sums to 1. */
    readonly probabilities: Float32Array;
    /** [n, featureCount] */
    readonly features: Float32Array;
  };
  dispose(): void;
}

/**
 * The shipped one (resources/recogniser), or another folder's.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL
 */
export async function openRecogniser(folder?: string): Promise<Recogniser> {
  await startBackend();
  const { network, record } = await loadRecogniser(folder ?? resourcePath('recogniser'));
  const classifier = new Classifier(network);
  return {
    network,
    featureCount: classifier.featureCount,
    recognise(images) {
      const { features, logits } = classifier.classify(images);
      return { features, probabilities: probabilities(logits, record.temperature) };
    },
    dispose() {
      classifier.dispose();
      network.dispose();
    },
  };
}
