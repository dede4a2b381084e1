import { describe, expect, it } from 'vitest';
import {
  epochsOf,
  type KnownLosses,
  lossAt,
  lossLine,
  meansOf,
} from '../../../src-renderer/screens/compare/run-lines.js';
import { settingRows } from '../../../src-renderer/screens/compare/setting-rows.js';
import { classRows } from '../../../src-renderer/screens/evaluation/class-rows.js';
import { LossIndex } from '../../../src-renderer/screens/train/loss-index.js';
import { LossRecord } from '../../../src-renderer/state/loss-record.js';
import { recipeFor, type TrainingKind } from '../../../src-shared/config/training.js';
import type { HistoryRow } from '../../../src-shared/contract/run-views.js';
import type { RunRecord } from '../../../src-shared/contract/runs.js';
import { engineRecord, evaluation } from '../cli/fake-service.js';

function known(steps: readonly number[], history: readonly HistoryRow[] = []): KnownLosses {
  const record = new LossRecord();
  const generator = Float32Array.from(steps);
  record.write(1, { generator, discriminator: generator.map((loss) => 2 * loss) });
  const index = new LossIndex();
  while (!index.follow(record));
  return { index, history, stepsPerEpoch: 4 };
}

const row = (epoch: number, generatorLoss: number): HistoryRow => ({
  ...{ epoch, step: 4 * epoch, images: 64 * epoch, generatorLoss, discriminatorLoss: 1 },
  ...{ seconds: 1, quality: null },
});

describe('the losses of a run among others', () => {
  const losses = known([1, 2, 3, 4, 5, 6]);

  it('lie over steps or over epochs, so that batches of other sizes can be compared', () => {
    const asked = { axis: 'steps', smoothing: 0 } as const;
    expect(lossLine(losses, 'generator', asked)[3]).toEqual({ x: 4, y: 4 });
    const overEpochs = lossLine(losses, 'discriminator', { ...asked, axis: 'epochs' });
    expect(overEpochs[3]).toEqual({ x: 1, y: 8 });
  });

  it('are read where the pointer is as they are drawn, and not beyond their end', () => {
    const read = (at: number, smoothing: number, axis: 'steps' | 'epochs' = 'steps') =>
      lossAt(losses, 'generator', { at, axis, smoothing });
    expect(read(2, 0)).toBe(2);
    expect(read(1.25, 0, 'epochs')).toBe(5);
    expect(read(1, 50)).toBe(1.5); // of three steps, two at the end
    expect(read(6, 0)).toBe(6);
    expect(read(7, 0)).toBeNull();
  });

  it('are the means of epochs where no steps were kept', () => {
    const coarse = known([], [row(1, 0.5), row(2, Number.NaN), row(3, 0.7)]);
    const line = lossLine(coarse, 'generator', { axis: 'steps', smoothing: 4 });
    expect(line).toEqual([
      { x: 4, y: 0.5 },
      { x: 12, y: 0.7 },
    ]);
    const at = (place: number) =>
      lossAt(coarse, 'generator', { at: place, axis: 'epochs', smoothing: 4 });
    expect([at(0.2), at(2), at(3), at(5)]).toEqual([0.5, null, 0.7, null]);
    expect(meansOf(coarse).map(({ generator }) => generator)).toEqual([0.5, null, 0.7]);
  });

  it('have a row in the table for every epoch that one of the runs has', () => {
    expect(epochsOf([meansOf(losses), [{ epoch: 3 }, { epoch: 2 }]])).toEqual([1, 2, 3]);
    expect(epochsOf([])).toEqual([]);
    const long = epochsOf([Array.from({ length: 900 }, (_, at) => ({ epoch: at + 1 }))]);
    expect([long.length, long[0], long.at(-1)]).toEqual([100, 1, 900]);
  });
});

describe('the settings of several runs', () => {
  const record = (kind: TrainingKind, images: number): RunRecord => ({
    ...{ formatVersion: 1, name: kind, state: 'finished', preset: 'compact', recipe: 'tuned' },
    ...{ createdAt: '', updatedAt: '', app: '', best: null, engine: engineRecord },
    config: { ...recipeFor('tuned', kind), seed: 7 },
    dataset: { name: 'mnist', images, sha256: '', folder: null },
    progress: { epoch: 1, step: 1, epochs: 1 },
    progressGrid: { rows: 1, columns: 1 },
  });

  it('say what differs, also what one kind alone has', () => {
    const rows = settingRows([record('gan', 60_000), record('conditional', 1_200)]);
    const found = (name: string) => rows.find(({ label }) => label === name);
    expect(found('Preset')).toEqual({
      label: 'Preset',
      values: ['compact', 'compact'],
      differs: false,
    });
    expect(found('Images')).toMatchObject({ values: ['60,000', '1,200'], differs: true });
    expect(found('Guidance')?.values).toEqual(['8', '0.5']);
    expect(found('Trait weight')).toMatchObject({ values: [null, expect.any(String)] });
    const same = settingRows([record('gan', 1), record('gan', 1)]);
    expect(same.filter(({ differs }) => differs)).toEqual([]);
  });
});

describe('an evaluation, digit by digit', () => {
  it('has real digits beside each, and what was asked for only where it was', () => {
    expect(classRows(evaluation)[1]).toEqual({
      ...{ digit: 1, share: 0.14, realShare: 0.114, asked: null, realAsked: 0.99 },
    });
    const agreementByLabel = [{ label: 3, agreement: 0.5 }];
    const asked = { agreement: 0.5, agreementByLabel, variety: 1, hands: null };
    const rows = classRows({ ...evaluation, asked });
    expect(rows).toHaveLength(10);
    expect([rows[3]?.asked, rows[4]?.asked]).toEqual([0.5, null]);
  });
});
