/** Both losses of every step of a training, in columns that grow. Element i belongs to step i + 1. */
export class LossRecord {
  #generator = new Float32Array(1024);
  #discriminator = new Float32Array(1024);
  #length = 0;
  #edition = 0;

  /** Goes up when losses that were recorded change or go: what was computed of them is stale. */
  get edition(): number {
    return this.#edition;
  }

  /** Steps recorded. */
  get length(): number {
    return this.#length;
  }

  /** [length] views, good until the next change; NaN where a step was missed. */
  get generator(): Float32Array {
    return this.#generator.subarray(0, this.#length);
  }

  get discriminator(): Float32Array {
    return this.#discriminator.subarray(0, this.#length);
  }

  /**
   * Writes the losses of consecutive steps, the first of them `firstStep` (from 1). Returns false
   * when steps before it are missing.
   */
  write(
    firstStep: number,
    losses: { generator: Float32Array; discriminator: Float32Array },
  ): boolean {
    const from = firstStep - 1;
    const whole = from <= this.#length;
    const end = from + losses.generator.length;
    this.#grow(end);
    if (from < this.#length) this.#edition++;
    if (!whole) {
      this.#generator.fill(Number.NaN, this.#length, from);
      this.#discriminator.fill(Number.NaN, this.#length, from);
    }
    this.#generator.set(losses.generator, from);
    this.#discriminator.set(losses.discriminator, from);
    this.#length = Math.max(this.#length, end);
    return whole;
  }

  /** Forgets what lies after a step: a resume goes on from its checkpoint. */
  cut(step: number): void {
    if (step < this.#length) this.#edition++;
    this.#length = Math.min(this.#length, step);
  }

  #grow(length: number): void {
    if (length <= this.#generator.length) return;
    const capacity = Math.max(length, 2 * this.#generator.length);
    this.#generator = enlarged(this.#generator, capacity);
    this.#discriminator = enlarged(this.#discriminator, capacity);
  }
}

function enlarged(values: Float32Array, capacity: number): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(capacity);
  larger.set(values);
  return larger;
}
