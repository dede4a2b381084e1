/** What threads run, each in few files: `vite.threads.config.ts`. */
type ThreadProgram = 'shard-worker' | 'making-thread' | 'planning-thread';

/** Where threads' programs lie, seen from the sources, as in tests, and from the command line's build. */
const folders: readonly (readonly [string, string])[] = [
  ['/thread-program.ts', '../../dist/threads/'],
  ['/thread-program.js', '../../threads/'],
];

/** Where a thread's program lies: beside what is built like it, in the desktop and in threads themselves. */
export function threadProgram(name: ThreadProgram): URL {
  const here = import.meta.url;
  const [, folder = './'] = folders.find(([file]) => here.endsWith(file)) ?? [];
  return new URL(`${folder}${name}.js`, here);
}
