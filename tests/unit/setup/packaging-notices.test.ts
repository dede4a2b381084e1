import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { noticesText } from '../../../src-main/setup/packaging/notices.mjs';
import { shippedPackages } from '../../../src-main/setup/packaging/shipped-packages.mjs';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const checkout = fileURLToPath(new URL('../../..', import.meta.url));

function madeUp(name: string, license: string, files: Record<string, string> = {}) {
  const directory = temporaryFolder();
  for (const [file, text] of Object.entries(files))
    fs.writeFileSync(path.join(directory, file), text);
  const author = 'Ada Lovelace <ada@localhost> (nowhere)';
  return { name, version: '1.2.3', license, author, directory, dependencies: [], optional: [] };
}

test('each package stands there with its licence and its notices; equal words are said once', () => {
  const text = noticesText([
    madeUp('zebra', 'MIT', { LICENSE: 'the same words', 'index.js': 'code' }),
    madeUp('ant', 'Apache-2.0', { 'LICENSE.md': 'some words', NOTICE: 'a notice' }),
    madeUp('bee', 'MIT', { 'license.txt': 'the same words\n' }),
    madeUp('bee', 'MIT', { 'license.txt': 'the same words\n' }),
  ]);
  expect(text).toContain('\nant 1.2.3 (Apache-2.0)\n\nsome words\n\na notice\n');
  expect(text).toContain('\nbee 1.2.3 (MIT)\nzebra 1.2.3 (MIT)\n\nthe same words\n');
  expect(text.match(/the same words/g)).toHaveLength(1);
  expect(text.indexOf('ant 1.2.3')).toBeLessThan(text.indexOf('bee 1.2.3'));
});

test('a package without a licence file gets the words of what it declares', () => {
  const text = noticesText([madeUp('ant', '(ISC AND Apache-2.0)')]);
  expect(text).toContain('Copyright Ada Lovelace\n\nPermission to use, copy, modify');
  expect(text).toContain('Version 2.0, January 2004');
  expect(() => noticesText([madeUp('ant', 'OFL-1.1')])).toThrow('carries no licence file');
});

test('a package that declares nothing is under what its file says word for word', () => {
  const lines = noticesText([madeUp('ant', 'MIT')]).split('\n');
  const words = lines
    .slice(lines.findIndex((line) => line.startsWith('Permission is')))
    .join('\r\n');
  const LICENSE = `MIT License\n\nCopyright Bee\n\n${words}`;
  expect(noticesText([madeUp('bee', '', { LICENSE })])).toContain(
    '\nbee 1.2.3 (MIT)\n\nMIT License',
  );
  const changed = LICENSE.replace('free of charge', 'for a fee');
  expect(() => noticesText([madeUp('bee', '', { LICENSE: changed })])).toThrow(
    'no declared licence',
  );
});

test.each(['GPL-3.0-only', 'MIT AND AGPL-3.0', 'UNLICENSED', ''])('%j is refused', (license) => {
  expect(() => noticesText([madeUp('ant', license, { LICENSE: 'words' })])).toThrow(
    /package ant .* is not among those known to be compatible/,
  );
});

test('all that this checkout ships may be shipped', () => {
  const main = path.join(checkout, 'dist', 'src-main');
  const text = noticesText(shippedPackages({ root: checkout, main }));
  expect(text).toMatch(/\n@tensorflow\/tfjs 4\.22\.0 \(Apache-2\.0\)\n/);
  expect(text).toMatch(/\n@fontsource\/inter .*\(OFL-1\.1\)\n[\s\S]*SIL OPEN FONT LICENSE/i);
  expect(text).toMatch(/\nmnist-data .*\(ISC\)\n/);
  expect(text).toContain('Yann LeCun and Corinna');
});
