import { Worker } from 'node:worker_threads';

/** How often the owner is looked for, ms. */
const interval = 100;

/** The thread's program as text: it needs no file of its own, wherever this one is bundled to. */
const watch = (owner: number) => `setInterval(() => {
  if (process.ppid !== ${owner}) process.kill(process.pid, 'SIGKILL');
}, ${interval});`;

/**
 * Ends this process when its owner's has ended, however that came about: a process whose parent is gone
 * has another. A thread of its own looks, for a step blocks this one, for half a minute where the
 * networks are large. On Windows the number of a parent stays; there the system ends the children.
 */
export function endWithOwner(): void {
  const thread = new Worker(watch(process.ppid), { eval: true });
  // Without the thread a process still ends between two steps.
  thread.on('error', () => {});
  thread.unref();
}
