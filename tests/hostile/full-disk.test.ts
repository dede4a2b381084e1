import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { sharedFolder } from '../helpers/temporary-folder.js';
import { sampledNumbers } from './campaign.js';
import { type FileCall, watchFileCalls } from './file-calls.js';
import { writeSmallData } from './small-run.js';
import { faultsOfText } from './texts.js';
import { differences, hasCheckpoint, outcomeOf, resume, serviceHere, train } from './trainings.js';

/** Calls from which on the quick part finds the disk full. */
const quick = 30;

const shared = sharedFolder();
const data = join(shared, 'images');
const whole = join(shared, 'run');
const service = serviceHere();
/** Calls of a training that take room. */
let calls = 0;

beforeAll(async () => {
  process.env.DIGITS_DATA_DIR = shared;
  await writeSmallData(data);
  const count = ({ needsSpace }: FileCall) => {
    if (needsSpace) calls++;
  };
  expect(await watchFileCalls(whole, count, () => train(service, whole, data))).toBeNull();
  return () => service.close();
}, 600_000);

test('a training whose disk is full from any call on says so, and goes on when there is room', {
  timeout: 3_600_000,
}, async () => {
  const expected = outcomeOf(whole);
  expect(calls).toBeGreaterThan(100);
  const bad: string[] = [];
  for (const number of sampledNumbers(calls, { quick })) {
    // Its name, which stands in the plot's title, is that of the whole run.
    const folder = join(shared, `full-${number}`, basename(whole));
    let call = 0;
    let failed = '';
    const fill = ({ needsSpace, name, path }: FileCall) => {
      if (!needsSpace || ++call < number) return;
      failed ||= `${name} ${path.slice(folder.length + 1)}`;
      throw noSpace(path);
    };
    const error = await watchFileCalls(folder, fill, () => train(service, folder, data));
    const told = (fault: string) => bad.push(`HOSTILE_CASE=${number} ${failed}: ${fault}`);
    if (error !== null && error.code !== 'NO_SPACE') told(`${error.code} ${error.message}`);
    for (const fault of faultsOfText(error?.message ?? '')) told(fault);
    if (error !== null && hasCheckpoint(folder)) {
      const again = await resume(service, folder, data);
      if (again !== null) told(`resumed: ${again.code} ${again.message}`);
      else for (const difference of differences(outcomeOf(folder), expected)) told(difference);
    }
    rmSync(dirname(folder), { recursive: true, force: true });
  }
  expect(bad).toEqual([]);
});

const noSpace = (path: string): Error =>
  Object.assign(new Error(`ENOSPC: no space left on device, write '${path}'`), {
    ...{ code: 'ENOSPC', errno: -28, syscall: 'write', path },
  });
