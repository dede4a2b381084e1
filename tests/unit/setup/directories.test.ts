import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  cacheDirectory,
  dataDirectory,
  lacksHome,
  logDirectory,
} from '../../../src-main/setup/directories.mjs';

const app = 'random-handwritten-digit-generator';
const places = (where: {
  platform: NodeJS.Platform;
  env: Record<string, string>;
  home: string;
}) => [cacheDirectory(where), dataDirectory(where), logDirectory(where)];

test('Linux follows the XDG directories and ignores relative ones', () => {
  const home = '/home/ada';
  expect(places({ platform: 'linux', home, env: {} })).toEqual([
    `/home/ada/.cache/${app}`,
    `/home/ada/.local/share/${app}`,
    `/home/ada/.local/state/${app}`,
  ]);
  const env = { XDG_CACHE_HOME: '/c', XDG_DATA_HOME: 'relative', XDG_STATE_HOME: '/s' };
  expect(places({ platform: 'linux', home, env })).toEqual([
    `/c/${app}`,
    `/home/ada/.local/share/${app}`,
    `/s/${app}`,
  ]);
});

test('macOS and Windows have their own', () => {
  expect(places({ platform: 'darwin', home: '/Users/ada', env: { XDG_CACHE_HOME: '/c' } })).toEqual(
    [
      `/Users/ada/Library/Caches/${app}`,
      `/Users/ada/Library/Application Support/${app}`,
      `/Users/ada/Library/Logs/${app}`,
    ],
  );
  const env = { LOCALAPPDATA: 'D:\\Local' };
  expect(places({ platform: 'win32', home: 'C:\\Users\\ada', env })).toEqual([
    `D:\\Local\\${app}\\cache`,
    `D:\\Local\\${app}\\data`,
    `D:\\Local\\${app}\\logs`,
  ]);
});

test('the environment overrides both, and logs go with the data', () => {
  const env = { DIGITS_CACHE_DIR: 'here', DIGITS_DATA_DIR: '/d' };
  expect(places({ platform: 'linux', home: '/home/ada', env })).toEqual([
    path.resolve('here'),
    path.resolve('/d'),
    path.resolve('/d/logs'),
  ]);
});

const unknownUser = () => {
  throw new Error(
    'A system error occurred: uv_os_homedir returned ENOENT (no such file or directory)',
  );
};

test.each([
  ['unknown', unknownUser],
  ['empty', () => ''],
  ['relative', () => 'home'],
])('a home directory that is %s is asked for only where nothing else is said', (_, home) => {
  vi.spyOn(os, 'homedir').mockImplementation(home);
  for (const name of ['XDG_CACHE_HOME', 'XDG_DATA_HOME', 'DIGITS_CACHE_DIR']) vi.stubEnv(name, '');
  vi.stubEnv('DIGITS_DATA_DIR', '/d');
  vi.stubEnv('LOCALAPPDATA', '');
  onTestFinished(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });
  expect([dataDirectory(), logDirectory()].map(lacksHome)).toEqual([false, false]);
  if (process.platform === 'linux') expect(lacksHome(cacheDirectory())).toBe(true);
  vi.stubEnv('DIGITS_CACHE_DIR', '/c');
  expect(lacksHome(cacheDirectory())).toBe(false);
  vi.stubEnv('DIGITS_DATA_DIR', '');
  if (process.platform === 'linux') expect(lacksHome(dataDirectory())).toBe(true);
});
