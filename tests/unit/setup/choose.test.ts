import { expect, test } from 'vitest';
import { chooseEngine } from '../../../src-main/setup/choose.mjs';
import type { Machine } from '../../../src-main/setup/machine.mjs';
import { fakeMachine } from './fake-machine.js';

function candidate(engine: string, difference: Partial<Machine>, forced: string | null = null) {
  const found = chooseEngine(fakeMachine(difference), { forced }).find(
    (one) => one.engine === engine,
  );
  if (!found) throw new Error(`no ${engine}`);
  return found;
}

function names(difference: Partial<Machine>, forced: string | null = null): string[] {
  return chooseEngine(fakeMachine(difference), { forced })
    .filter(({ available }) => available)
    .map(({ engine }) => engine);
}

test.each([
  [{}, ['cpu', 'javascript']],
  [{ nvidiaDriver: '570.86.15' }, ['cuda', 'cpu', 'javascript']],
  [{ nvidiaDriver: '570.86.15', arch: 'arm64' }, ['cpu', 'javascript']],
  [
    { arch: 'arm64', processor: { model: '', cores: 4, features: ['asimd'] } },
    ['cpu', 'javascript'],
  ],
  [{ platform: 'darwin', arch: 'arm64', glibc: null }, ['cpu', 'javascript']],
  [{ platform: 'darwin', arch: 'x64', glibc: null }, ['javascript']],
  [{ platform: 'win32', arch: 'x64', glibc: null }, ['vendor', 'javascript']],
  [{ platform: 'win32', arch: 'arm64', glibc: null }, ['javascript']],
  [{ platform: 'freebsd', glibc: null }, ['javascript']],
] satisfies [Partial<Machine>, string[]][])('%j can have %j', (difference, expected) => {
  expect(names(difference)).toEqual(expected);
});

test.each([
  ['525.60.13', true, 'old but usable'],
  ['535.183.01', true, 'old but usable'],
  ['545.23.06', true, 'driver 545.23.06 found.'],
  ['525.60.11', false, 'too old'],
  ['470.256.02', false, 'too old'],
])('NVIDIA driver %s: CUDA %s, %s', (nvidiaDriver, available, words) => {
  const found = candidate('cuda', { nvidiaDriver });
  expect(found.available).toBe(available);
  expect(found.reason).toContain(words);
  expect(found.reason).toContain(nvidiaDriver);
  if (!available) expect(found.remedy).toContain('525.60.13');
});

test.each([
  [{ python: null }, /No Python with pip/, /apt-get install python3-pip/],
  [{ python: null, pythonWithoutPip: true }, /without pip/, /dnf install python3-pip/],
  [{ freeBytes: 500e6 }, /takes 1\.3 GB .* \/somewhere\/cache has 500 MB free/, /DIGITS_CACHE_DIR/],
  [{ glibc: null }, /musl/, /Debian/],
  [{ glibc: '2.17' }, /glibc 2\.27 or later; this system has 2\.17/, /newer Linux/],
  [{ processor: { model: 'Old CPU', cores: 2, features: ['fma'] } }, /AVX; Old CPU/, /2011/],
  [{ programsForbidden: true }, /noexec/, /DIGITS_CACHE_DIR/],
  [{ cache: '/dev/null/no-home/.cache' }, /no home directory/, /DIGITS_CACHE_DIR/],
  [{ platform: 'win32', glibc: null }, /Windows on x64/, /WSL 2/],
] satisfies [Partial<Machine>, RegExp, RegExp][])(
  '%j stands in the way',
  (difference, reason, remedy) => {
    const found = candidate('cpu', difference);
    expect(found.available).toBe(false);
    expect(found.reason).toMatch(reason);
    expect(found.remedy).toMatch(remedy);
  },
);

test('without a C++ compiler one is fetched, which is said and takes space', () => {
  const without = candidate('cpu', { compiler: null });
  expect(without.available).toBe(true);
  expect(without.reason).toMatch(/No C\+\+ compiler was found .* one is fetched .*\(101 MB\)/);
  expect(candidate('cpu', { compiler: null, freeBytes: 1.3e9 }).reason).toContain('takes 1.6 GB');
  expect(candidate('cpu', { freeBytes: 1.3e9 }).available).toBe(true);
});

test('CUDA takes more space than the CPU, and the CPU is still offered', () => {
  const difference = { nvidiaDriver: '570.86.15', freeBytes: 3e9 };
  expect(candidate('cuda', difference).reason).toMatch(/takes \d\.\d GB/);
  expect(names(difference)).toEqual(['cpu', 'javascript']);
});

test('a forced engine is the only native one', () => {
  const nvidiaDriver = '570.86.15';
  expect(names({ nvidiaDriver }, 'cpu')).toEqual(['cpu', 'javascript']);
  expect(names({ nvidiaDriver }, 'cuda')).toEqual(['cuda', 'javascript']);
  expect(candidate('cuda', { nvidiaDriver }, 'cpu').reason).toContain('DIGITS_ENGINE=cpu');
});
