import { expect, test } from 'vitest';
import { uploadRun } from '../../../src-renderer/connection/upload.js';
import type { Reply } from '../../../src-shared/contract/command.js';

/** What is sent of files that are one byte each. */
async function sent(paths: readonly string[]): Promise<unknown[]> {
  const inputs: unknown[] = [];
  const send = async (_: string, input: unknown): Promise<Reply> => {
    inputs.push(input);
    return { ok: true, value: { id: 'upload' } };
  };
  const files = paths.map((path) => ({ path, file: new Blob([Uint8Array.of(1)]) }));
  await uploadRun({ files, send, onProgress: () => {} });
  return inputs;
}

test('what an archive has beside the folder of a run is left where it is', async () => {
  const inputs = await sent(['._evening', 'evening/run.json', 'evening/._run.json', 'notes/a.txt']);
  expect(inputs).toEqual([
    { name: 'evening', bytes: 1 },
    { id: 'upload', file: 'run.json', bytes: Uint8Array.of(1) },
    { id: 'upload' },
  ]);
});

test('an archive of what is in the folder, without it, is a run as well', async () => {
  const [, ...written] = await sent(['generator/weights.bin', 'run.json']);
  expect(written).toMatchObject([{ file: 'generator/weights.bin' }, { file: 'run.json' }, {}]);
});

test('of several runs in one archive none is taken for another', async () => {
  await expect(sent(['one/run.json', 'two/run.json'])).rejects.toThrow(
    'There is more than one run in it: one, two. Open them one at a time.',
  );
});
