import { expect, it } from 'vitest';
import { engineEnvironment } from '../../../src-main/service/engine-environment.js';

it.runIf(process.platform === 'linux')('the engine asks for huge pages beside what is set', () => {
  const tunables = (GLIBC_TUNABLES?: string) =>
    engineEnvironment({ HOME: '/home', ...(GLIBC_TUNABLES ? { GLIBC_TUNABLES } : {}) });
  expect(tunables()).toEqual({ HOME: '/home', GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' });
  expect(tunables('glibc.malloc.check=3').GLIBC_TUNABLES).toBe(
    'glibc.malloc.check=3:glibc.malloc.hugetlb=1',
  );
  expect(tunables('glibc.malloc.hugetlb=0').GLIBC_TUNABLES).toBe('glibc.malloc.hugetlb=0');
});
