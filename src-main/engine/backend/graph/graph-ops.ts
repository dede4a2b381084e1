import type { NativeOps } from '../native-ops.js';
import { type GraphNode, shapeOf, typeOf, type Value } from './graph.js';
import type { Rewriting } from './rewriting.js';

/** Adds the ops that passes need to a graph under construction. */
export class GraphOps {
  private readonly shared = new Map<string, Value>();

  constructor(
    private readonly rewriting: Rewriting,
    private readonly native: NativeOps,
  ) {}

  /** What `make` gives; asked again for the same key, the same. */
  once(key: string, make: () => Value): Value {
    const known = this.shared.get(key);
    if (known) return known;
    const made = make();
    this.shared.set(key, made);
    return made;
  }

  integers(...values: number[]): Value {
    return this.once(`integers ${values}`, () => {
      const dtype = this.native.binding.TF_INT32;
      const shape = [values.length];
      const constant = { shape, dtype, values: Int32Array.from(values) };
      return this.add('Const', [], [], { outputs: [{ shape, dtype }], constant });
    });
  }

  reshape(value: Value, shape: number[]): Value {
    const { native } = this;
    const { dtype } = typeOf(value);
    const attributes = [native.type('T', dtype), native.type('Tshape', native.binding.TF_INT32)];
    return this.add('Reshape', attributes, [value, this.integers(...shape)], {
      outputs: [{ shape, dtype }],
    });
  }

  transpose(value: Value, order: number[]): Value {
    const { native } = this;
    const { dtype } = typeOf(value);
    const before = shapeOf(value);
    const shape = order.map((axis) => before[axis] ?? 0);
    const attributes = [native.type('T', dtype), native.type('Tperm', native.binding.TF_INT32)];
    return this.add('Transpose', attributes, [value, this.integers(...order)], {
      outputs: [{ shape, dtype }],
    });
  }

  /** Zeros before and after along one axis. */
  pad(value: Value, axis: number, [before, after]: readonly [number, number]): Value {
    const { native } = this;
    const { dtype } = typeOf(value);
    const sizes = shapeOf(value);
    const shape = sizes.map((size, place) => (place === axis ? size + before + after : size));
    const amounts = sizes.flatMap((_, place) => (place === axis ? [before, after] : [0, 0]));
    const attributes = [native.type('T', dtype), native.type('Tpaddings', native.binding.TF_INT32)];
    const paddings = this.reshape(this.integers(...amounts), [sizes.length, 2]);
    return this.add('Pad', attributes, [value, paddings], { outputs: [{ shape, dtype }] });
  }

  /** `size` places from `first` on along one axis. */
  slice(value: Value, axis: number, [first, size]: readonly [number, number]): Value {
    const { native } = this;
    const { dtype } = typeOf(value);
    const sizes = shapeOf(value);
    const shape = sizes.map((all, place) => (place === axis ? size : all));
    const begin = sizes.map((_, place) => (place === axis ? first : 0));
    const attributes = [native.type('T', dtype), native.type('Index', native.binding.TF_INT32)];
    const inputs = [value, this.integers(...begin), this.integers(...shape)];
    return this.add('Slice', attributes, inputs, { outputs: [{ shape, dtype }] });
  }

  /** aᵀ · b of two matrices. */
  transposedProduct(a: Value, b: Value): Value {
    const { native } = this;
    const { dtype } = typeOf(a);
    const attributes = [
      native.type('T', dtype),
      native.bool('transpose_a', true),
      native.bool('transpose_b', false),
    ];
    const shape = [shapeOf(a)[1] ?? 0, shapeOf(b)[1] ?? 0];
    return this.add('MatMul', attributes, [a, b], { outputs: [{ shape, dtype }] });
  }

  /** The patches that a convolution with "same" padding sees: [n, height, width, size² · channels]. */
  patches(images: Value, { size, stride }: { size: number; stride: number }): Value {
    const { native } = this;
    const { dtype } = typeOf(images);
    const [n = 0, height = 0, width = 0, channels = 0] = shapeOf(images);
    const attributes = [
      native.type('T', dtype),
      native.int('ksizes', [1, size, size, 1]),
      native.int('strides', [1, stride, stride, 1]),
      native.int('rates', [1, 1, 1, 1]),
      native.text('padding', 'SAME'),
    ];
    const shape = [n, Math.ceil(height / stride), Math.ceil(width / stride), size ** 2 * channels];
    return this.add('ExtractImagePatches', attributes, [images], { outputs: [{ shape, dtype }] });
  }

  /** The same op on other inputs. */
  again(node: GraphNode, inputs: Value[], shape: number[]): Value {
    const { dtype } = typeOf({ node, index: 0 });
    return this.add(node.op, node.attributes, inputs, { outputs: [{ shape, dtype }] });
  }

  private add(
    op: string,
    attributes: GraphNode['attributes'],
    inputs: readonly Value[],
    rest: Pick<GraphNode, 'outputs' | 'constant'>,
  ): Value {
    return { node: this.rewriting.add({ op, attributes, inputs, ...rest }), index: 0 };
  }
}
