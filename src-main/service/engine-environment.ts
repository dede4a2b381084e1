/**
 * The environment of the engine's process. A training step asks for gigabytes and gives them back;
 * in huge pages (glibc 2.35 and later; others don't know the variable) that costs a tenth of the time.
 */
export function engineEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  if (process.platform !== 'linux') return env;
  const hugePages = 'glibc.malloc.hugetlb=1';
  const tunables = env.GLIBC_TUNABLES;
  // What a person has set for it stays.
  if (tunables?.includes('glibc.malloc.hugetlb')) return env;
  return { ...env, GLIBC_TUNABLES: tunables ? `${tunables}:${hugePages}` : hugePages };
}
