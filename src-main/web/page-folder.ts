import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../src-shared/contract/errors.js';

/** Seen from `dist/src-main/web/` and from `src-main/web/`. */
const places = ['../../../out/renderer/', '../../out/renderer/'];

/**
 * The folder of the built page.
 *
 * @param module where this module lies
 * @throws AppError NOT_FOUND when the page has not been built
 */
export function builtPageFolder(module: string = import.meta.url): string {
  const folders = places.map((place) => fileURLToPath(new URL(place, module)));
  const built = folders.find((folder) => existsSync(join(folder, 'index.html')));
  if (built !== undefined) return built;
  const [fromDist = '', fromSources = ''] = folders;
  const index = join(module.endsWith('.ts') ? fromSources : fromDist, 'index.html');
  throw new AppError(
    'NOT_FOUND',
    `The page is not built: there is no ${index}. In a checkout, npm run digits -- serve builds it; a package has to be installed again.`,
    { details: { path: index } },
  );
}
