import { stat } from 'node:fs/promises';

/** Whether a file or folder is there and can be looked at. */
export const exists = (path: string | Buffer): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Whether it is a file, after links. */
export const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
