import { stat } from 'node:fs/promises';

/** Whether a file or folder is there and can be looked at. */
export const exists = (path: string | Buffer): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
