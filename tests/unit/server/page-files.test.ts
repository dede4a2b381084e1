import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { pageFile } from '../../../src-main/web/page-file.js';
import { builtPageFolder } from '../../../src-main/web/page-folder.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { builtPage } from './served.js';

test('a path stands for a file of the page, or for none', async () => {
  const root = builtPage();
  const found = async (path: string) => {
    const file = await pageFile(root, path);
    return file && { ...file, path: relative(root, file.path) };
  };
  const html = { path: 'index.html', contentType: 'text/html; charset=utf-8', immutable: false };
  expect(await found('/')).toEqual(html);
  expect(await found('/index.html')).toEqual(html);
  expect(await found('/assets/index-B3xu9-_a.js')).toEqual({
    path: join('assets', 'index-B3xu9-_a.js'),
    contentType: 'text/javascript; charset=utf-8',
    immutable: true,
  });
  for (const path of ['', 'index.html', '/../secret.json', '/notes.md', '/nowhere.js', '/assets']) {
    expect(await found(path)).toBeNull();
  }
  expect(await pageFile(join(root, 'nowhere'), '/')).toBeNull();
});

test('the built page is found from the sources and from the build', () => {
  const root = temporaryFolder();
  const source = pathToFileURL(join(root, 'src-main', 'web', 'page-folder.ts')).href;
  const built = pathToFileURL(join(root, 'dist', 'src-main', 'web', 'page-folder.js')).href;
  const index = join(root, 'out', 'renderer', 'index.html');
  for (const module of [source, built]) {
    expect(() => builtPageFolder(module)).toThrow(`The page is not built: there is no ${index}.`);
  }
  mkdirSync(join(root, 'out', 'renderer'), { recursive: true });
  writeFileSync(index, '');
  for (const module of [source, built]) {
    expect(join(builtPageFolder(module), 'index.html')).toBe(index);
  }
});
