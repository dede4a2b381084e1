import type { Machine } from '../../../src-main/setup/machine.mjs';

/** A Linux machine on which everything is there, unless said otherwise. */
export function fakeMachine(difference: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    arch: 'x64',
    glibc: '2.36',
    processor: { model: 'Some processor', cores: 4, features: ['avx', 'avx2'] },
    nvidiaDriver: null,
    cache: '/somewhere/cache',
    freeBytes: 100e9,
    python: { command: ['python3'], pip: '23.0' },
    pythonWithoutPip: false,
    compiler: ['c++'],
    ...difference,
  };
}
