import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'vitest';

/** Skips a test, and says why, where a program is not on this machine. */
export function skipWithout(test: TestContext, programs: readonly string[], debian: string): void {
  const missing = programs.find((name) => !isThere(name));
  if (missing !== undefined) test.skip(`there is no ${missing}: apt-get install ${debian}`);
}

const isThere = (name: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
