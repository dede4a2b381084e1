import { cpus } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { keep, readKept } from '../../../files/kept-json.js';
import { cacheDirectory } from '../../../setup/directories.mjs';

const schema = z.record(z.string(), z.string());

const file = (): string => join(cacheDirectory(), 'fastest-kernels.json');

const readChoices = async (): Promise<z.infer<typeof schema>> =>
  (await readKept(file(), schema)) ?? {};

/** All that makes one machine faster at something than another. */
const machine = (version: string): string =>
  [version, tf.getBackend(), cpus()[0]?.model, cpus().length].join(' ');

/**
 * What turned out fastest on this machine: measured once, then remembered. A choice that can't be kept
 * (a full disk) is measured again the next time.
 *
 * @param version of TensorFlow
 */
export async function rememberedChoice<Choice extends string>(
  question: string,
  options: { version: string; among: readonly Choice[]; measure: () => Choice },
): Promise<Choice> {
  const key = `${machine(options.version)}: ${question}`;
  const known = async () => {
    const kept = (await readChoices())[key];
    return options.among.find((choice) => choice === kept);
  };
  const before = await known();
  if (before !== undefined) return before;
  const measured = options.measure();
  // Another process may have measured meanwhile: its choice stands, so that both train alike.
  const meanwhile = await known();
  if (meanwhile !== undefined) return meanwhile;
  await keep(file(), { ...(await readChoices()), [key]: measured });
  return measured;
}
