import { expect, test } from 'vitest';
import { detectMachine } from '../../../src-main/setup/machine.mjs';
import {
  compareVersions,
  mountOptions,
  parseCpuInfo,
  parseNvidiaDriver,
  parsePipVersion,
  parseSysctl,
} from '../../../src-main/setup/machine-facts.mjs';

test('processors of both kinds are read from /proc/cpuinfo', () => {
  const x86 =
    'processor\t: 0\nmodel name\t: Fast CPU @ 2.60GHz\nflags\t\t: fpu avx avx2 fma avx512f amx_bf16\n';
  expect(parseCpuInfo(x86)).toEqual({
    model: 'Fast CPU @ 2.60GHz',
    features: ['avx', 'avx2', 'fma', 'avx512f', 'amx_bf16'],
  });
  const arm = 'processor\t: 0\nBogoMIPS\t: 243.75\nFeatures\t: fp asimd asimddp bf16 i8mm\n';
  expect(parseCpuInfo(arm)).toEqual({ model: '', features: ['asimd', 'asimddp', 'i8mm', 'bf16'] });
  expect(parseCpuInfo('')).toEqual({ model: '', features: [] });
});

test('and from sysctl', () => {
  const apple =
    'machdep.cpu.brand_string: Apple M2\nhw.optional.arm.FEAT_BF16: 1\nhw.optional.arm.FEAT_I8MM: 1\nhw.optional.neon: 1\nhw.optional.arm.FEAT_SME: 0\n';
  expect(parseSysctl(apple)).toEqual({ model: 'Apple M2', features: ['asimd', 'i8mm', 'bf16'] });
});

test.each([
  [
    'NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12 19:39:15 UTC 2024\nGCC version: gcc 12\n',
    '535.183.01',
  ],
  [
    'NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  570.86.15  Release Build  (u@h)  Thu\n',
    '570.86.15',
  ],
  ['550.54.14\n550.54.14\n', '550.54.14'],
  ['NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver.', null],
  ['', null],
])('the NVIDIA driver in %j is %j', (text, version) => {
  expect(parseNvidiaDriver(text)).toBe(version);
});

test('versions are compared number by number', () => {
  expect(compareVersions('525.105', '525.60.13')).toBeGreaterThan(0);
  expect(compareVersions('2.9', '2.27')).toBeLessThan(0);
  expect(compareVersions('545', '545.0')).toBe(0);
});

test('pip says its version first', () => {
  expect(parsePipVersion('pip 23.0.1 from /usr/lib/python3/dist-packages/pip (python 3.11)')).toBe(
    '23.0.1',
  );
  expect(parsePipVersion('Python was not found')).toBeNull();
});

test('this machine is one', async () => {
  const machine = await detectMachine();
  expect(machine).toMatchObject({ platform: process.platform, arch: process.arch });
  expect(machine.processor.cores).toBeGreaterThan(0);
  expect(machine.processor.model).not.toBe('');
  expect(machine.freeBytes).toBeGreaterThan(0);
  if (machine.glibc !== null) expect(compareVersions(machine.glibc, '2.17')).toBeGreaterThan(0);
});

test('the options of a mount are those of the innermost one, and of the later of two', () => {
  const mounts = [
    '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
    '40 22 0:30 / /home rw,nosuid,noexec - ext4 /dev/sdb1 rw',
    '41 40 0:31 / /home/ada/my\\040cache rw - tmpfs none rw',
    '42 40 0:32 / /twice rw - tmpfs none rw',
    '43 40 0:33 / /twice ro,noexec - tmpfs none rw',
  ].join('\n');
  expect(mountOptions(mounts, '/home/ada/.cache')).toContain('noexec');
  expect(mountOptions(mounts, '/homes')).toEqual(['rw', 'relatime']);
  expect(mountOptions(mounts, '/home/ada/my cache/engines')).toEqual(['rw']);
  expect(mountOptions(mounts, '/twice')).toEqual(['ro', 'noexec']);
  expect(mountOptions('', '/')).toEqual([]);
});
