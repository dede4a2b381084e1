import { z } from 'zod';
import { type Command, command } from './command.js';
import type { UploadCommandName } from './command-names.js';
import type { RunSummary } from './run-views.js';

const id = z.string().regex(/^[0-9a-f]{16}$/);

/** Largest piece of a file in one message. */
export const uploadPieceBytes = 4 * 1024 * 1024;

/** The files of a run folder or a model, brought from the browser's machine to the server's. */
export const uploadCommands = {
  /** Answers the upload's id. */
  'upload.begin': command<{ id: string }>()(
    z.strictObject({ name: z.string(), bytes: z.int().nonnegative() }),
  ),
  /** Appends to a file of the run folder, named as `formats.md` lays it out: `generator/model.json`. */
  'upload.write': command<void>()(
    z.strictObject({
      id,
      file: z.string().max(200),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= uploadPieceBytes),
    }),
  ),
  /** Checks the folder like any that comes from elsewhere; a run of the data directory from then on. */
  'upload.finish': command<RunSummary>()(z.strictObject({ id })),
  'upload.cancel': command<void>()(z.strictObject({ id })),
} as const satisfies Record<UploadCommandName, Command<unknown, unknown>>;
