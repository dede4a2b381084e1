import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { dataTraits } from '../../../src-main/engine/training/data-traits.js';
import { Requests } from '../../../src-main/engine/training/requests.js';
import { RandomSequence } from '../../../src-shared/random/streams.js';

beforeAll(async () => {
  await startBackend();
});

const pixels = 28 * 28;
const some = (count: number) => {
  const sequence = new RandomSequence(3, { stream: 'latent', index: 0 });
  return Uint8Array.from({ length: count * pixels }, () => sequence.nextBelow(256));
};

/** The numbers of a request, row by row. */
function ask(requests: Requests, indices: number[]) {
  const batch = requests.batch(Int32Array.from(indices));
  const rows = {
    request: batch.request.arraySync(),
    traits: batch.traits.arraySync(),
    deviations: batch.deviations.arraySync(),
  };
  tf.dispose(Object.values(batch));
  return rows;
}

describe('requests', () => {
  it('ask for what the images show: their label, their scores, and what is measured', () => {
    const images = some(6);
    const labels = Uint8Array.of(0, 1, 2, 0, 1, 2);
    const { measured, scores, deviations } = dataTraits(images, { classes: labels, labelCount: 3 });
    const rows = ask(new Requests(images, { labels, known: [0, 1, 2] }), [4, 0]);
    expect(rows.request).toEqual([
      [0, 3, 0, scores[8], scores[9]],
      [3, 0, 0, scores[0], scores[1]],
    ]);
    expect(rows.traits).toEqual([
      [measured[8], measured[9]],
      [measured[0], measured[1]],
    ]);
    expect(rows.deviations).toEqual([
      [deviations[2], deviations[3]],
      [deviations[0], deviations[1]],
    ]);
  });

  it('ask for the allographs of the images, those of each label in a place of its own', () => {
    const labels = Uint8Array.of(0, 4, 4);
    const allographs = {
      of: Uint8Array.of(1, 0, 2),
      counts: [
        [0, 1, 0],
        [1, 0, 1],
      ],
    };
    const asked = new Requests(some(3), { labels, known: [0, 4], allographs });
    const { request } = ask(asked, [0, 1, 2]);
    expect(request.map((row) => row.slice(0, 8))).toEqual([
      [3, 0, 0, 3, 0, 0, 0, 0],
      [0, 3, 0, 0, 0, 3, 0, 0],
      [0, 3, 0, 0, 0, 0, 0, 3],
    ]);
    const plain = ask(new Requests(some(3), { labels, known: [0, 4] }), [0, 1, 2]);
    expect(request.map((row) => row.slice(8))).toEqual(plain.request.map((row) => row.slice(2)));
  });

  it('know labels by their place: letters from 1 to 26', () => {
    const known = Array.from({ length: 26 }, (_, i) => i + 1);
    const labels = Uint8Array.from({ length: 52 }, (_, i) => 26 - (i % 26));
    const { request } = ask(new Requests(some(52), { labels, known }), [0, 25, 30]);
    for (const row of request) expect(row).toHaveLength(28);
    expect(request.map((row) => row.indexOf(3))).toEqual([25, 0, 21]);
    for (const row of request) expect(row.slice(0, 26).filter((value) => value !== 0)).toEqual([3]);
  });

  it('of a set with one label ask for that one', () => {
    const labels = new Uint8Array(3).fill(7);
    const { request, traits } = ask(new Requests(some(3), { labels, known: [7] }), [0, 1, 2]);
    expect(request.map(([first]) => first)).toEqual([3, 3, 3]);
    expect(request[0]).toHaveLength(3);
    expect(traits.flat().every(Number.isFinite)).toBe(true);
  });

  it('leave no tensor behind but the batch', () => {
    const requests = new Requests(some(2), { labels: Uint8Array.of(0, 1), known: [0, 1] });
    const before = tf.memory().numTensors;
    const batch = requests.batch(Int32Array.of(1));
    expect(tf.memory().numTensors).toBe(before + 3);
    tf.dispose(Object.values(batch));
    expect(tf.memory().numTensors).toBe(before);
  });
});
