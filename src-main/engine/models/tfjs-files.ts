import { createHash } from 'node:crypto';
import type { RunFile } from '../../../src-shared/contract/run-views.js';
import type { Architecture } from '../../../src-shared/networks/architecture.js';
import { layerTable, weightsOf } from '../../../src-shared/networks/layer-table.js';
import type { ExportedNetwork } from './exported-network.js';
import { layerSettings, type TrainedWith } from './layer-settings.js';
import { modelFile, modelJson, weightsFile } from './model-json.js';
import { finiteBytes } from './weight-files.js';

/** A tfjs layers model as runs have it, of float32, for `tf.loadLayersModel`. */
export function tfjsFiles({ architecture, values, condition, origin }: ExportedNetwork): RunFile[] {
  const bytes = new Uint8Array(Buffer.concat([...finiteBytes(values)]));
  const model = modelJson({
    topology: topologyOf(architecture, origin ?? {}),
    weights: weightsOf(architecture),
    condition,
    weightsSha256: [createHash('sha256').update(bytes).digest('hex')],
  });
  const text = `${JSON.stringify(model, null, 2)}\n`;
  return [
    { name: modelFile, bytes: new TextEncoder().encode(text) },
    { name: weightsFile, bytes },
  ];
}

function topologyOf(architecture: Architecture, training: TrainedWith): object {
  const names = layerTable(architecture).layers.map(({ name }) => name);
  return {
    class_name: 'Sequential',
    config: {
      name: architecture.name,
      layers: architecture.layers.map((spec, place) => ({
        class_name: spec.type,
        config: {
          name: names[place],
          trainable: true,
          ...(place === 0
            ? { batch_input_shape: [null, ...architecture.inputShape], dtype: 'float32' }
            : {}),
          ...layerSettings(spec, training),
        },
      })),
    },
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
  };
}
