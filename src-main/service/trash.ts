import { AppError, reasonOf } from '../../src-shared/contract/errors.js';

/** Moves a folder to the system's bin, where it can be had back. */
export async function moveToTrash(folder: string): Promise<void> {
  const { default: trash } = await import('trash');
  // A path, never a pattern.
  await trash(folder, { glob: false });
}

/** @throws AppError NOT_WRITABLE when there is no bin */
export async function toBin(
  folder: string,
  trash: (folder: string) => Promise<void>,
): Promise<void> {
  try {
    await trash(folder);
  } catch (error) {
    throw new AppError(
      'NOT_WRITABLE',
      `${folder} could not be moved to the bin: ${reasonOf(error)}. It is still there; delete the folder by hand if need be.`,
      { details: { folder }, cause: error },
    );
  }
}
