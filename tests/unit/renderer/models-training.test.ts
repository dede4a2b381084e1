import { describe, expect, it } from 'vitest';
import {
  isInTraining,
  leftTraining,
  resumption,
} from '../../../src-renderer/screens/models/resumption.js';
import { liveRun } from '../../../src-renderer/screens/run/live-run.js';
import { shownRun } from './models-run.js';

/** Of `first`: in its fourth epoch of ten. */
const snapshot = {
  run: 'first',
  name: 'first',
  status: 'running',
  stepsPerEpoch: 10,
  epochs: 10,
  step: 35,
} as const;

describe('liveRun', () => {
  it('brings the run in training up to its events', () => {
    const run = shownRun({ state: 'training', epoch: 2, lastPicture: 2 });
    const epoch = { run: 'first', epoch: 3 };
    expect(liveRun(run, { current: snapshot, lastEpoch: epoch })).toMatchObject({
      live: 'running',
      epoch: 3,
      epochs: 10,
      step: 35,
      lastPicture: 3,
      part: 0.35,
    });
  });

  it('leaves other runs as the list has them', () => {
    const run = shownRun({ id: 'second', lastPicture: 2 });
    const live = liveRun(run, { current: snapshot, lastEpoch: { run: 'first', epoch: 3 } });
    expect(live).toEqual({ ...run, live: null, part: null });
  });

  it('asks for no picture that a resume has taken away', () => {
    const run = shownRun({ lastPicture: 3 });
    const lastEpoch = { run: 'first', epoch: 7 };
    expect(liveRun(run, { current: snapshot, lastEpoch }).lastPicture).toBe(3);
  });
});

describe('resumption', () => {
  it.each(['stopped', 'paused', 'interrupted', 'failed'] as const)('resumes one %s', (state) => {
    expect(resumption(shownRun({ state }), null)).toEqual({ kind: 'resume', reason: null });
  });

  it('trains a finished one on, as far as a training goes', () => {
    expect(resumption(shownRun(), null)).toEqual({ kind: 'train-on', reason: null });
    expect(resumption(shownRun({ epoch: 10_000 }), null).reason).toContain('as many epochs');
  });

  it('says which training is in the way', () => {
    const { kind, reason } = resumption(shownRun({ state: 'stopped' }), { name: 'second' });
    expect([kind, reason]).toEqual(['resume', expect.stringMatching(/^second is in training/)]);
    expect(resumption(shownRun({ state: 'training' }), null).reason).toContain('Another window');
  });

  it('watches the one in training and has nothing for a broken one', () => {
    expect(resumption(shownRun({ live: 'paused' }), snapshot).kind).toBe('watch');
    expect(resumption(shownRun({ state: 'broken' }), null).kind).toBe('none');
  });

  it('knows which runs are written, by this process or another', () => {
    expect(isInTraining(shownRun({ state: 'training' }))).toBe(true);
    expect(isInTraining(shownRun({ state: 'stopped', live: 'stopping' }))).toBe(true);
    expect(isInTraining(shownRun({ state: 'interrupted' }))).toBe(false);
  });
});

it('offers the training that was left last, and none when another has ended since', () => {
  const left = shownRun({ id: 'left', state: 'interrupted', epochs: 20 });
  const later = shownRun({ id: 'later', updatedAt: '2026-11-25T09:00:00.000Z' });
  const opened = shownRun({ id: 'opened', place: 'opened', updatedAt: '2026-11-26T09:00:00.000Z' });
  expect(leftTraining([opened, left])?.id).toBe('left');
  expect(leftTraining([later, left])).toBeNull();
  expect(leftTraining([shownRun({ state: 'training' })])).toBeNull();
  expect(leftTraining([])).toBeNull();
});
