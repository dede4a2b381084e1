import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** A file of the built page. */
export interface PageFile {
  /** Absolute, links followed. */
  readonly path: string;
  readonly contentType: string;
  /** Its name changes with its content: it can be kept for ever. */
  readonly immutable: boolean;
}

/** Everything that a built page consists of; nothing else is served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * Plain names between slashes, none beginning with a dot. No escape (%), no backslash, no colon and
 * no empty name: a path that leaves its root can't be written this way.
 */
const plainPath = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

/** As the bundler names what it has hashed: `/assets/index-B3xu9-_a.js`. */
const hashedPath = /^\/assets\/.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

/**
 * The file inside the page's folder that a URL's path (as it was sent, not decoded) stands for; null
 * for everything else.
 */
export async function pageFile(root: string, urlPath: string): Promise<PageFile | null> {
  const plain = urlPath === '/' ? '/index.html' : urlPath;
  const contentType = contentTypes[extname(plain)];
  if (!plainPath.test(plain) || contentType === undefined) return null;
  try {
    const path = await realpath(join(root, plain));
    // A link inside the folder must not lead out of it.
    if (!path.startsWith(`${await realpath(root)}${sep}`)) return null;
    if (!(await stat(path)).isFile()) return null;
    return { path, contentType, immutable: hashedPath.test(plain) };
  } catch {
    return null; // not there, or not to be read
  }
}
