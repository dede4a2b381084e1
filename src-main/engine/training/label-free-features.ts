/**
 * What features say beside the label, as vectors of length 1: all that the classifier's last layer can see
 * is taken out of them, and how strong they are. Left in, digits that are hard to read would make groups of
 * their own, and a generator asked for those would draw more such digits than people do.
 *
 * @param features [n, f] row by row
 * @param kernel of the last layer, [f, classes] row by row
 */
export function labelFreeFeatures(
  features: Float32Array,
  { kernel, classes }: { kernel: Float32Array; classes: number },
): Float32Array {
  const width = kernel.length / classes;
  const directions = spannedBy(kernel, { width, classes });
  const found = new Float32Array(features);
  for (let first = 0; first < found.length; first += width) {
    const row = found.subarray(first, first + width);
    for (const direction of directions) subtract(row, direction);
    scaleToOne(row);
  }
  return found;
}

/** An orthonormal basis of the differences between classes (Gram and Schmidt). */
function spannedBy(
  kernel: Float32Array,
  { width, classes }: { width: number; classes: number },
): Float64Array[] {
  const mean = Float64Array.from({ length: width }, (_, k) => {
    const own = kernel.subarray(k * classes, (k + 1) * classes);
    return own.reduce((sum, value) => sum + value, 0) / classes;
  });
  const basis: Float64Array[] = [];
  // The differences of all classes add up to nothing: the last is made of the others.
  for (let label = 0; label < classes - 1; label++) {
    const direction = mean.map((value, k) => (kernel[k * classes + label] ?? 0) - value);
    for (const known of basis) subtract(direction, known);
    if (scaleToOne(direction)) basis.push(direction);
  }
  return basis;
}

type Vector = Float32Array | Float64Array;

/** Takes out of a vector what lies along a direction of length 1. */
function subtract(vector: Vector, direction: Float64Array): void {
  let along = 0;
  for (let k = 0; k < vector.length; k++) along += (vector[k] ?? 0) * (direction[k] ?? 0);
  for (let k = 0; k < vector.length; k++) {
    vector[k] = (vector[k] ?? 0) - along * (direction[k] ?? 0);
  }
}

/** False where there is no length. */
function scaleToOne(vector: Vector): boolean {
  let square = 0;
  for (const value of vector) square += value * value;
  if (square < 1e-12) return false;
  const length = Math.sqrt(square);
  for (let k = 0; k < vector.length; k++) vector[k] = (vector[k] ?? 0) / length;
  return true;
}
