/** What threads run: each lies beside this file, in the command line's build and in the desktop's. */
type ThreadProgram = 'shard-worker' | 'making-thread' | 'planning-thread';

/** Where a thread's program lies, also when this one runs from its sources, as in tests. */
export const threadProgram = (name: ThreadProgram): URL =>
  new URL(
    import.meta.url.endsWith('.ts') ? `../../dist/src-main/dataset/${name}.js` : `./${name}.js`,
    import.meta.url,
  );
