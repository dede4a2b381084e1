import { describe, expect, it } from 'vitest';
import { evaluateRow, spread } from '../../bench/evaluate-row.mjs';
import type { Measured } from '../../bench/measure-group.mjs';
import type { Row } from '../../bench/rows.mjs';

const measured = (measure: string, values: number[], failure = ''): Measured => ({
  values: new Map([[measure, values]]),
  versions: {},
  failure,
});
const row = (changes: Partial<Row>): Row => ({
  group: 'group',
  label: 'row',
  unit: 'images/s',
  kind: 'speed',
  ours: { worker: 'ours float32', measure: 'train' },
  peers: [
    { worker: 'keras float32', measure: 'train' },
    { worker: 'torch float32', measure: 'train' },
  ],
  required: 1.5,
  aim: 2.5,
  quick: true,
  ...changes,
});
const work = { batch: 10, flops: 2e9 };

describe("a row of the benchmark's table", () => {
  it('gives the median, also of an even number of values', () => {
    expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, count: 3 });
    expect(spread([4, 1, 2, 3])).toMatchObject({ median: 2.5 });
  });

  it('holds this program against the fastest peer', () => {
    const line = evaluateRow(
      row({}),
      new Map([
        ['ours float32', measured('train', [1, 1, 9])],
        ['keras float32', measured('train', [4])],
        ['torch float32', measured('train', [2])],
      ]),
      work,
    );
    expect(line).toMatchObject({
      ours: { median: 10, min: 10 / 9, max: 10 },
      peer: { name: 'PyTorch float32', median: 5 },
      ratio: 2,
      reached: true,
      aimReached: false,
    });
  });

  it('counts less time as faster, and less memory as better', () => {
    const results = (measure: string) =>
      new Map([
        ['ours float32', measured(measure, [2])],
        ['keras float32', measured(measure, [3])],
        ['torch float32', measured(measure, [4])],
      ]);
    const sources = (measure: string) => ({
      ours: { worker: 'ours float32', measure },
      peers: [
        { worker: 'keras float32', measure },
        { worker: 'torch float32', measure },
      ],
    });
    const time = row({ unit: 'ms', required: 1.1, aim: 1.5, ...sources('generate 1') });
    expect(evaluateRow(time, results('generate 1'), work)).toMatchObject({
      ours: { median: 2000 },
      peer: { name: 'Keras float32', median: 3000 },
      ratio: 1.5,
      aimReached: true,
    });
    const memory = row({ unit: 'GB', kind: 'cost', required: 0.7, aim: 0.6, ...sources('memory') });
    expect(evaluateRow(memory, results('memory'), work)).toMatchObject({
      ratio: expect.closeTo(2 / 3),
      reached: true,
      aimReached: false,
    });
  });

  it('says why there is no ratio', () => {
    const line = evaluateRow(
      row({}),
      new Map([
        ['ours float32', measured('train', [1])],
        ['keras float32', measured('train', [], 'not installed')],
      ]),
      work,
    );
    expect(line).toMatchObject({ ratio: null, reached: null });
    expect(line.note).toContain('Keras float32: not installed');
  });
});
