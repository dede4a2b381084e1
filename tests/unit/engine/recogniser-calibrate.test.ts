import { describe, expect, it } from 'vitest';
import {
  fitTemperature,
  negativeLogLikelihood,
  probabilities,
  scoresOf,
} from '../../../src-main/engine/recogniser/calibrate.js';

const row = (label: number, logit: number) =>
  Array.from({ length: 10 }, (_, i) => (i === label ? logit : 0));

/** 100 answers of one confidence, of which some are right. */
function answers(logit: number, right: number) {
  const logits = Array.from({ length: 100 }, () => row(0, logit)).flat();
  const labels = Uint8Array.from({ length: 100 }, (_, i) => (i < right ? 0 : 1 + (i % 9)));
  return { logits: Float32Array.from(logits), labels };
}

/** The logit above nine zeros that gives a probability. */
const logitOf = (share: number) => Math.log((9 * share) / (1 - share));

describe('probabilities', () => {
  it('sum to 1, also of huge logits, and are softer at a higher temperature', () => {
    const logits = Float32Array.from([...row(3, 2), ...row(4, 5_000)]);
    const cold = probabilities(logits, 1);
    expect(cold.subarray(0, 10).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
    expect(cold[14]).toBe(1);
    expect(cold[3]).toBeCloseTo(Math.exp(2) / (Math.exp(2) + 9), 6);
    expect(probabilities(logits, 2)[3]).toBeCloseTo(Math.E / (Math.E + 9), 6);
  });
});

describe('the temperature', () => {
  it('makes the confidence of a sure network the share of its right answers', () => {
    // It says 0.99 and is right four times in five.
    const judged = answers(logitOf(0.99), 80);
    const temperature = fitTemperature(judged);
    expect(temperature).toBeCloseTo(logitOf(0.99) / logitOf(0.8), 2);
    expect(negativeLogLikelihood(judged, temperature)).toBeLessThan(
      negativeLogLikelihood(judged, 1),
    );
    expect(scoresOf(judged, temperature).ece).toBeLessThan(1e-3);
  });

  it('is 1 where confidence and right answers agree already', () => {
    expect(fitTemperature(answers(logitOf(0.8), 80))).toBeCloseTo(1, 2);
  });
});

describe('scores', () => {
  it('are accuracy, mean likelihood and the gap between confidence and accuracy', () => {
    const { accuracy, nll, ece } = scoresOf(answers(logitOf(0.9), 60), 1);
    expect(accuracy).toBe(0.6);
    expect(ece).toBeCloseTo(0.3, 5);
    expect(nll).toBeCloseTo(-0.6 * Math.log(0.9) - 0.4 * Math.log(0.1 / 9), 5);
  });
});
