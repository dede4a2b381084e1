import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describePreset } from '../../../src-main/service/describe-networks.js';
import { showRun } from '../../../src-main/service/run-details.js';
import { findRun } from '../../../src-main/service/run-registry.js';
import { recipeFor } from '../../../src-shared/config/training.js';
import type { Reply } from '../../../src-shared/contract/command.js';
import type { RunRecord } from '../../../src-shared/contract/runs.js';
import { pageServiceDouble } from './page-service-double.js';
import { openPage, served } from './served.js';

export const tinyNetworks = describePreset({ preset: 'tiny', noiseDim: 10 });
/** Of a training on images of three labels. */
export const threeLabels = describePreset({
  ...{ preset: 'tiny', noiseDim: 10 },
  ...{ kind: 'conditional', labels: [0, 1, 2], allographCount: 2 },
});

/** A server whose service finds the networks of `tiny` in every folder, and a page that uploads. */
export async function uploading({ found = () => tinyNetworks } = {}) {
  const { service } = pageServiceDouble({
    'networks.describe': () => found(),
    'runs.show': async ({ run }) => showRun(await findRun(run)),
  });
  const server = await served({ service });
  const cookie = await server.logIn();
  const open = () => openPage({ port: server.port, cookie });
  const page = await open();
  const inside = (folder: string) => {
    try {
      return readdirSync(join(server.dataFolder, folder)).sort();
    } catch {
      return [];
    }
  };
  return { ...server, ...page, open, inside };
}

type Call = (name: string, input: unknown) => Promise<Reply>;

export const runRecord = (changes: Partial<RunRecord> = {}): RunRecord => ({
  formatVersion: 1,
  name: 'evening',
  state: 'finished',
  createdAt: '2026-11-24T06:00:00.000Z',
  updatedAt: '2026-11-24T07:00:00.000Z',
  preset: 'tiny',
  recipe: 'tuned',
  config: { ...recipeFor('tuned', 'gan'), epochs: 3, batchSize: 16, noiseDim: 10, seed: 42 },
  dataset: { name: 'MNIST', images: 120, sha256: 'ab', folder: null },
  engine: {
    backend: 'tensorflow',
    version: '2.21.0',
    device: 'cpu',
    precision: 'float32',
    kernels: [],
  },
  progress: { epoch: 3, step: 24, epochs: 3 },
  progressGrid: { rows: 2, columns: 3 },
  best: null,
  app: '0.1.0',
  ...changes,
});

/** Of a training that `threeLabels` are the networks of. */
export const conditionalRecord = runRecord({
  config: {
    ...runRecord().config,
    ...recipeFor('tuned', 'conditional'),
    ...{ noiseDim: 10, allographs: 2 },
  },
  dataset: {
    ...runRecord().dataset,
    labels: [1, 2, 26],
    allographs: [
      [20, 8],
      [17, 0],
      [9, 1],
    ],
  },
});

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

/** The beginning of a PNG of so many pixels. */
export function pngOf(width: number, height: number): Uint8Array {
  const file = new Uint8Array(33);
  file.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  file.set(text('IHDR'), 12);
  const header = new DataView(file.buffer);
  header.setUint32(16, width);
  header.setUint32(20, height);
  return file;
}

/** The files of a run folder, by name. */
export const runFiles = (
  record: unknown = runRecord(),
  networks = tinyNetworks,
): Record<string, Uint8Array> => ({
  'run.json': text(JSON.stringify(record)),
  'history.csv': text('epoch,step,images,generator_loss,discriminator_loss,seconds\n'),
  'steps.csv': text('step,epoch,generator_loss,discriminator_loss\n'),
  'generator/model.json': text('{}'),
  'generator/weights.bin': new Uint8Array(networks.generator.bytes),
  'discriminator/model.json': text('{}'),
  'discriminator/weights.bin': new Uint8Array(networks.discriminator?.bytes ?? 0),
  'best/model.json': text('{}'),
  'best/weights.bin': new Uint8Array(networks.generator.bytes),
  'progress/epoch-0001.png': pngOf(3 * 28, 2 * 28),
  'progress.gif': text('GIF89a...'),
  'losses_plot.png': pngOf(1200, 800),
  'checkpoints/step-00000024/generator.bin': Uint8Array.of(1),
  'checkpoints/step-00000024/generator-adam.bin': Uint8Array.of(2),
  'checkpoints/step-00000024/discriminator.bin': Uint8Array.of(3),
  'checkpoints/step-00000024/discriminator-adam.bin': Uint8Array.of(4),
  'checkpoints/step-00000024/state.json': text('{}'),
  'checkpoints/step-00000024/manifest.json': text('{}'),
});

export const sizeOf = (files: Record<string, Uint8Array>): number =>
  Object.values(files).reduce((sum, { length }) => sum + length, 0);

/** Begins an upload; its id. */
export async function begin(call: Call, upload: { name?: string; bytes: number }): Promise<string> {
  const reply = await call('upload.begin', { name: 'evening', ...upload });
  if (!reply.ok) throw new Error(reply.error.message);
  return (reply.value as { id: string }).id;
}

/** Uploads a folder; the answer to its end. */
export async function upload(
  call: Call,
  files: Record<string, Uint8Array>,
  { name = 'evening' } = {},
): Promise<Reply> {
  const id = await begin(call, { name, bytes: sizeOf(files) });
  for (const [file, bytes] of Object.entries(files)) {
    const reply = await call('upload.write', { id, file, bytes });
    if (!reply.ok) throw new Error(reply.error.message);
  }
  return call('upload.finish', { id });
}
