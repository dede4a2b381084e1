import type { ModelFormat } from '../../../src-shared/config/model-formats.js';
import { formatInteger } from '../../format.js';
import type { Model } from '../../state/models.js';

/** What each format is for. */
export const formatRemarks: Readonly<Record<ModelFormat, string>> = {
  keras: 'One .keras file, which Keras 3 opens: keras.saving.load_model("generator.keras").',
  onnx: 'One .onnx file, for onnxruntime in any language and in web pages.',
  tfjs: 'model.json and weights.bin, which TensorFlow.js opens: tf.loadLayersModel.',
};

/** @param count of the run's generators */
export const generatorWords = ({ kind, epoch }: Pick<Model, 'kind' | 'epoch'>, count: number) =>
  count === 1
    ? 'Generator'
    : `Generator of the ${kind === 'best' ? 'best' : 'last'} epoch (${formatInteger(epoch)})`;
