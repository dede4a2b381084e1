import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { ArchiveKind } from '../../src-shared/contract/bridge.js';
import { isDatasetId } from '../../src-shared/contract/data-sets.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { isRunId } from '../../src-shared/contract/model-ids.js';
import type { PageService } from './page-service.js';

/** How long a browser may wait before it takes more of a download, ms: a person may have it pause. */
const patience = 10 * 60_000;

const named: Readonly<Record<ArchiveKind, { isId(id: string): boolean; words: string }>> = {
  dataset: { isId: isDatasetId, words: 'data set' },
  run: { isId: isRunId, words: 'run' },
};

/** The files of what the query names (`?run=`), as a download that never lies in memory. */
export async function sendArchive(
  context: Context<{ Bindings: HttpBindings }>,
  { service, kind }: { service: Pick<PageService, 'archive'>; kind: ArchiveKind },
): Promise<Response> {
  const id = context.req.query(kind) ?? '';
  const { isId, words } = named[kind];
  if (!isId(id)) return context.text(`There is no such ${words}.`, 404);
  try {
    const { name, bytes, content } = await service.archive(kind, id);
    context.header('Content-Type', 'application/x-tar');
    context.header('Content-Disposition', `attachment; ${fileNameWords(`${name}.tar`)}`);
    if (bytes !== null) context.header('Content-Length', String(bytes));
    if (context.req.method === 'HEAD') return context.body(null);
    context.env.outgoing.setTimeout(patience);
    return context.body(ReadableStream.from(content));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'NOT_FOUND' || error.code === 'BAD_INPUT')
      return context.text(error.message, 404);
    if (error.code === 'LOCKED') return context.text(error.message, 409);
    throw error;
  }
}

/** As RFC 6266 has it: for readers of ASCII alone, and for all others. */
const fileNameWords = (name: string): string =>
  `filename="${name.replace(/[^\w. -]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`;
