import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { sharedFolder } from '../helpers/temporary-folder.js';
import { sampledNumbers } from './campaign.js';
import { watchFileCalls } from './file-calls.js';
import { writeSmallData } from './small-run.js';
import { States } from './states.js';
import { faultsOfText } from './texts.js';
import { differences, hasCheckpoint, outcomeOf, resume, serviceHere, train } from './trainings.js';

/** States that the quick part goes on from. */
const quick = 60;

const shared = sharedFolder();
const data = join(shared, 'images');
const whole = join(shared, 'run');
const states = new States(whole);
const service = serviceHere();

beforeAll(async () => {
  process.env.DIGITS_DATA_DIR = shared;
  await writeSmallData(data);
  const error = await watchFileCalls(
    whole,
    (call) => states.before(call),
    () => train(service, whole, data),
  );
  expect(error).toBeNull();
  return () => service.close();
}, 600_000);

test('a training that is killed at any call of the file system goes on as if it never was', {
  timeout: 3_600_000,
}, async () => {
  const expected = outcomeOf(whole);
  const { moments } = states;
  expect(moments.length).toBeGreaterThan(200);
  const bad: string[] = [];
  for (const number of sampledNumbers(moments.length, { quick })) {
    const moment = moments[number - 1];
    if (moment === undefined) continue;
    const folder = join(shared, `killed-${number}`);
    states.restore(moment, folder);
    const begun = hasCheckpoint(folder);
    const error = await resume(service, folder, data);
    const told = (fault: string) => bad.push(`HOSTILE_CASE=${number} ${moment.what}: ${fault}`);
    if (error !== null) {
      // Nothing had been trained yet: what is left to do is said.
      if (begun || error.code === 'INTERNAL') told(`${error.code} ${error.message}`);
      for (const fault of faultsOfText(error.message)) told(fault);
    } else {
      for (const difference of differences(outcomeOf(folder), expected)) told(difference);
    }
    rmSync(folder, { recursive: true, force: true });
  }
  expect(bad).toEqual([]);
});
