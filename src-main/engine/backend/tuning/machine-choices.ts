import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { writeJsonDurably } from '../../../files/durable-files.js';
import { cacheDirectory } from '../../../setup/directories.mjs';

const schema = z.record(z.string(), z.string());

const file = (): string => join(cacheDirectory(), 'fastest-kernels.json');

/** A file that can't be read is measured anew. */
async function readChoices(): Promise<z.infer<typeof schema>> {
  try {
    return schema.parse(JSON.parse(await readFile(file(), 'utf8')));
  } catch {
    return {};
  }
}

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
  await writeJsonDurably(file(), { ...(await readChoices()), [key]: measured }).catch(() => {});
  return measured;
}
