import type { LossPoint } from '../../../src-shared/charts/loss-series.js';

/** Steps whose smallest and largest loss are found once. */
const blockSteps = 64;

/** A range of steps, counted from 0, without the last. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/**
 * One network's losses, prepared so that a line through any range of steps costs as much as the
 * points it has, however long the training was. Grows at its end. Element i belongs to step i + 1;
 * losses that are NaN or infinite are left out of everything.
 */
export class LossColumn {
  #losses: Float32Array = new Float32Array(0);
  #length = 0;
  /** [length + 1] sum and number of the losses before each element. */
  #sums = new Float64Array(1);
  #counts = new Uint32Array(1);
  /** [ceil(length / blockSteps)] elements; -1 where a block has none. */
  #smallest = new Int32Array(0);
  #largest = new Int32Array(0);

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
  }

  /** Takes in what `losses` has beyond this column, up to element `end`. */
  extend(losses: Float32Array, end: number): void {
    this.#losses = losses;
    this.#grow(end);
    this.#sumUp(losses, end);
    this.#findExtremes(losses, end);
    this.#length = Math.max(this.#length, end);
  }

  /** The loss of an element; null where there is none that is finite. */
  at(index: number): number | null {
    return index >= 0 && index < this.#length && this.#isFinite(index) ? this.#at(index) : null;
  }

  /** Null when the range has no finite loss. */
  mean({ from, to }: StepRange): number | null {
    const [first, last] = [Math.max(0, from), Math.min(this.#length, to)];
    if (last <= first) return null;
    const count = (this.#counts[last] ?? 0) - (this.#counts[first] ?? 0);
    if (count === 0) return null;
    return ((this.#sums[last] ?? 0) - (this.#sums[first] ?? 0)) / count;
  }

  /**
   * The line as it is, through at most `points` points: of a longer range the smallest and the
   * largest loss of each of its stretches, so that the envelope stays true.
   */
  envelope({ from, to }: StepRange, points: number): LossPoint[] {
    const line: LossPoint[] = [];
    const add = (index: number) => line.push({ x: index + 1, y: this.#losses[index] ?? 0 });
    if (to - from <= points) {
      for (let index = from; index < to; index++) if (this.#isFinite(index)) add(index);
      return line;
    }
    for (const stretch of this.#stretches({ from, to }, Math.max(1, Math.floor(points / 2)))) {
      const [smallest, largest] = this.#extremes(stretch);
      if (smallest === -1) continue;
      add(Math.min(smallest, largest));
      if (smallest !== largest) add(Math.max(smallest, largest));
    }
    return line;
  }

  /**
   * The moving mean over `window` steps, centred so that it does not lag, at no more than `points`
   * steps of the range, evenly spread, its first and last among them.
   */
  means({ from, to }: StepRange, options: { window: number; points: number }): LossPoint[] {
    const count = Math.min(to - from, options.points);
    const reach = (options.window - 1) / 2;
    const line: LossPoint[] = [];
    for (let point = 0; point < count; point++) {
      const part = count === 1 ? 1 : point / (count - 1);
      const index = from + Math.round(part * (to - from - 1));
      const mean = this.mean({ from: index - reach, to: index + reach + 1 });
      if (mean !== null) line.push({ x: index + 1, y: mean });
    }
    return line;
  }

  #isFinite(index: number): boolean {
    return Number.isFinite(this.#losses[index]);
  }

  /** Long stretches begin and end with a block. */
  #stretches({ from, to }: StepRange, count: number): StepRange[] {
    const grain = (to - from) / count >= 2 * blockSteps ? blockSteps : 1;
    const edge = (number: number) => {
      const exact = from + (number * (to - from)) / count;
      return number === count ? to : Math.floor(exact / grain) * grain;
    };
    return Array.from({ length: count }, (_, number) => ({
      from: Math.max(from, edge(number)),
      to: edge(number + 1),
    }));
  }

  /** The elements of the smallest and the largest loss; -1 twice when there is none. */
  #extremes({ from, to }: StepRange): [number, number] {
    let [smallest, largest] = [-1, -1];
    const consider = (low: number, high: number) => {
      if (low === -1) return;
      if (smallest === -1 || this.#at(low) < this.#at(smallest)) smallest = low;
      if (largest === -1 || this.#at(high) > this.#at(largest)) largest = high;
    };
    let index = from;
    while (index < to) {
      if (index % blockSteps === 0 && index + blockSteps <= to) {
        const block = index / blockSteps;
        consider(this.#smallest[block] ?? -1, this.#largest[block] ?? -1);
        index += blockSteps;
      } else {
        if (this.#isFinite(index)) consider(index, index);
        index++;
      }
    }
    return [smallest, largest];
  }

  #at(index: number): number {
    return this.#losses[index] ?? 0;
  }

  /** Plain loops over plain arrays: a page that opens takes in a whole training at once. */
  #sumUp(losses: Float32Array, end: number): void {
    const [sums, counts] = [this.#sums, this.#counts];
    let sum = sums[this.#length] ?? 0;
    let count = counts[this.#length] ?? 0;
    for (let index = this.#length; index < end; index++) {
      const loss = losses[index] ?? Number.NaN;
      if (Number.isFinite(loss)) {
        sum += loss;
        count++;
      }
      sums[index + 1] = sum;
      counts[index + 1] = count;
    }
  }

  #findExtremes(losses: Float32Array, end: number): void {
    const firstBlock = Math.floor(this.#length / blockSteps);
    for (let block = firstBlock; block * blockSteps < end; block++) {
      const last = Math.min(end, (block + 1) * blockSteps);
      let [smallest, largest] = [-1, -1];
      let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (let index = block * blockSteps; index < last; index++) {
        const loss = losses[index] ?? Number.NaN;
        if (!Number.isFinite(loss)) continue;
        if (loss < least) [smallest, least] = [index, loss];
        if (loss > most) [largest, most] = [index, loss];
      }
      this.#smallest[block] = smallest;
      this.#largest[block] = largest;
    }
  }

  #grow(length: number): void {
    if (length < this.#sums.length) return;
    const capacity = Math.max(1024, length, 2 * this.#sums.length);
    const blocks = Math.ceil(capacity / blockSteps);
    this.#sums = copyInto(new Float64Array(capacity + 1), this.#sums);
    this.#counts = copyInto(new Uint32Array(capacity + 1), this.#counts);
    this.#smallest = copyInto(new Int32Array(blocks), this.#smallest);
    this.#largest = copyInto(new Int32Array(blocks), this.#largest);
  }
}

function copyInto<Column extends { set(values: Column): void }>(larger: Column, values: Column) {
  larger.set(values);
  return larger;
}
