import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const repository = path.resolve(import.meta.dirname, '../../..');
export const mainSource = 'src-main/cli/main.ts';

/** Writes files of a folder, by their names in it. */
export function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
}

/** A command line that prints its arguments. */
export const program = (word: string) => `import { greeting } from '../../src-shared/greeting.js';
declare const console: { log(...words: unknown[]): void };
export async function main(args: string[]): Promise<number> {
  const word: string = ${word};
  console.log(greeting, word, ...args);
  return args.length;
}
`;

const compilerOptions = {
  ...{ target: 'es2023', module: 'nodenext', types: [], strict: true, rootDir: '.' },
  ...{ outDir: 'dist', incremental: true, tsBuildInfoFile: 'dist/.tsbuildinfo' },
};

const viteConfig = `import { defineConfig } from 'electron-vite';
const entry = (input) => ({ build: { rollupOptions: { input } } });
export default defineConfig({
  main: entry({ index: 'src-main/desktop/index.ts' }),
  preload: entry({ index: 'src-main/desktop/preload.ts' }),
  renderer: { root: 'src-renderer', ...entry('src-renderer/index.html') },
});
`;

/** A checkout in small: the real set-up and the real compilers, a command line and a page of a few lines. */
export function smallCheckout(): string {
  const root = temporaryFolder();
  writeFiles(root, {
    'package.json': '{"type": "module"}',
    'tsconfig.build.json': JSON.stringify({
      compilerOptions,
      include: ['src-main/cli', 'src-shared'],
    }),
    'electron.vite.config.ts': viteConfig,
    [mainSource]: program("'one'"),
    'src-main/desktop/index.ts': "export { greeting } from '../../src-shared/greeting.js';\n",
    'src-main/desktop/preload.ts': "console.log('preload');\n",
    'src-renderer/index.html': '<title>one</title>\n',
    'src-shared/greeting.ts': "export const greeting = 'hello';\n",
  });
  const setup = 'src-main/setup';
  fs.cpSync(path.join(repository, setup), path.join(root, setup), { recursive: true });
  linkPackages(root);
  return root;
}

/** The repository's packages, all of them at once or the named ones. */
export function linkPackages(root: string, names?: readonly string[]): void {
  const packages = path.join(repository, 'node_modules');
  const target = path.join(root, 'node_modules');
  fs.rmSync(target, { force: true, recursive: true });
  if (names === undefined) {
    fs.symlinkSync(packages, target, 'junction');
    return;
  }
  fs.mkdirSync(target);
  for (const name of names) {
    fs.symlinkSync(path.join(packages, name), path.join(target, name), 'junction');
  }
}
