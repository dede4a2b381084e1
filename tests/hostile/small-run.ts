import { cpSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { idxHeader, idxLabelHeader } from '../../src-main/files/idx/idx-headers.js';
import { loadMnist } from '../../src-main/files/idx/mnist.js';
import { digits } from '../helpers/digits-command.js';
import { filesIn } from './kept-folder.js';
import type { Folder } from './opening.js';

const images = 64;

/** A data set that is read within a moment: the first images of MNIST and their labels. */
export async function writeSmallData(folder: string): Promise<void> {
  const mnist = await loadMnist('train');
  mkdirSync(folder, { recursive: true });
  const write = (name: string, ...parts: Uint8Array[]) =>
    writeFileSync(join(folder, name), Buffer.concat(parts));
  const pixels = mnist.images.subarray(0, images * 28 * 28);
  write('train-images-idx3-ubyte', idxHeader(images), pixels);
  write('train-labels-idx1-ubyte', idxLabelHeader(images), mnist.labels.subarray(0, images));
}

/** What an opener is told of a small run's folder as it is now. */
export function smallFolder(dataFolder: string, run: string): Folder {
  const folder = join(dataFolder, 'runs', run);
  const files = filesIn(folder).flatMap((name) => {
    const stats = lstatSync(join(folder, name));
    return stats.isFile() ? [[name, stats.size] as const] : [];
  });
  return {
    ...{ folder, run, ...smallTraining, files },
    images: join(dataFolder, 'images'),
    scratch: join(dataFolder, 'scratch'),
  };
}

/** What a small run was trained for. */
export const smallTraining = { epochs: 2, steps: 4 };

/**
 * A finished run, two steps an epoch, made by the program in a data directory; its folder. Its data set
 * lies in `images`, a copy that nothing touches in `whole`.
 */
export async function trainSmallRun(dataFolder: string, name: string): Promise<string> {
  const data = join(dataFolder, 'images');
  await writeSmallData(data);
  writeFileSync(join(data, 'config.json'), '{"dropout": 0.2}');
  cpSync(data, join(dataFolder, 'whole'), { recursive: true });
  const { code, output } = await digits(
    [
      ...['train', '--preset', 'tiny', '--data', data, '--name', name],
      ...['--epochs', String(smallTraining.epochs), '--batch-size', '32'],
      ...['--noise-dim', '10', '--seed', '1', '--progress-grid', '2x3'],
    ],
    { dataFolder },
  ).exit;
  if (code !== 0) throw new Error(output);
  return join(dataFolder, 'runs', name);
}
