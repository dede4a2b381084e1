import { beforeAll } from 'vitest';
import { runMain } from '../unit/cli/run-main.js';
import { type RecordedService, recordedService } from './recorded-service.js';

/**
 * The command line in this process, in a folder that is its data directory as well, over one engine for all
 * commands of a file, or of the describe block at whose top it is called: what a command does is the same as in
 * a process of its own, without the seconds in which that and its engine start.
 *
 * @param env of the engine's process, and of this one meanwhile
 */
export function useDigitsHere(dataFolder: string, env: NodeJS.ProcessEnv = {}) {
  let service: RecordedService;
  const all = { ...env, DIGITS_DATA_DIR: dataFolder };
  beforeAll(async () => {
    const before = { folder: process.cwd(), env: { ...process.env } };
    Object.assign(process.env, all);
    process.chdir(dataFolder);
    service = recordedService();
    await service.call['engine.start']({});
    return async () => {
      await service.end();
      process.chdir(before.folder);
      for (const name of Object.keys(all)) {
        if (before.env[name] === undefined) delete process.env[name];
        else process.env[name] = before.env[name];
      }
    };
  });
  return async (args: readonly string[]) => {
    const openService = async () => ({ ...service.whole, close: async () => {}, kill: () => {} });
    const { code, stdout, stderr } = await runMain(args, { surroundings: { openService } });
    return { code, stdout, output: stdout + stderr };
  };
}
