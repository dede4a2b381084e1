import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';

/** The engine's process of a command that runs; undefined when it has none. */
export function engineOf(owner: number | undefined): number | undefined {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const line = table
    .split('\n')
    .map((text) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(text))
    .find((match) => Number(match?.[2]) === owner && /engine.process\.js/.test(match?.[3] ?? ''));
  return line === undefined ? undefined : Number(line?.[1]);
}

/** Waits for the engine's process to appear. */
export async function engineAppears(owner: number | undefined): Promise<number> {
  for (let tries = 0; tries < 600; tries++) {
    const engine = engineOf(owner);
    if (engine !== undefined) return engine;
    await sleep(50);
  }
  throw new Error('there is no engine');
}

/**
 * Fails unless a process ends, which on a machine that does other things takes seconds. A killed one that nobody
 * has waited for has ended.
 */
export const ends = (pid: number): Promise<void> =>
  expect.poll(() => lives(pid), { interval: 20, timeout: 20_000 }).toBe(false);

function lives(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.startsWith('Z');
  } catch {
    return false;
  }
}
