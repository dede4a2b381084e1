import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { resourcePath } from '../../../src-main/files/resources.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

afterEach(() => void Reflect.deleteProperty(process, 'resourcesPath'));

const ofTheCheckout = (name: string) =>
  fileURLToPath(new URL(`../../../resources/${name}`, import.meta.url));

test("a packaged application's resources come before the checkout's", () => {
  expect(resourcePath('icons')).toBe(ofTheCheckout('icons'));
  const own = temporaryFolder();
  Reflect.set(process, 'resourcesPath', own);
  expect(resourcePath('icons')).toBe(ofTheCheckout('icons'));
  mkdirSync(join(own, 'icons'));
  expect(resourcePath('icons')).toBe(join(own, 'icons'));
});

test('a missing one is told where it should be', () => {
  expect(resourcePath('no such thing')).toBe(ofTheCheckout('no such thing'));
});
