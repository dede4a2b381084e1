import { describe, expect, it } from 'vitest';
import { isRunFile } from '../../../src-renderer/connection/run-files.js';

describe('isRunFile', () => {
  it.each([
    'run.json',
    'history.csv',
    'steps.csv',
    'generator/model.json',
    'generator.keras',
    'group1-shard1of3.bin',
    'discriminator/weights.bin',
    'best/model.json',
    'checkpoints/step-00001234/manifest.json',
    'checkpoints/step-00001234/generator-adam.bin',
    'progress/epoch-0001.png',
    'progress/epoch-10000.png',
    'progress.gif',
    'losses_plot.png',
  ])('takes %s', (path) => {
    expect(isRunFile(path)).toBe(true);
  });

  it.each([
    '.lock',
    'notes.txt',
    'run.json.bak',
    'other.keras',
    'generator/../run.json',
    'mine/run.json',
    'checkpoints/step-1/manifest.json',
    'checkpoints/step-00001234/..json/x',
    'generator\\model.json',
  ])('leaves %s', (path) => {
    expect(isRunFile(path)).toBe(false);
  });
});
