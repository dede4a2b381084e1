import { fileName } from '../../../src-shared/config/file-name.js';
import type { RunFile } from '../../../src-shared/contract/run-views.js';
import type { AppContext } from '../../state/app-context.js';

/** Saves a file of a run where the person wants it, and says where that was. */
export function saveRunFile(
  { notices, shell }: AppContext,
  make: () => Promise<RunFile>,
): Promise<void> {
  return notices.guard(async () => {
    const place = await shell.saveFile(await make());
    if (place !== null) notices.good(`Saved to ${place}.`);
  });
}

/** Saves the progress GIF or the plot of the losses. */
export const saveExport = (
  context: AppContext,
  asked: { readonly run: string; readonly what: 'gif' | 'losses' },
): Promise<void> =>
  saveRunFile(context, async () => {
    const { name, bytes } = await context.call['runs.export'](asked);
    return { name: fileName(name), bytes };
  });
