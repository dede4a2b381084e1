import { fileURLToPath } from 'node:url';
import { build, isBuilt } from '../../src-main/setup/build.mjs';

/** Vitest's global set-up: tests that start processes start the built ones. */
export async function setup(): Promise<void> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  if (!isBuilt(root)) await build(root);
}
