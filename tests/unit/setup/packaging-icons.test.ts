import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decode } from 'fast-png';
import { expect, test } from 'vitest';

const resources = path.resolve(import.meta.dirname, '../../../resources');

const sizeOf = (...name: string[]) => {
  const { width, height, channels } = decode(readFileSync(path.join(resources, ...name)));
  return { width, height, channels };
};

test('the icons are as large as their names say, with corners to see through', () => {
  const names = readdirSync(path.join(resources, 'icons'));
  expect(names).toHaveLength(8);
  for (const name of names) {
    const side = Number.parseInt(name, 10);
    expect(name).toBe(`${side}x${side}.png`);
    expect(sizeOf('icons', name)).toEqual({ width: side, height: side, channels: 4 });
  }
  expect(sizeOf('icon.png')).toEqual({ width: 1024, height: 1024, channels: 4 });
});
