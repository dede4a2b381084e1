import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('./allocator.c', import.meta.url));

/**
 * Compiles what ends a process where Chromium's allocator would.
 *
 * @param folder where the library is put
 * @returns the library's path, to be preloaded; null without a C compiler, or off Linux with glibc
 */
export function compileAllocator(folder: string): string | null {
  if (process.platform !== 'linux') return null;
  const library = join(folder, 'allocator.so');
  const args = ['-O2', '-Wall', '-Werror', '-shared', '-fPIC', '-o', library, source];
  const { status } = spawnSync('cc', args, { encoding: 'utf8' });
  if (status !== 0) return null;
  // Where the C library is another one, its names are missing.
  const loads = spawnSync(process.execPath, ['-e', ''], { env: withAllocator(library) });
  return loads.status === 0 ? library : null;
}

/** An environment without huge pages, which are glibc's allocator's alone. */
export const withAllocator = (library: string): NodeJS.ProcessEnv => ({
  ...process.env,
  LD_PRELOAD: library,
  GLIBC_TUNABLES: 'glibc.malloc.hugetlb=0',
});
