import { defineConfig } from 'vite';

/** Programs of threads, under the names by which `thread-program.ts` knows them. */
export const threads = Object.fromEntries(
  ['shard-worker', 'making-thread', 'planning-thread'].map((name) => [
    name,
    `src-main/dataset/${name}.ts`,
  ]),
);

/**
 * Builds them beside the command line: `dist/threads`. Whoever makes a data set waits for each of them to
 * start, and to find three hundred files takes twice as long as what they say.
 */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/threads',
    emptyOutDir: false,
    rollupOptions: {
      input: threads,
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name].js',
        // V8 is faster where it knows what never changes: with `var` for all, strips take a third longer.
        topLevelVar: false,
      },
    },
  },
  ssr: { noExternal: true },
});
