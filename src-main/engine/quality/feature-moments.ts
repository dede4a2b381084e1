import type { Rows } from './vectors.js';

/** Mean and covariance of a set of features. */
export interface Moments {
  /** [featureCount] */
  readonly mean: Float64Array;
  /** [featureCount, featureCount], symmetric; divided by n - 1. */
  readonly covariance: Rows;
}

/**
 * Takes in features batch by batch and keeps their moments alone, in float64. Batches are centred
 * before they are multiplied and joined by the update of Chan, Golub and LeVeque (1979), so that a
 * mean far from 0 costs no digits.
 */
export class FeatureMoments {
  private count = 0;
  private readonly mean: Float64Array;
  /** The upper triangle of the sum of centred outer products. */
  private readonly scatter: Float64Array[];

  constructor(private readonly featureCount: number) {
    this.mean = new Float64Array(featureCount);
    this.scatter = Array.from({ length: featureCount }, () => new Float64Array(featureCount));
  }

  /** @param features [n, featureCount] row by row */
  add(features: Float32Array): void {
    const { featureCount } = this;
    const added = features.length / featureCount;
    if (added === 0) return;
    const batchMean = this.meanOf(features, added);
    const centred = new Float64Array(featureCount);
    for (let start = 0; start < features.length; start += featureCount) {
      for (let i = 0; i < featureCount; i++) {
        centred[i] = (features[start + i] ?? 0) - (batchMean[i] ?? 0);
      }
      this.addOuterProduct(centred, 1);
    }
    const count = this.count + added;
    const between = batchMean.map((value, i) => value - (this.mean[i] ?? 0));
    this.addOuterProduct(between, (this.count * added) / count);
    for (let i = 0; i < featureCount; i++) {
      this.mean[i] = (this.mean[i] ?? 0) + ((between[i] ?? 0) * added) / count;
    }
    this.count = count;
  }

  /** @throws RangeError with fewer than two rows of features: they have no covariance */
  moments(): Moments {
    const { count, scatter } = this;
    if (count < 2) throw new RangeError(`${count} digits have no covariance; two are needed.`);
    const covariance = scatter.map((row, i) =>
      row.map((value, j) => (j < i ? (scatter[j]?.[i] ?? 0) : value) / (count - 1)),
    );
    return { mean: this.mean.slice(), covariance };
  }

  private meanOf(features: Float32Array, count: number): Float64Array {
    const { featureCount } = this;
    const sum = new Float64Array(featureCount);
    for (let start = 0; start < features.length; start += featureCount) {
      for (let i = 0; i < featureCount; i++) {
        sum[i] = (sum[i] ?? 0) + (features[start + i] ?? 0);
      }
    }
    return sum.map((value) => value / count);
  }

  private addOuterProduct(vector: Float64Array, weight: number): void {
    for (const [i, row] of this.scatter.entries()) {
      const factor = weight * (vector[i] ?? 0);
      for (let j = i; j < row.length; j++) row[j] = (row[j] ?? 0) + factor * (vector[j] ?? 0);
    }
  }
}
