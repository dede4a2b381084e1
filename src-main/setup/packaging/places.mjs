// Where packaging puts what it makes: all of it below `release/`, which is not committed.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

export const release = path.join(root, 'release');

/** What goes into the application, gathered before it is packed. */
export const parts = {
  /** The desktop shell and the page, built with source maps, which stay behind. */
  out: path.join(release, 'parts', 'out'),
  /** The native engine, with a record of its files. */
  engine: path.join(release, 'parts', 'engine'),
  notices: path.join(release, 'parts', 'THIRD-PARTY-NOTICES.txt'),
};

/** electron-builder and what it needs, installed from the lockfile in `tools/`. */
export const tools = path.join(release, 'tools');
