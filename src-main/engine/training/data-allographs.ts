import { RandomSequence } from '../../../src-shared/random/streams.js';
import { imagesOfLabel } from './images-of-label.js';

/** In which of its label's allographs each image of a data set is written. */
export interface DataAllographs {
  /** [n], from 0: the most frequent of a label comes first. */
  readonly of: Uint8Array;
  /** For each label, images in each of its allographs; some may have none. */
  readonly counts: number[][];
}

interface Grouping {
  /** [n], each image's place among the labels. */
  readonly classes: Uint8Array;
  readonly labelCount: number;
  /** Of each label, at most 256. */
  readonly allographCount: number;
}

/** Rounds after which groups that still change are taken as they are. */
const mostRounds = 50;

/**
 * Tells allographs apart, the ways in which people write a digit, by what a recogniser sees in it: of each
 * label, groups of images with like features. Labels alone leave rare ways to chance, and a generator
 * forgets them: sevens with a bar, ones with a foot, nines with a curl.
 *
 * The idea is of S. Liu et al., "Diverse image generation via self-conditioned GANs" (2020); the groups are
 * Lloyd's (1982), their first middles those of D. Arthur and S. Vassilvitskii, "k-means++" (2007).
 *
 * @param features [n, f] row by row
 * @param between called before each label with the share that is done, 0 to 1; what it throws ends the work
 */
export async function findAllographs(
  features: Float32Array,
  { classes, labelCount, allographCount }: Grouping,
  between: (share: number) => Promise<void> = async () => {},
): Promise<DataAllographs> {
  const of = new Uint8Array(classes.length);
  const width = features.length / classes.length;
  const counts: number[][] = [];
  for (let label = 0; label < labelCount; label++) {
    await between(label / labelCount);
    const members = imagesOfLabel(classes, label);
    const points = new Float32Array(members.length * width);
    for (const [row, i] of members.entries()) {
      points.set(features.subarray(i * width, (i + 1) * width), row * width);
    }
    const groups = new Groups(points, { width, most: allographCount, label });
    const sizes = groups.sizes();
    const order = [...sizes.keys()].sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
    const ranks = order.map((_, group) => order.indexOf(group));
    for (const [row, i] of members.entries()) of[i] = ranks[groups.of[row] ?? 0] ?? 0;
    counts.push(order.map((group) => sizes[group] ?? 0));
  }
  return { of, counts };
}

/** Points in groups, each point in that whose middle is nearest. */
class Groups {
  /** [n] */
  readonly of: Uint8Array;
  /** [most, width]; of those that no point was left for, zeros. */
  private readonly middles: Float64Array;
  private readonly count: number;

  constructor(
    private readonly points: Float32Array,
    private readonly options: { width: number; most: number; label: number },
  ) {
    const { width, most } = options;
    this.count = points.length / width;
    this.of = new Uint8Array(this.count);
    this.middles = new Float64Array(most * width);
    this.begin();
    for (let round = 0; round < mostRounds && this.assign(); round++) this.moveMiddles();
  }

  sizes(): number[] {
    const sizes = new Array<number>(this.options.most).fill(0);
    for (const group of this.of) sizes[group] = (sizes[group] ?? 0) + 1;
    return sizes;
  }

  /** Takes points as first middles, each drawn with the square of its distance to those before it. */
  private begin(): void {
    const { most, label } = this.options;
    const sequence = new RandomSequence(0, { stream: 'allographs', index: label });
    const distances = new Float64Array(this.count).fill(1);
    for (let group = 0; group < most; group++) {
      const sum = distances.reduce((total, distance) => total + distance, 0);
      // Fewer points that differ than groups: the others stay empty.
      if (!(sum > 0)) {
        this.middles.fill(Number.POSITIVE_INFINITY, group * this.options.width);
        return;
      }
      let left = sequence.nextUniform() * sum;
      const found = distances.findIndex((distance) => {
        left -= distance;
        return left < 0;
      });
      const chosen = found === -1 ? distances.findLastIndex((distance) => distance > 0) : found;
      this.takeAsMiddle(group, chosen);
      for (let point = 0; point < this.count; point++) {
        const distance = this.distance(point, group);
        distances[point] = group === 0 ? distance : Math.min(distances[point] ?? 0, distance);
      }
    }
  }

  private takeAsMiddle(group: number, point: number): void {
    const { width } = this.options;
    const [from, to] = [point * width, group * width];
    for (let k = 0; k < width; k++) this.middles[to + k] = this.points[from + k] ?? 0;
  }

  /** Squared. */
  private distance(point: number, group: number): number {
    const { width } = this.options;
    const { points, middles } = this;
    const [from, to] = [point * width, group * width];
    let sum = 0;
    for (let k = 0; k < width; k++) {
      const apart = (points[from + k] ?? 0) - (middles[to + k] ?? 0);
      sum += apart * apart;
    }
    return sum;
  }

  /** Whether a point has come into another group. */
  private assign(): boolean {
    let isChanged = false;
    for (let point = 0; point < this.count; point++) {
      let [best, least] = [0, Number.POSITIVE_INFINITY];
      for (let group = 0; group < this.options.most; group++) {
        const distance = this.distance(point, group);
        if (distance < least) [best, least] = [group, distance];
      }
      if (best !== this.of[point]) isChanged = true;
      this.of[point] = best;
    }
    return isChanged;
  }

  private moveMiddles(): void {
    const { width } = this.options;
    const sizes = this.sizes();
    const sums = new Float64Array(this.middles.length);
    for (const [point, group] of this.of.entries()) {
      for (let k = 0; k < width; k++) {
        const at = group * width + k;
        sums[at] = (sums[at] ?? 0) + (this.points[point * width + k] ?? 0);
      }
    }
    for (const [at, sum] of sums.entries()) {
      const size = sizes[Math.floor(at / width)] ?? 0;
      if (size > 0) this.middles[at] = sum / size;
    }
  }
}
