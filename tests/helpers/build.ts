import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { build, isBuilt } from '../../src-main/setup/build.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what one file makes and others can take: trained runs. Gone after the last test. */
    readonly made: string;
  }
}

/** Vitest's global set-up: tests that start processes start the built ones. */
export async function setup(project: TestProject): Promise<() => void> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  if (!isBuilt(root)) await build(root);
  const made = mkdtempSync(join(tmpdir(), 'digits-made-'));
  project.provide('made', made);
  return () => rmSync(made, { recursive: true, force: true });
}
