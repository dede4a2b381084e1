import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { usableProcessors } from '../../../src-main/setup/processors.mjs';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { writeFiles } from './small-checkout.js';

/** A file system with control groups; files by their paths. */
function tree(files: Record<string, string>): string {
  const root = temporaryFolder();
  writeFiles(root, files);
  return root;
}

const unified = (top = '/') =>
  `30 23 0:28 ${top} /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n`;
const first = (top = '/') =>
  `31 23 0:29 ${top} /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:9 - cgroup cgroup rw,cpu,cpuacct\n`;

const processors = (files: Record<string, string>, online = 16) =>
  usableProcessors({ root: tree(files), online });

describe('the second version of control groups', () => {
  const mounted = { 'proc/self/mountinfo': unified(), 'proc/self/cgroup': '0::/\n' };

  test("a container's quota is the number of processors", () => {
    const files = { ...mounted, 'sys/fs/cgroup/cpu.max': '200000 100000\n' };
    expect(processors(files)).toEqual({ cores: 2, quota: 2 });
  });

  test('a part of a processor counts as one', () => {
    const quota = (text: string) => processors({ ...mounted, 'sys/fs/cgroup/cpu.max': text }).cores;
    expect(quota('150000 100000')).toBe(2);
    expect(quota('5000 100000')).toBe(1);
    expect(quota('50000 20000')).toBe(3);
  });

  test('no quota leaves what the system says', () => {
    expect(processors({ ...mounted, 'sys/fs/cgroup/cpu.max': 'max 100000\n' })).toEqual({
      cores: 16,
      quota: null,
    });
    expect(processors(mounted).quota).toBeNull();
  });

  test('a quota above what the system says, as by an affinity, changes nothing', () => {
    const files = { ...mounted, 'sys/fs/cgroup/cpu.max': '400000 100000\n' };
    expect(processors(files, 3)).toEqual({ cores: 3, quota: null });
  });

  test('the narrowest of the group and all that it lies in counts', () => {
    const files = {
      'proc/self/mountinfo': unified(),
      'proc/self/cgroup': '0::/work.slice/run-1.scope/deep\n',
      'sys/fs/cgroup/work.slice/cpu.max': '300000 100000\n',
      'sys/fs/cgroup/work.slice/run-1.scope/cpu.max': 'max 100000\n',
      'sys/fs/cgroup/work.slice/run-1.scope/deep/cpu.max': '800000 100000\n',
      'sys/fs/cgroup/other.slice/cpu.max': '100000 100000\n',
    };
    expect(processors(files).cores).toBe(3);
  });

  test('a group that is mounted under a name of the machine outside', () => {
    const files = {
      'proc/self/mountinfo': unified('/docker/abc'),
      'proc/self/cgroup': '0::/docker/abc/inner\n',
      'sys/fs/cgroup/cpu.max': '600000 100000\n',
      'sys/fs/cgroup/inner/cpu.max': '400000 100000\n',
    };
    expect(processors(files).cores).toBe(4);
    const outside = { ...files, 'proc/self/cgroup': '0::/../..\n' };
    expect(processors(outside).cores).toBe(6);
  });
});

describe('the first version of control groups', () => {
  const folder = 'sys/fs/cgroup/cpu,cpuacct';
  const mounted = {
    'proc/self/mountinfo': `29 23 0:27 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n${first()}`,
    'proc/self/cgroup': '5:memory:/\n4:cpu,cpuacct:/batch/7\n3:cpuset:/\n',
  };

  test('quota and period are files of their own, in every group above', () => {
    const files = {
      ...mounted,
      [`${folder}/cpu.cfs_quota_us`]: '-1\n',
      [`${folder}/cpu.cfs_period_us`]: '100000\n',
      [`${folder}/batch/cpu.cfs_quota_us`]: '250000\n',
      [`${folder}/batch/cpu.cfs_period_us`]: '50000\n',
      [`${folder}/batch/7/cpu.cfs_quota_us`]: '-1\n',
      [`${folder}/batch/7/cpu.cfs_period_us`]: '100000\n',
    };
    expect(processors(files)).toEqual({ cores: 5, quota: 5 });
  });

  test('a container sees its own group by a name of the machine outside', () => {
    const files = {
      'proc/self/mountinfo': first('/docker/abc'),
      'proc/self/cgroup': '4:cpu,cpuacct:/docker/abc\n',
      [`${folder}/cpu.cfs_quota_us`]: '100000\n',
      [`${folder}/cpu.cfs_period_us`]: '100000\n',
    };
    expect(processors(files).cores).toBe(1);
  });

  test('beside the second version, which has no processors to share', () => {
    const files = {
      'proc/self/mountinfo': `${first()}${unified().replace('/sys/fs/cgroup ', '/sys/fs/cgroup/unified ')}`,
      'proc/self/cgroup': '4:cpu,cpuacct:/a\n0::/a\n',
      [`${folder}/a/cpu.cfs_quota_us`]: '200000\n',
      [`${folder}/a/cpu.cfs_period_us`]: '100000\n',
    };
    expect(processors(files).cores).toBe(2);
  });
});

test('without control groups, or with files of another kind, the system decides', () => {
  expect(processors({})).toEqual({ cores: 16, quota: null });
  const odd = {
    'proc/self/mountinfo': `nonsense\n${unified()}`,
    'proc/self/cgroup': 'nonsense\n0::/a\n',
    'sys/fs/cgroup/a/cpu.max': 'fast 0\n',
    'sys/fs/cgroup/cpu.max': '0 0\n',
  };
  expect(processors(odd)).toEqual({ cores: 16, quota: null });
});

test('a blank in the path of a mount is read', () => {
  const root = tree({
    'proc/self/mountinfo': unified().replace('/sys/fs/cgroup', '/sys/my\\040groups'),
    'proc/self/cgroup': '0::/\n',
  });
  fs.mkdirSync(path.join(root, 'sys/my groups'), { recursive: true });
  fs.writeFileSync(path.join(root, 'sys/my groups/cpu.max'), '300000 100000');
  expect(usableProcessors({ root, online: 8 }).cores).toBe(3);
});

test('this machine has at least one', () => {
  expect(usableProcessors().cores).toBeGreaterThan(0);
});
