import { z } from 'zod';
import { checkFileName } from '../config/file-name.js';
import type { PageSettings } from '../config/settings.js';
import { pageSettingsSchema } from '../config/settings.js';
import { mostOnSheet } from '../config/sheet.js';
import { type Command, command } from './command.js';
import type { DesktopCommandName } from './command-names.js';
import { runIdSchema } from './commands.js';
import { type DatasetPlace, type DatasetSummary, datasetIdSchema } from './data-sets.js';
import { type LinkName, links } from './links.js';
import type { RunSummary } from './run-views.js';

const nothing = z.strictObject({});
const linkNames = Object.keys(links) as [LinkName, ...LinkName[]];

/** A file as a page proposes it: a plain name, never a path. */
const file = z.strictObject({
  name: z.custom<string>((name) => typeof name === 'string' && checkFileName(name) === null, {
    error: ({ input }) => `The name of the file ${checkFileName(String(input))}`,
  }),
  bytes: z.instanceof(Uint8Array),
});

/** As many numbers as a list has, and a table of them. */
const mostFiles = mostOnSheet + 1;

/** What the desktop does for its page: what needs the operating system and a person's consent. */
export const desktopCommands = {
  /** Asks where to; null when the person cancels. */
  'file.save': command<SavedFile | null>()(file),
  /** Asks for a folder and writes all of them into it. */
  'files.save': command<SavedFile | null>()(
    z.strictObject({ files: z.array(file).min(1).max(mostFiles) }),
  ),
  'image.copy': command<void>()(z.strictObject({ png: z.instanceof(Uint8Array) })),
  /** Asks for the folder of a run or a model (unless told), or for a file of Keras, and opens it; null when the person cancels. */
  'run.choose': command<RunSummary | null>()(
    z.strictObject({ what: z.enum(['folder', 'files']).optional() }),
  ),
  /** A folder or a file that was dropped on the window. */
  'run.openFolder': command<RunSummary>()(z.strictObject({ folder: z.string() })),
  /** Shows its folder in the file manager. */
  'run.reveal': command<void>()(z.strictObject({ run: runIdSchema })),
  /** Forgets an opened folder; it stays where it lies. */
  'run.forget': command<void>()(z.strictObject({ run: runIdSchema })),
  /** Asks for the folder in which a data set is to be made; null when the person cancels. */
  'dataset.choosePlace': command<DatasetPlace | null>()(nothing),
  /** Asks for the folder of a data set and adds it to the list; null when the person cancels. */
  'dataset.choose': command<DatasetSummary | null>()(nothing),
  /** Shows its folder in the file manager. */
  'dataset.reveal': command<void>()(z.strictObject({ dataset: datasetIdSchema })),
  /** Takes one that lies outside the data directory off the list; it stays where it lies. */
  'dataset.forget': command<void>()(z.strictObject({ dataset: datasetIdSchema })),
  'link.open': command<void>()(z.strictObject({ link: z.enum(linkNames) })),
  'settings.read': command<PageSettings>()(nothing),
  /** Replaces what is given, keeps the rest. */
  'settings.write': command<void>()(pageSettingsSchema),
} as const satisfies Record<DesktopCommandName, Command<unknown, unknown>>;

export interface SavedFile {
  /** To show. */
  readonly path: string;
}
