import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../helpers/temporary-folder.js';
import { Chance, caseNumbers, howToRepeat, isWhole, seed } from './campaign.js';
import { KeptFolder } from './kept-folder.js';
import { mutateRun } from './mutants/mutate-run.js';
import { allWays, Opener, type Way } from './opening.js';
import { smallFolder, trainSmallRun } from './small-run.js';

/** These take a tenth of a second each: the quick part goes them only now and then. */
const slow: readonly Way[] = ['plot', 'resume'];

test('no mutant of a run folder ends, stops or swells what opens it', {
  timeout: 6 * 3_600_000,
}, async () => {
  const dataFolder = temporaryFolder();
  const path = await trainSmallRun(dataFolder, 'small');
  const neighbour = join(dataFolder, 'runs', 'neighbour');
  cpSync(path, neighbour, { recursive: true });
  mkdirSync(join(dataFolder, 'outside'));
  writeFileSync(join(dataFolder, 'outside', 'secret.txt'), 'secret');
  const run = new KeptFolder(path);
  const others = [neighbour, join(dataFolder, 'outside')].map((folder) => new KeptFolder(folder));
  const opener = new Opener(dataFolder);
  const folderNow = () => smallFolder(dataFolder, 'small');

  const bad: string[] = [];
  expect(await opener.warmUp(folderNow())).toEqual([]);
  for (const number of caseNumbers({ quick: 2_000, whole: 20_000 })) {
    run.restore();
    const { what, ways } = mutateRun(path, run.names, number);
    const wanted = wantedOf(number, ways);
    const faults = [...(await opener.open({ folder: folderNow(), wanted })).faults];
    if (!existsSync(path)) faults.push('the folder is gone');
    faults.push(
      ...others.flatMap((other) => other.changed()).map((name) => `${name} outside was changed`),
    );
    for (const other of others) other.restore();
    bad.push(...faults.map((fault) => `${howToRepeat(number)} (${what}) ${fault}`));
  }
  opener.end();
  expect(bad, `with seed ${seed}`).toEqual([]);
});

/** In the whole campaign every way is gone, else those that read what was changed. */
function wantedOf(number: number, reading: readonly Way[]): Way[] {
  if (isWhole) return allWays.filter((way) => way !== 'train' && way !== 'config');
  const chance = new Chance(number + 2 ** 31);
  return reading.filter((way) => !slow.includes(way) || reading.length < 3 || chance.happens(0.2));
}
