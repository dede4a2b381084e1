import { classCount } from '../../../src-shared/networks/classifiers.js';

/** What a classifier says of images, and what they are. */
export interface Judged {
  /** [n, 10] */
  readonly logits: Float32Array;
  /** [n], 0 to 9 */
  readonly labels: Uint8Array;
}

interface Scores {
  /** Share of images whose likeliest class is right. */
  readonly accuracy: number;
  /** Mean negative log likelihood of the right class, in nats. */
  readonly nll: number;
  /** Expected calibration error (Naeini et al., 2015): how far confidence lies from accuracy. */
  readonly ece: number;
}

const bins = 15;

/** Bounds of a temperature; outside of them a network has learnt nothing. */
const [coldest, hottest] = [0.05, 20];

/** softmax(logits / temperature), [n, 10]; each row sums to 1. */
export function probabilities(logits: Float32Array, temperature: number): Float32Array {
  const result = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += classCount) {
    const row = logits.subarray(start, start + classCount);
    const largest = Math.max(...row);
    const powers = Array.from(row, (logit) => Math.exp((logit - largest) / temperature));
    const sum = powers.reduce((total, power) => total + power, 0);
    powers.forEach((power, i) => {
      result[start + i] = power / sum;
    });
  }
  return result;
}

/** @returns nats, the mean over the images */
export function negativeLogLikelihood({ logits, labels }: Judged, temperature: number): number {
  let sum = 0;
  for (const [i, label] of labels.entries()) {
    const row = logits.subarray(i * classCount, (i + 1) * classCount);
    const largest = Math.max(...row);
    const powers = row.reduce((total, x) => total + Math.exp((x - largest) / temperature), 0);
    sum += Math.log(powers) - ((row[label] ?? 0) - largest) / temperature;
  }
  return sum / labels.length;
}

/**
 * The temperature with the least negative log likelihood (Guo et al., 2017). That is convex in
 * 1 / temperature, so a golden-section search over the logarithm finds it.
 */
export function fitTemperature(judged: Judged): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  const cost = (x: number) => negativeLogLikelihood(judged, Math.exp(x));
  let [low, high] = [Math.log(coldest), Math.log(hottest)];
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [leftCost, rightCost] = [cost(left), cost(right)];
  while (high - low > 1e-4) {
    if (leftCost < rightCost) {
      [high, right, rightCost] = [right, left, leftCost];
      left = high - golden * (high - low);
      leftCost = cost(left);
    } else {
      [low, left, leftCost] = [left, right, rightCost];
      right = low + golden * (high - low);
      rightCost = cost(right);
    }
  }
  return Math.exp((low + high) / 2);
}

/** How good a classifier is, and how well it knows it. */
export function scoresOf(judged: Judged, temperature: number): Scores {
  const { labels } = judged;
  const shares = probabilities(judged.logits, temperature);
  const surplus = new Float64Array(bins); // confidence less right answers, summed in each bin
  let right = 0;
  for (const [i, label] of labels.entries()) {
    const row = shares.subarray(i * classCount, (i + 1) * classCount);
    const confidence = Math.max(...row);
    const isRight = row.indexOf(confidence) === label;
    if (isRight) right++;
    const bin = Math.min(Math.floor(confidence * bins), bins - 1);
    surplus[bin] = (surplus[bin] ?? 0) + confidence - Number(isRight);
  }
  return {
    accuracy: right / labels.length,
    nll: negativeLogLikelihood(judged, temperature),
    ece: surplus.reduce((sum, difference) => sum + Math.abs(difference), 0) / labels.length,
  };
}
