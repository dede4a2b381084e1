import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../src-main/engine/engine.js';
import { createService, type Service } from '../../src-main/service/service.js';
import { dispatcher } from '../../src-shared/contract/command.js';
import { engineCommands } from '../../src-shared/contract/engine-commands.js';
import { type ErrorData, fromErrorData, toErrorData } from '../../src-shared/contract/errors.js';
import { engineHere } from '../helpers/engine-here.mjs';
import { filesIn } from './kept-folder.js';
import { smallTraining } from './small-run.js';

/** A service whose engine computes in this process: all that it does to files can be watched. */
export const serviceHere = (): Service =>
  createService({
    openEngineChannel: engineHere({ createEngine, dispatcher, engineCommands, fromErrorData }),
  });

/** A training of two steps an epoch on a small data set, to its end; the error that it ended with. */
export const train = (service: Service, folder: string, dataPath: string) =>
  ended(service, () =>
    service.call['training.start']({
      ...{ folder, dataPath, preset: 'tiny', progressGrid: { rows: 2, columns: 3 } },
      config: { epochs: smallTraining.epochs, batchSize: 32, noiseDim: 10, seed: 1 },
    }),
  );

/** Goes on with a training, to its end; the error that it ended with. */
export const resume = (service: Service, folder: string, dataPath: string) =>
  ended(service, () => service.call['training.resume']({ run: folder, dataPath }));

async function ended(service: Service, begin: () => Promise<unknown>): Promise<ErrorData | null> {
  let stop = () => {};
  const end = new Promise<ErrorData | null>((resolve) => {
    stop = service.onEvent((event) => {
      if (event.kind === 'finished') resolve(null);
      if (event.kind === 'failed') resolve(event.error);
    });
  });
  try {
    await begin();
    return await end;
  } catch (error) {
    return toErrorData(error);
  } finally {
    stop();
  }
}

/** Whether a checkpoint is there that a training can go on from. */
export const hasCheckpoint = (folder: string): boolean =>
  existsSync(join(folder, 'checkpoints')) &&
  readdirSync(join(folder, 'checkpoints')).some((name) =>
    existsSync(join(folder, 'checkpoints', name, 'manifest.json')),
  );

/** Files that a training leaves alike each time, however often it was interrupted. */
const alike = /\.(?:csv|bin|png|gif)$/;

/**
 * What a finished run must be: every file's name, and the content of all that depends on nothing but
 * the training. Of the record what it has come to.
 */
export function outcomeOf(folder: string): Record<string, unknown> {
  const outcome = Object.fromEntries(
    filesIn(folder)
      .sort()
      .map((name) => [name, alike.test(name) ? contentOf(join(folder, name)) : 'there']),
  );
  const { state, progress, best, earlier } = JSON.parse(
    readFileSync(join(folder, 'run.json'), 'utf8'),
  );
  return { ...outcome, record: { state, progress, best, earlier } };
}

/** In which files, and how, what a run has come to is not what it should be. */
export function differences(
  outcome: Record<string, unknown>,
  expected: Record<string, unknown>,
): string[] {
  return [...new Set([...Object.keys(expected), ...Object.keys(outcome)])].flatMap((name) => {
    const [is, should] = [outcome[name], expected[name]].map((each) => JSON.stringify(each));
    if (is === should) return [];
    return [`${name} is ${is ?? 'missing'} instead of ${should ?? 'not there'}`];
  });
}

function contentOf(path: string): string {
  const content = readFileSync(path);
  if (!path.endsWith('history.csv')) return createHash('sha256').update(content).digest('hex');
  // Without the seconds, the sixth column.
  return content.toString().replaceAll(/^((?:[^,\n]*,){5})[^,\n]*/gm, '$1');
}
