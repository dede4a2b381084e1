import { elementCount } from '../../../../src-shared/networks/layer-table.js';

/**
 * A tensor with its dimensions in another order.
 *
 * @param order which dimension comes first, second, …
 */
export function permute(
  values: Float32Array,
  { shape, order }: { shape: readonly number[]; order: readonly number[] },
): { values: Float32Array; shape: number[] } {
  const strides = shape.map((_, place) => elementCount(shape.slice(place + 1)));
  const newShape = order.map((place) => shape[place] ?? 0);
  const steps = order.map((place) => strides[place] ?? 0);
  const permuted = new Float32Array(values.length);
  let to = 0;
  const fill = (dimension: number, from: number): void => {
    const size = newShape[dimension] ?? 0;
    const step = steps[dimension] ?? 0;
    if (dimension === newShape.length - 1) {
      for (let i = 0; i < size; i++) permuted[to++] = values[from + i * step] ?? 0;
    } else for (let i = 0; i < size; i++) fill(dimension + 1, from + i * step);
  };
  fill(0, 0);
  return { values: permuted, shape: newShape };
}
