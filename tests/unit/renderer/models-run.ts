import type { ShownRun } from '../../../src-renderer/screens/run/live-run.js';

/** A run as the list shows it, with what a test is about. */
export const shownRun = (what: Partial<ShownRun> = {}): ShownRun => ({
  id: 'first',
  name: 'first',
  folder: '/data/runs/first',
  place: 'data',
  state: 'finished',
  problem: null,
  madeWith: null,
  preset: 'compact',
  labels: null,
  createdAt: '2026-11-24T08:00:00.000Z',
  updatedAt: '2026-11-24T09:00:00.000Z',
  epoch: 5,
  step: 50,
  epochs: 5,
  hasModel: true,
  lastPicture: 5,
  best: null,
  hasBest: false,
  live: null,
  part: null,
  ...what,
});
