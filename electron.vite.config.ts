import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { threads } from './vite.threads.config.js';

/** Builds the desktop shell and the page: `out/main`, `out/preload`, `out/renderer`. */
export default defineConfig({
  main: {
    build: {
      rollupOptions: {
        input: {
          index: 'src-main/desktop/index.ts',
          engine: 'src-main/engine/process.ts',
          ...threads,
        },
        // What several entries share lies beside them: threads are found beside what starts them.
        output: { chunkFileNames: '[name]-[hash].js', topLevelVar: false },
      },
    },
  },
  preload: {
    build: {
      rollupOptions: {
        input: { index: 'src-main/desktop/preload.ts' },
        // A sandboxed preload can't be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [svelte()],
    build: {
      minify: true,
      // The page's content security policy allows no data: addresses.
      assetsInlineLimit: 0,
      rollupOptions: { input: 'src-renderer/index.html' },
    },
  },
});
