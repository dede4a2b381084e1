import { createHash, randomBytes } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ownIdentity, processState } from '../setup/process-identity.mjs';

/**
 * A draft is a file or folder that gets its name when it is whole. It lies beside its place, hidden, and
 * tells whose it is, so that what a killed process leaves can be taken away: the machine, the process and
 * when that began. The rest is random, so that nobody can put something there before.
 */
const pattern = /^\.digits\.([0-9a-f]{12})\.(\d+)\.(\d*)\.[0-9a-f]{16}\.tmp$/;

/** Of drafts on a machine that can't be asked, ms. */
const foreignLifetime = 24 * 60 * 60 * 1000;

const digestOf = (machine: string): string =>
  createHash('sha256').update(machine).digest('hex').slice(0, 12);

/** The drafts that this process is writing. */
const own = new Set<string>();

/** A new draft's path. To be given back with {@link forgetDraft} once it has its name or is gone. */
export function draftIn(folder: string): string {
  const { machine, pid, startTicks } = ownIdentity();
  const random = randomBytes(8).toString('hex');
  const path = join(folder, `.digits.${digestOf(machine)}.${pid}.${startTicks}.${random}.tmp`);
  own.add(path);
  return path;
}

/** Whether a file is called like one. */
export const isDraft = (name: string): boolean => pattern.test(name);

export const forgetDraft = (path: string): boolean => own.delete(path);

/** Takes away what dead processes left unfinished in a folder. What can't be taken away stays. */
export async function sweepDrafts(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      if (await isLeft(path, pattern.exec(name))) {
        await rm(path, { recursive: true, force: true }).catch(() => {});
      }
    }),
  );
}

async function isLeft(path: string, named: RegExpExecArray | null): Promise<boolean> {
  if (named === null || own.has(path)) return false;
  const [, digest = '', pid = '', startTicks = ''] = named;
  const { machine, pid: ownPid, host } = ownIdentity();
  if (digest !== digestOf(machine)) {
    const stats = await lstat(path).catch(() => null);
    return stats !== null && Date.now() - stats.mtimeMs > foreignLifetime;
  }
  if (Number(pid) === ownPid) return true;
  return processState({ pid: Number(pid), host, machine, startTicks }) === 'dead';
}
