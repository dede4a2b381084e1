import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runCommand } from '../../src-main/setup/run-command.mjs';

/** Debian's packages of these. */
export const slurmPackages = 'slurmctld slurmd slurm-client munge';
export const slurmPrograms = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'scontrol'];

/** Slurm on this machine alone, with all its files in one folder. */
export interface SlurmNode {
  /** The variables by which Slurm's commands find it. */
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/**
 * Starts Slurm with two processors of this machine, as root; its other users can't be asked.
 *
 * @param folder is not there yet
 */
export async function startSlurm(folder: string, env: NodeJS.ProcessEnv): Promise<SlurmNode> {
  for (const name of ['', 'state', 'spool', 'run']) mkdirSync(join(folder, name), { mode: 0o755 });
  writeFileSync(join(folder, 'munge.key'), randomBytes(1024), { mode: 0o600 });
  const path = join(folder, 'slurm.conf');
  writeFileSync(path, configuration(folder, await freePort(), await freePort()));
  const own = { ...env, SLURM_CONF: path };
  const daemons: ChildProcess[] = [];
  const start = (program: string, words: readonly string[]) => {
    daemons.unshift(spawn(program, words, { env: own, stdio: 'ignore' }));
  };
  const stop = () => stopAll(daemons);
  start('munged', ['--foreground', '--force', ...mungeFiles(folder)]);
  start('slurmctld', ['-D', '-i', '-f', path]);
  start('slurmd', ['-D', '-N', 'localhost', '-f', path]);
  try {
    await expect.poll(() => stateOf(own), { interval: 500, timeout: 60_000 }).toContain('idle');
  } catch (error) {
    await stop();
    throw error;
  }
  return { env: own, stop };
}

const mungeFiles = (folder: string): string[] => [
  `--key-file=${join(folder, 'munge.key')}`,
  `--socket=${join(folder, 'run', 'munge.socket')}`,
  `--pid-file=${join(folder, 'run', 'munged.pid')}`,
  `--log-file=${join(folder, 'munged.log')}`,
  `--seed-file=${join(folder, 'run', 'munge.seed')}`,
];

/** @see https://slurm.schedmd.com/slurm.conf.html */
const configuration = (folder: string, controller: number, node: number): string =>
  `ClusterName=digits
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=${controller}
SlurmdPort=${node}
AuthType=auth/munge
AuthInfo=socket=${join(folder, 'run', 'munge.socket')}
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=${join(folder, 'state')}
SlurmdSpoolDir=${join(folder, 'spool')}
SlurmctldPidFile=${join(folder, 'run', 'slurmctld.pid')}
SlurmdPidFile=${join(folder, 'run', 'slurmd.pid')}
SlurmctldLogFile=${join(folder, 'slurmctld.log')}
SlurmdLogFile=${join(folder, 'slurmd.log')}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
ReturnToService=2
NodeName=localhost NodeAddr=127.0.0.1 CPUs=2 RealMemory=2000 State=UNKNOWN
PartitionName=main Nodes=localhost Default=YES MaxTime=INFINITE State=UP
`;

async function stateOf(env: NodeJS.ProcessEnv): Promise<string> {
  return (await runCommand('sinfo', ['-h', '-o', '%t'], { env })).stdout;
}

/** One after the other, the one that was started last first. */
async function stopAll(daemons: readonly ChildProcess[]): Promise<void> {
  for (const daemon of daemons) {
    if (daemon.exitCode !== null || daemon.signalCode !== null) continue;
    await new Promise((resolve) => {
      daemon.once('exit', resolve);
      daemon.kill('SIGTERM');
    });
  }
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
