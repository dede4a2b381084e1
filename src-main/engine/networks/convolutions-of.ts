import type { Architecture } from '../../../src-shared/networks/architecture.js';
import { layerTable } from '../../../src-shared/networks/layer-table.js';
import type { Convolution } from '../backend/graph/convolutions.js';

/** A network's convolutions: of each layer, the wanted ones among its own and its two gradients. */
export function convolutionsOf(
  architecture: Architecture,
  wanted: 'forward' | 'all',
): Convolution[] {
  const { layers } = layerTable(architecture);
  return architecture.layers.flatMap((layer, place) => {
    if (layer.type !== 'Conv2D' && layer.type !== 'Conv2DTranspose') return [];
    const isDown = layer.type === 'Conv2D';
    const input = place === 0 ? architecture.inputShape : layers[place - 1]?.outputShape;
    const output = layers[place]?.outputShape;
    const [small, large] = isDown ? [output, input] : [input, output];
    const forward = isDown ? 'down' : 'up';
    const directions: Convolution['direction'][] =
      wanted === 'forward' ? [forward] : ['down', 'up', 'filter'];
    return directions.map((direction) => {
      const { kernelSize: size, strides: stride } = layer;
      return { direction, small: image(small), large: image(large), size, stride };
    });
  });
}

const image = ([height = 0, width = 0, channels = 0]: readonly number[] = []) =>
  [height, width, channels] as const;
