import { describe, expect, it } from 'vitest';
import { findRuns } from '../../../src-renderer/screens/models/find-runs.js';
import { relativeTime } from '../../../src-renderer/screens/models/relative-time.js';
import {
  bestWords,
  deletionWords,
  epochWords,
  originWords,
  stateWords,
} from '../../../src-renderer/screens/models/run-words.js';
import { checkFileName, fileName } from '../../../src-shared/config/file-name.js';
import { shownRun } from './models-run.js';

describe('the words for a run', () => {
  it('says what an interruption is, and who else trains', () => {
    expect(stateWords({ state: 'interrupted', live: null })).toEqual({
      name: 'Interrupted',
      meaning: 'its process ended',
    });
    expect(stateWords({ state: 'training', live: null }).meaning).toContain('another window');
  });

  it('says how good the best epoch was, where one was measured', () => {
    const best = { epoch: 7, step: 70, frechet: 18, legible: 0.741, classEntropy: 0.98 };
    expect(bestWords({ best })).toBe('74% legible after epoch 7, its best');
    expect(bestWords({ best: null })).toBeNull();
  });

  it('takes the training under way for newer than the record', () => {
    expect(stateWords({ state: 'training', live: 'paused' }).name).toBe('Paused');
    expect(stateWords({ state: 'stopped', live: 'running' })).toEqual({
      name: 'Training',
      meaning: null,
    });
  });

  it('says where the images were read', () => {
    expect(originWords({ folder: '/data/emnist', name: 'emnist' })).toBe('/data/emnist');
    expect(originWords({ folder: null, name: 'mnist' })).toContain('this program');
    expect(originWords({ folder: null, name: 'emnist' })).not.toContain('this program');
  });

  it('counts epochs', () => {
    expect(epochWords({ epoch: 3, epochs: 50 })).toBe('3 of 50 epochs');
    expect(epochWords({ epoch: 0, epochs: 1 })).toBe('0 of 1 epoch');
    expect(epochWords({ epoch: 20, epochs: 20 })).toBe('20 epochs');
  });

  it('says before a deletion what goes, and where it can be had back', () => {
    const opened = shownRun({ place: 'opened', folder: '/old/run', epoch: 0 });
    expect(deletionWords(opened, 'desktop')).toBe(
      'The folder /old/run goes to the bin. You can have it back from there.',
    );
    expect(deletionWords(shownRun({ epoch: 2 }), 'browser')).toBe(
      'Its folder with 2 epochs of training goes to the bin of the computer that runs this program. You can have it back from there.',
    );
  });
});

describe('findRuns', () => {
  const runs = [
    shownRun({ name: 'Monday', preset: 'compact', state: 'finished' }),
    shownRun({ name: 'Tuesday', preset: 'classic', state: 'stopped', live: 'running' }),
    shownRun({ name: 'Old one', preset: 'compact', place: 'opened', folder: '/disk/backup' }),
  ];
  const found = (text: string) => findRuns(runs, text).map(({ name }) => name);

  it('wants every word, in any place and case', () => {
    expect(found('COMPACT mon')).toEqual(['Monday']);
    expect(found('training')).toEqual(['Tuesday']);
    expect(found('stopped')).toEqual([]);
    expect(found('  ')).toEqual(['Monday', 'Tuesday', 'Old one']);
  });

  it('knows the folder only of runs from elsewhere', () => {
    expect(found('backup')).toEqual(['Old one']);
    expect(found('/data')).toEqual([]);
  });
});

describe('relativeTime', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');
  /** In the words of the machine that tests. */
  const words = (count: number, unit: Intl.RelativeTimeFormatUnit) =>
    new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(count, unit);

  it.each([
    ['2026-11-24T11:59:30Z', 0, 'second'],
    ['2026-11-24T12:00:30Z', 0, 'second'],
    ['2026-11-24T11:59:00Z', -1, 'minute'],
    ['2026-11-24T09:01:00Z', -2, 'hour'],
    ['2026-11-22T12:00:00Z', -2, 'day'],
    ['2026-11-03T12:00:00Z', -3, 'week'],
    ['2024-11-01T12:00:00Z', -2, 'year'],
  ] as const)('tells %s by its largest whole unit', (iso, count, unit) => {
    expect(relativeTime(iso, now)).toBe(words(count, unit));
  });
});

describe('fileName', () => {
  it.each([
    ['first losses.png', 'first losses.png'],
    ['../../etc/passwd progress.gif', 'etc-passwd progress.gif'],
    ['Zahlen größer.png', 'Zahlen größer.png'],
    ['', 'run'],
    ['????.png', 'run.png'],
    ['a: b.png', 'a- b.png'],
  ])('makes %j a name that every system takes', (name, expected) => {
    expect(fileName(name)).toBe(expected);
    expect(checkFileName(fileName(name))).toBeNull();
  });

  it('keeps the extension of a long one', () => {
    expect(fileName(`${'a'.repeat(500)}.gif`)).toBe(`${'a'.repeat(150)}.gif`);
  });
});
