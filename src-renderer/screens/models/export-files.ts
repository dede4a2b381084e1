import { fileName } from '../../../src-shared/config/file-name.js';
import type { ModelFormat } from '../../../src-shared/config/model-formats.js';
import type { GanNetwork } from '../../../src-shared/networks/architecture.js';
import type { AppContext } from '../../state/app-context.js';

interface Exported {
  /** The run's. */
  readonly name: string;
  readonly model: string;
  readonly network: GanNetwork;
  readonly format: ModelFormat;
}

/**
 * Saves a network where the person wants it, and says where that was: one file under the run's name, or
 * several, which name each other, in a folder or a zip.
 *
 * @returns false when the person cancelled
 * @throws AppError
 */
export async function saveExported(
  { call, notices, shell }: Pick<AppContext, 'call' | 'notices' | 'shell'>,
  { name, ...asked }: Exported,
): Promise<boolean> {
  const files = await call['model.export'](asked);
  const [first, ...others] = files;
  if (first === undefined) return false;
  const place =
    others.length === 0
      ? await shell.saveFile({ ...first, name: fileName(`${name} ${first.name}`) })
      : await shell.saveFiles(files, { archive: fileName(`${name} ${asked.network}.zip`) });
  if (place === null) return false;
  notices.good(`Saved to ${place}.`);
  return true;
}
