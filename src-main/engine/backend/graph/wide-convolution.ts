import type { Convolution } from './convolutions.js';
import { type GraphNode, shapeOf, type Value } from './graph.js';
import type { GraphOps } from './graph-ops.js';

/** How images stand in a wide one: each with room of its own, in which it begins at a place. */
interface Places {
  readonly room: number;
  readonly first: number;
}

/**
 * Room for the small and the large images, such that no filter reaches from one into the next. With
 * "same" padding, the filter of the wide image's first place begins `padding` columns before it; in a
 * single image it may begin earlier, which is then that much further to the right.
 */
function placesOf({ small, large, size, stride }: Convolution): { small: Places; large: Places } {
  const padding = Math.floor(Math.max(size - stride, 0) / 2);
  const single = Math.max((small[1] - 1) * stride + size - large[1], 0);
  const first = Math.floor(single / 2) - padding;
  const room = small[1] + Math.ceil(Math.max(size - stride - padding, 0) / stride);
  return { small: { room, first: 0 }, large: { room: room * stride, first } };
}

/** A convolution on wide images, in which those of the batch stand side by side. */
export function wideConvolution(
  node: GraphNode,
  convolution: Convolution,
  { inPairs, inputs, ops }: { inPairs: boolean; inputs: readonly Value[]; ops: GraphOps },
): Value {
  const places = placesOf(convolution);
  const [first, second, third] = inputs;
  if (!first || !second) throw new Error(`${node.name} misses an input`);
  const batch = shapeOf(third ?? first)[0] ?? 0;
  const count = greatestDivisor(batch, inPairs ? Math.ceil(batch / 2) : 4);
  const small = new WideLayout(batch, convolution.small, { ...places.small, count });
  const large = new WideLayout(batch, convolution.large, { ...places.large, count });
  if (convolution.direction === 'down') {
    const result = ops.again(node, [large.enter(first, ops), second], small.shape);
    return small.leave(result, ops);
  }
  if (!third) throw new Error(`${node.name} misses an input`);
  const gradient = small.enter(third, ops);
  if (convolution.direction === 'up') {
    const result = ops.again(node, [ops.integers(...large.shape), second, gradient], large.shape);
    return large.leave(result, ops);
  }
  const filter = [...shapeOf({ node, index: 0 })];
  return ops.again(node, [large.enter(first, ops), second, gradient], filter);
}

/** A batch of images as wide images: [n, height, width, c] and [count, height, n / count · room, c]. */
class WideLayout {
  private readonly each: number;

  constructor(
    private readonly batch: number,
    private readonly image: readonly [number, number, number],
    private readonly places: Places & { count: number },
  ) {
    this.each = batch / places.count;
  }

  get shape(): number[] {
    const [height, , channels] = this.image;
    return [this.places.count, height, this.each * this.places.room, channels];
  }

  enter(images: Value, ops: GraphOps): Value {
    const { each, shape, image, places } = this;
    const [height, width, channels] = image;
    const { room, first, count } = places;
    return ops.once(`${images.node.name}:${images.index} as ${shape} from ${first}`, () => {
      const grouped = ops.reshape(images, [count, each, height, width, channels]);
      const rows = ops.transpose(grouped, [0, 2, 1, 3, 4]);
      return ops.reshape(ops.pad(rows, 3, [first, room - width - first]), shape);
    });
  }

  leave(wide: Value, ops: GraphOps): Value {
    const { each, image, places } = this;
    const [height, width, channels] = image;
    const roomy = ops.reshape(wide, [places.count, height, each, places.room, channels]);
    const rows = ops.slice(roomy, 3, [places.first, width]);
    return ops.reshape(ops.transpose(rows, [0, 2, 1, 3, 4]), [this.batch, height, width, channels]);
  }
}

/** The greatest divisor of a number that is no greater than another. */
function greatestDivisor(of: number, most: number): number {
  let divisor = Math.min(of, most);
  while (of % divisor !== 0) divisor--;
  return divisor;
}
