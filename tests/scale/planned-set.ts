import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect } from 'vitest';
import { shellWord } from '../../src-main/files/shell-word.js';
import { runCommand } from '../../src-main/setup/run-command.mjs';
import { hashesOf } from '../helpers/folder-hashes.js';
import { writeSmallBank } from '../helpers/small-bank.js';
import { sharedFolder } from '../helpers/temporary-folder.js';

const launcher = fileURLToPath(new URL('../../src-main/setup/digits.mjs', import.meta.url));

/** What others make of a plan has to be what one process makes of it. */
export interface PlannedSet {
  /** Where there is room for what a test writes. */
  readonly root: string;
  /** The words that start `digits`. */
  readonly program: readonly [string, ...string[]];
  /** With `digits` on the path. */
  readonly env: NodeJS.ProcessEnv;
  /** A folder with the plan alone. */
  planned(name: string): string;
  /** Of all files that one process makes. */
  readonly expected: Readonly<Record<string, string>>;
  shards(): number;
}

const isMarker = /^shards\/.*\.json$/;

/** Of numbers and their pictures in two layouts, small; for all tests of a file. */
export function plannedSet(): PlannedSet {
  const root = sharedFolder();
  const program = [process.execPath, launcher] as const;
  const bin = join(root, 'bin');
  const env = {
    ...process.env,
    DIGITS_DATA_DIR: join(root, 'data'),
    PATH: `${bin}${delimiter}${process.env.PATH}`,
  };
  const expected: Record<string, string> = {};
  const planned = (name: string) => {
    cpSync(join(root, 'plan'), join(root, name), { recursive: true });
    return join(root, name);
  };
  beforeAll(async () => {
    mkdirSync(bin);
    const words = program.map((word) => shellWord(word)).join(' ');
    writeFileSync(join(bin, 'digits'), `#!/bin/sh\nexec ${words} "$@"\n`);
    chmodSync(join(bin, 'digits'), 0o755);
    const asked = [
      ...['{date:dd/mm/yyyy}', '--bank', writeSmallBank(root), '--seed', '11'],
      ...['--count', '600', '--split', '92/4/4', '--shard-size', '50'],
      ...['--format', 'webdataset,paddleocr,coco'],
    ];
    await succeeds(program, ['dataset', 'plan', ...asked, '--out', join(root, 'plan')], env);
    await succeeds(program, ['dataset', 'make', planned('one'), '--workers', '1'], env);
    Object.assign(expected, hashesOf(join(root, 'one')));
    expect(Object.keys(expected).length).toBeGreaterThan(600);
  });
  const shards = () => Object.keys(expected).filter((path) => isMarker.test(path)).length;
  return { root, program, env, planned, expected, shards };
}

/** Runs a program that has to end well; gives what it says. */
export async function succeeds(
  [program, ...first]: readonly [string, ...string[]],
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const { status, stdout, stderr } = await runCommand(program, [...first, ...words], { env });
  expect(status, `${program} ${words.join(' ')}\n${stdout}\n${stderr}`).toBe(0);
  return stdout;
}
