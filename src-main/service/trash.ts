/** Moves a folder to the system's bin, where it can be had back. */
export async function moveToTrash(folder: string): Promise<void> {
  const { default: trash } = await import('trash');
  // A path, never a pattern.
  await trash(folder, { glob: false });
}
