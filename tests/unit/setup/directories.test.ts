import path from 'node:path';
import { expect, test } from 'vitest';
import {
  cacheDirectory,
  dataDirectory,
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
