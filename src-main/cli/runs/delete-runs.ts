import { AppError } from '../../../src-shared/contract/errors.js';
import { listed, printable } from '../../../src-shared/text/plain-text.js';
import { findRun } from '../../service/run-registry.js';
import type { Cli } from '../cli.js';
import { referenceOf } from '../options/run-word.js';
import { withService } from '../with-service.js';

interface DeleteOptions {
  readonly words: readonly string[];
  /** Whether nothing is asked. */
  readonly isSure: boolean;
  readonly json: boolean;
}

/** Moves runs to the bin; all are found before the first goes, and a person at a terminal is asked. */
export async function deleteRuns(cli: Cli, { words, isSure, json }: DeleteOptions): Promise<void> {
  await withService(cli, async ({ service, interrupts }) => {
    const found = await Promise.all(
      words.map(async (word) => {
        const run = await referenceOf(word);
        return { word, run, folder: await findRun(run) };
      }),
    );
    // One that was named twice goes once.
    const runs = [...new Map(found.map((each) => [each.folder, each])).values()];
    const named = runs.map(({ word }) => word);
    if (!isSure && !(await interrupts.race(isWanted(cli, named)))) {
      cli.output.remark('Nothing was deleted.');
      return;
    }
    for (const { word, run, folder } of runs) {
      await service.call['runs.delete']({ run });
      if (json) cli.output.json({ deleted: word, folder });
      else cli.output.line(`"${word}" is in the bin.`);
    }
  });
}

/** @throws AppError BAD_INPUT where nobody can be asked */
async function isWanted({ stdin, stderr }: Cli, words: readonly string[]): Promise<boolean> {
  const input = stdin();
  if (!('isTTY' in input) || input.isTTY !== true) {
    throw new AppError(
      'BAD_INPUT',
      'Nobody can be asked here whether to delete that: add --yes to say that it is meant.',
    );
  }
  const what = words.length === 1 ? `"${words[0]}"` : `${words.length} runs (${listed(words)})`;
  stderr.write(printable(`Move ${what} to the bin? [y/N] `));
  return /^y(?:es)?$/i.test((await firstLine(input)).trim());
}

async function firstLine(input: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const piece of input) {
    text += Buffer.from(piece).toString();
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0] ?? '';
}
