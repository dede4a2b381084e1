import type { LayerSpec } from '../../../../src-shared/networks/architecture.js';
import { layerTable } from '../../../../src-shared/networks/layer-table.js';
import type { ExportedNetwork, NetworkOrigin } from '../exported-network.js';
import { layerSettings } from '../layer-settings.js';

/**
 * `config.json` of a Keras 3 model: a Sequential of stock layers. It names what a layer computes, and
 * leaves the rest (initialisers, constraints) to Keras, whose versions know different settings.
 */
export function kerasConfig({ architecture, origin }: ExportedNetwork): object {
  const inputShape = [null, ...architecture.inputShape];
  const names = layerTable(architecture).layers.map(({ name }) => name);
  const input = { batch_shape: inputShape, dtype: 'float32', name: 'input_layer' };
  return {
    module: 'keras',
    class_name: 'Sequential',
    config: {
      name: architecture.name,
      trainable: true,
      dtype: 'float32',
      layers: [
        layerConfig('InputLayer', input),
        ...architecture.layers.map((spec, place) =>
          layerConfig(spec.type, {
            name: names[place],
            trainable: true,
            dtype: 'float32',
            ...settings(spec, origin),
          }),
        ),
      ],
      build_input_shape: inputShape,
    },
    registered_name: null,
    build_config: { input_shape: inputShape },
  };
}

const layerConfig = (type: string, config: object) => ({
  module: 'keras.layers',
  class_name: type,
  config,
  registered_name: null,
});

function settings(spec: LayerSpec, origin: NetworkOrigin): object {
  switch (spec.type) {
    // Keras 3 has another name for it than Keras 2 and TensorFlow.js.
    case 'LeakyReLU':
      return { negative_slope: spec.slope };
    default:
      return layerSettings(spec, origin ?? {});
  }
}
