import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { digits } from '../helpers/digits-command.js';
import { ends, engineAppears } from '../helpers/processes.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';
import { trainingResult } from '../helpers/tiny-training.js';

/** A training of the smallest networks: 40 steps an epoch, 160 in all, a few seconds. */
const train = (folder: string) => [
  ...['train', '--preset', 'tiny', '--out', folder, '--json'],
  ...['--limit-images', '630', '--batch-size', '16', '--noise-dim', '10'],
  ...['--epochs', '4', '--kind', 'conditional', '--seed', '42'],
];

let result: Promise<ReturnType<typeof trainingResult>> | undefined;
const uninterrupted = () => {
  result ??= trainThrough();
  return result;
};

async function trainThrough() {
  const dataFolder = temporaryFolder();
  const folder = join(dataFolder, 'run');
  const { code, output } = await digits(train(folder), { dataFolder }).exit;
  expect(code, output).toBe(0);
  return trainingResult(folder);
}

describe('a training that is interrupted', () => {
  it('by kill -9 of everything, again and again, equals an uninterrupted one when resumed', async () => {
    const expected = await uninterrupted();
    const dataFolder = temporaryFolder();
    const folder = join(dataFolder, 'run');
    let kills = 0;
    // Moments from the first step to somewhere inside the second epoch, different in every round.
    for (const delay of [0, 150, 400, 700, 1000]) {
      const args = existsSync(folder) ? ['resume', folder, '--json'] : train(folder);
      const running = digits(args, { dataFolder });
      await running.printed('"kind":"step"').catch(() => {});
      await sleep(delay);
      if (running.child.exitCode !== null) break;
      running.signalGroup('SIGKILL');
      kills++;
      await running.exit;
    }
    expect(kills).toBeGreaterThanOrEqual(3);
    const { code, output } = await digits(['resume', folder], { dataFolder }).exit;
    expect(code, output).toBe(0);
    expect(trainingResult(folder)).toEqual(expected);
    expect(existsSync(join(folder, 'progress', 'epoch-0004.png'))).toBe(true);
    expect(existsSync(join(folder, 'progress.gif'))).toBe(true);
    expect(existsSync(join(folder, 'losses_plot.png'))).toBe(true);
  });

  it('by Ctrl-C finishes the step, saves, says how to go on, and goes on exactly', async () => {
    const expected = await uninterrupted();
    const dataFolder = temporaryFolder();
    const folder = join(dataFolder, 'run');
    const running = digits(
      train(folder).filter((argument) => argument !== '--json'),
      { dataFolder },
    );
    await running.printed('Epoch 1/4');
    running.signalGroup('SIGINT');
    const { code, output } = await running.exit;
    expect(code, output).toBe(130);
    expect(output).toContain('digits resume');
    expect(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')).state).toBe('stopped');
    const resumed = await digits(['resume', folder], { dataFolder }).exit;
    expect(resumed.code, resumed.output).toBe(0);
    expect(trainingResult(folder)).toEqual(expected);
    const again = await digits(['resume', folder], { dataFolder }).exit;
    expect(again.code).toBe(0);
  });

  it('is refused while another process writes it, and goes on when that is gone', async () => {
    const dataFolder = temporaryFolder();
    const folder = join(dataFolder, 'run');
    const running = digits([...train(folder), '--epochs', '100'], { dataFolder });
    await running.printed('"kind":"step"');
    const second = await digits(['resume', folder, '--json'], { dataFolder }).exit;
    running.signalGroup('SIGKILL');
    await running.exit;
    expect(second.code).toBe(1);
    expect(JSON.parse(second.stdout)).toMatchObject({ error: { code: 'LOCKED' } });
    const third = await digits(['resume', folder, '--max-steps', '1'], { dataFolder }).exit;
    expect(third.code, third.output).toBe(0);
  });

  it('by the death of its shell alone leaves no engine process behind', async () => {
    const dataFolder = temporaryFolder();
    const folder = join(dataFolder, 'run');
    const running = digits(train(folder), { dataFolder });
    await running.printed('"kind":"step"');
    const engine = await engineAppears(running.child.pid);
    running.child.kill('SIGKILL');
    await running.exit; // both ends of its pipes are closed: the engine writes to a log
    await ends(engine);
  });
});
