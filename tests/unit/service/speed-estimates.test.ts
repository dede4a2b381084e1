import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SpeedEstimates } from '../../../src-main/service/speed-estimates.js';
import type { SpeedQuestion } from '../../../src-shared/contract/machine.js';
import type { EngineRecord } from '../../../src-shared/contract/runs.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const question: SpeedQuestion = {
  ...{ preset: 'tiny', kind: 'gan', noiseDim: 10, batchSize: 16, dropout: 0 },
  ...{ averageDecay: 0.999, guidance: 1, traitWeight: 0, precision: 'auto' },
};
const record: EngineRecord = {
  ...{ backend: 'tensorflow', version: '2.21.0', device: 'cpu' },
  ...{ precision: 'float32', kernels: [] },
};

let file: string;
beforeEach(() => {
  const folder = temporaryFolder();
  vi.stubEnv('DIGITS_DATA_DIR', folder);
  file = join(folder, 'training-speeds.json');
});
afterEach(() => void vi.unstubAllEnvs());

/** An engine of which every measurement finds it ten images per second faster. */
function estimates() {
  const measured: SpeedQuestion[] = [];
  const measure = async (asked: SpeedQuestion) => 10 * measured.push(asked);
  return { measured, of: new SpeedEstimates({ start: async () => record, measure }) };
}

const speed = async (from: SpeedEstimates, about: Partial<SpeedQuestion> = {}) =>
  (await from.of({ ...question, ...about }, () => true))?.imagesPerSecond;

test('a speed is measured once for all that a step depends on, and kept in a file', async () => {
  const { of, measured } = estimates();
  expect(await Promise.all([speed(of), speed(of), speed(of)])).toEqual([10, 10, 10]);
  expect(await speed(of, { precision: 'float32' })).toBe(10);
  expect(await speed(of, { batchSize: 17 })).toBe(20);
  // How much the recogniser has to say takes no time; that it is asked does.
  expect(await speed(of, { guidance: 0.3 })).toBe(10);
  expect(await speed(of, { guidance: 0 })).toBe(30);
  const asked = { kind: 'conditional', guidance: 0 } as const;
  expect(await speed(of, asked)).toBe(40);
  expect(await speed(of, { ...asked, traitWeight: 0.3 })).toBe(50);
  expect(await speed(of, { ...asked, traitWeight: 2 })).toBe(50);
  expect(measured.map(({ precision, batchSize }) => [precision, batchSize])).toEqual([
    ['float32', 16],
    ['float32', 17],
    ['float32', 16],
    ['float32', 16],
    ['float32', 16],
  ]);
  expect(await speed(estimates().of, { batchSize: 17 })).toBe(20);
});

test('a file that is broken is no more than one that is not there', async () => {
  const { of } = estimates();
  await speed(of);
  writeFileSync(file, '{"a": ');
  expect(await speed(of)).toBe(20);
  expect(Object.values(JSON.parse(readFileSync(file, 'utf8')))).toHaveLength(1);
});

test('while a training runs, what is not known is not measured', async () => {
  const { of, measured } = estimates();
  await speed(of);
  const busy = () => false;
  expect((await of.of(question, busy))?.imagesPerSecond).toBe(10);
  expect(await of.of({ ...question, noiseDim: 11 }, busy)).toBeNull();
  expect(measured).toHaveLength(1);
});
