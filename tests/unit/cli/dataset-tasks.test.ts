import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryOf } from '../../../src-main/cli/jobs/job.js';
import { finishDataset } from '../../../src-main/dataset/finish.js';
import { openMaker } from '../../../src-main/dataset/open-maker.js';
import { readPlan } from '../../../src-main/dataset/read-plan.js';
import { shardName, shardsOf } from '../../../src-main/dataset/shards.js';
import { shardsOfTask } from '../../../src-main/dataset/tasks.js';
import { writeSmallBank } from '../../helpers/small-bank.js';
import { sharedFolder } from '../../helpers/temporary-folder.js';
import { makeShards, unwatched } from '../dataset/small-set.js';
import { runMain } from './run-main.js';

const folder = sharedFolder();
const set = join(folder, "Year's 'dates'");
const dataset = (...args: string[]) => runMain(['dataset', ...args]);

/** One that is planned, with some shards. */
beforeAll(async () => {
  const bank = ['--bank', writeSmallBank(folder), '--seed', '4'];
  const size = ['--count', '20', '--shard-size', '2', '--split', '80/10/10'];
  const { code, stdout } = await dataset('plan', '\\d{3}', ...size, ...bank, '--out', set);
  expect([code, stdout]).toEqual([0, expect.stringContaining('--task 1/8')]);
});

describe('a planned data set', () => {
  it('is its plan and its bank alone, and needs nothing else', async () => {
    expect(readdirSync(set).sort()).toEqual(['digits.bank', 'plan.json']);
    rmSync(join(folder, 'small.bank'));
    const { json } = await dataset('status', set, '--json');
    expect(json()).toEqual([
      {
        ...{ count: 20, strips: 0, shards: 10, done: 0, damaged: [], finished: false },
        missing: shardsOf(await readPlan(set)).map(shardName),
      },
    ]);
  });

  it('has each shard in one task, whatever their count', async () => {
    const plan = await readPlan(set);
    for (const of of [1, 2, 7, 12]) {
      const tasks = Array.from({ length: of }, (_, at) =>
        shardsOfTask(plan, { number: at + 1, of }),
      );
      expect(tasks.flat().map(shardName).sort()).toEqual(shardsOf(plan).map(shardName).sort());
      expect(Math.max(...tasks.map(({ length }) => length))).toBe(Math.ceil(10 / of));
    }
  });

  it('is not finished before all shards are there, and names those that are not', async () => {
    const plan = await readPlan(set);
    const maker = await openMaker(set, plan);
    await makeShards(set, plan, { maker, numbers: [0, 1, 2, 3, 4, 5, 6, 8] });
    const early = await dataset('finish', set);
    expect([early.code, early.stderr]).toEqual([
      1,
      expect.stringContaining(
        '2 of its 10 shards are missing or damaged (train-000007, test-000000)',
      ),
    ]);
    expect(existsSync(join(set, 'dataset.json'))).toBe(false);
    await makeShards(set, plan, { maker, numbers: [7, 9] });
    writeFileSync(join(set, 'webdataset', 'digits-val-000000.tar'), 'half');
    const damaged = await dataset('status', set, '--json');
    expect(damaged.json()).toMatchObject([{ done: 9, damaged: [{ shard: 'val-000000' }] }]);
    expect((await dataset('finish', set)).stderr).toContain('(val-000000)');
    await makeShards(set, plan, { maker, numbers: [8] });
    expect(await finishDataset(set, plan, { ...unwatched, signal: AbortSignal.abort() })).toBe(
      false,
    );
    expect((await dataset('finish', set)).code).toBe(0);
    expect((await dataset('verify', set, '--json')).json()).toMatchObject([{ whole: true }]);
  });

  it('gives one shard as a file, and refuses what is many', async () => {
    const out = join(folder, 'one.tar');
    const one = (...args: string[]) => dataset('make', set, ...args, '--out', out);
    const written = await one('--shard', 'train-000003', '--json');
    expect(written.json()).toEqual([{ out, shard: 'train-000003', count: 2 }]);
    const tar = readFileSync(join(set, 'webdataset', 'digits-train-000003.tar'));
    expect(readFileSync(out).equals(tar)).toBe(true);
    expect((await one('--shard', 'train-000003,train-000004')).stderr).toContain('of one shard');
    const checked = await one('--shard', 'train-000003', '--check');
    expect([checked.code, checked.stderr]).toEqual([2, expect.stringContaining('leave --check')]);
    expect((await one()).stderr).toContain('name one with --shard');
    expect((await one('--shard', 'train-9')).stderr).toContain('from train-000000 to test-000000');
    const [here] = (
      await one('--shard', 'train-000003', '--json', '--out', relative('.', out))
    ).json();
    expect(here).toMatchObject({ out });
    const both = await dataset('make', set, '--shard', 'train-000003', '--task', '1/2');
    expect(both.stderr).toContain('choose one');
    for (const task of ['0/2', '3/2', '1', '1/0', 'all']) {
      expect((await dataset('make', set, '--task', task)).stderr).toContain('--task must be');
    }
  });

  it('can be put into Kubernetes, Slurm and AWS Batch', async () => {
    const job = (...args: string[]) => dataset('job', set, ...args);
    const kubernetes = (await job('--kubernetes', '--tasks', '7')).stdout;
    expect(kubernetes).toContain('completions: 7\n');
    expect(kubernetes).toContain('- name: "DIGITS_TASKS"\n              value: "7"\n');
    expect(kubernetes).toMatch(/^ {2}name: "digits-year-s-dates"$/m);
    expect(kubernetes).toContain('memory: "513Mi"');
    expect(memoryOf({ workers: 2, shardBytes: 100 * 2 ** 20 })).toBe(3 * 256 + 2 * 200);
    const script = join(folder, 'job.sh');
    writeFileSync(script, (await job('--slurm')).stdout);
    execFileSync('bash', ['-n', script]);
    // What it runs, by commands that only say what they were given.
    const said = execFileSync('bash', ['-c', `digits() { printf '%s\\n' "$@"; }; . ${script}`], {
      env: { ...process.env, SLURM_ARRAY_TASK_ID: '3' },
      encoding: 'utf8',
    });
    expect(said).toBe(`dataset\nmake\n${set}\n--task\nauto\n--workers\n1\n`);
    const batch = JSON.parse((await job('--aws-batch', '--queue', 'q')).stdout);
    expect(batch).toMatchObject({ jobQueue: 'q', arrayProperties: { size: 10 } });
    expect((await job('--aws-batch', '--tasks', '1')).stderr).toContain('from 2 to 10,000');
    expect((await job()).stderr).toContain('Choose one of --kubernetes');
    expect((await job('--slurm', '--kubernetes')).stderr).toContain('Choose one of');
  });

  it('refuses another bank, a missing one, and plans of another version', async () => {
    const bank = join(set, 'digits.bank');
    const bytes = readFileSync(bank);
    rmSync(bank);
    const make = () => dataset('make', set, '--shard', 'train-000003', '--out', '-');
    expect((await make()).stderr).toMatch(/digits\.bank is missing, the bank bank-.* put it back/);
    writeFileSync(bank, Buffer.from(bytes).fill(1, 600, 610));
    expect((await make()).stderr).toContain('its checksum differs');
    expect((await dataset('verify', set)).stdout).toContain(`Damaged: ${bank}`);
    writeFileSync(bank, bytes);
    const plan = join(set, 'plan.json');
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('"version": 2', '"version": 1'));
    expect((await make()).stderr).toContain('it is of another version of the program');
  });
});
