import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Access } from '../../../src-main/server/access.js';
import { hostNames } from '../../../src-main/server/host-names.js';
import { keptToken } from '../../../src-main/server/kept-token.js';
import { newSecret } from '../../../src-main/server/secrets.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = join(temporaryFolder(), 'data');
  path = join(folder, 'server-token');
  vi.stubEnv('DIGITS_DATA_DIR', folder);
});
afterEach(() => void vi.unstubAllEnvs());

const start = () => keptToken({ renew: false });

test('a token is made once for a data directory, for its owner alone to read', async () => {
  const first = await start();
  expect(first).toEqual({ token: expect.stringMatching(/^[\w-]{43}$/), remark: null });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await start()).toEqual(first);
});

test('a new one is made when it is asked for, and kept', async () => {
  const first = await start();
  const renewed = await keptToken({ renew: true });
  expect(renewed.token).not.toBe(first.token);
  expect(renewed.remark).toBeNull();
  expect(await start()).toEqual(renewed);
});

describe('what is no good token is replaced, and said', () => {
  test.each([
    ['is damaged', () => writeFileSync(path, 'x', { mode: 0o600 })],
    ['is damaged', () => writeFileSync(path, '', { mode: 0o600 })],
    ['is damaged', () => writeFileSync(path, 'A'.repeat(5_000_000), { mode: 0o600 })],
    ['could be read by others', () => writeFileSync(path, newSecret(), { mode: 0o644 })],
    [
      'could be read by others',
      () => {
        writeFileSync(path, newSecret());
        chmodSync(path, 0o620);
      },
    ],
    [
      'is no plain file',
      () => {
        const other = join(folder, 'other');
        writeFileSync(other, newSecret(), { mode: 0o600 });
        symlinkSync(other, path);
      },
    ],
  ])('%s', async (problem, make) => {
    mkdirSync(folder);
    make();
    const { token, remark } = await start();
    expect(remark).toBe(`${path} ${problem}. A new token has taken its place.`);
    expect(readFileSync(path, 'utf8').trim()).toBe(token);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await start()).toEqual({ token, remark: null });
  });
});

test('where it can’t be kept it holds for one start, and that is said', async () => {
  mkdirSync(path, { recursive: true }); // a folder in its place
  const { token, remark } = await start();
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(remark).toContain(path);
  expect(remark).toContain('holds for this start only');
  expect(existsSync(join(path, 'anything'))).toBe(false);
  expect((await start()).token).not.toBe(token);
});

test('the cookie comes of the token, so that it is good after a restart and not elsewhere', () => {
  const token = newSecret();
  const cookie = (port: number, its = token) => {
    const hosts = hostNames({ host: '127.0.0.1', port, allowHosts: [] });
    return new Access({ hosts, port, token: its }).logIn(its)?.split(';')[0]?.split('=') ?? [];
  };
  expect(cookie(7575)).toEqual(cookie(7575));
  expect(cookie(7575)[1]).not.toBe(cookie(7576)[1]);
  expect(cookie(7575)[1]).not.toBe(cookie(7575, newSecret())[1]);
  expect(cookie(7575)[1]).not.toContain(token);
});
