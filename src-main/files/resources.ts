import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where a file or folder of `resources` lies: beside a packaged application, which carries it there,
 * else in the checkout, which lies elsewhere seen from the sources than from the build. Where it is
 * in neither, the checkout's place is told.
 */
export function resourcePath(name: string): string {
  const checkouts = ['../../resources', '../../../resources'].map((place) =>
    join(fileURLToPath(new URL(place, import.meta.url)), name),
  );
  const own =
    'resourcesPath' in process && typeof process.resourcesPath === 'string'
      ? [join(process.resourcesPath, name)]
      : [];
  const places = [...own, ...checkouts];
  return places.find((place) => existsSync(place)) ?? checkouts[0] ?? name;
}

/** A file that comes with the program, also from inside an Electron archive. */
export const readResource = (path: string): Promise<Buffer<ArrayBuffer>> => readFile(path);
