import { join } from 'node:path';
import { dispatcher, type Handlers, type Reply } from '../../../src-shared/contract/command.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { uploadCommands } from '../../../src-shared/contract/upload-commands.js';
import { summariseRun } from '../../service/run-registry.js';
import { runsDirectory } from '../../service/runs-directory.js';
import type { PageService } from '../page-service.js';
import { checkUpload } from './check-upload.js';
import { keepUpload } from './keep-upload.js';
import { Upload } from './upload.js';

interface PageUploadsOptions {
  readonly onNewRun: () => void;
}

/** The upload of one page, which ends with its connection. */
export class PageUploads {
  readonly answer: (name: string, input: unknown) => Promise<Reply>;
  private current: Upload | null = null;
  private closed = false;

  constructor(service: Pick<PageService, 'call'>, { onNewRun }: PageUploadsOptions) {
    const handlers: Handlers<typeof uploadCommands> = {
      'upload.begin': async (announced) => {
        this.requireNone();
        const upload = await Upload.begin(announced);
        try {
          this.requireNone(); // another one may have begun, or the page gone, meanwhile
        } catch (error) {
          await upload.discard();
          throw error;
        }
        this.current = upload;
        return { id: upload.id };
      },

      'upload.write': async ({ id, file, bytes }) => {
        const upload = this.find(id);
        try {
          await upload.write(file, bytes);
        } catch (error) {
          // A file that was refused is left out; one that is half on disk can't be gone on with.
          if (!(error instanceof AppError && error.code === 'BAD_INPUT')) await this.end(upload);
          throw error;
        }
      },

      'upload.finish': async ({ id }) => {
        const upload = this.find(id);
        try {
          const run = await upload.complete(async () => {
            const { folder, files, name } = upload;
            const record = await checkUpload({ folder, files }, service);
            return keepUpload({ folder, name, record });
          });
          onNewRun();
          return await summariseRun(join(runsDirectory(), run));
        } finally {
          await this.end(upload);
        }
      },

      'upload.cancel': ({ id }) => this.end(this.find(id)),
    };
    this.answer = dispatcher(uploadCommands, handlers);
  }

  /** The page has gone: what has arrived is removed, unless it is being made a run already. */
  async close(): Promise<void> {
    this.closed = true;
    if (this.current !== null) await this.end(this.current);
  }

  private requireNone(): void {
    if (this.current === null && !this.closed) return;
    throw new AppError('BAD_INPUT', 'This page uploads a folder already. Wait for its end.');
  }

  private find(id: string): Upload {
    if (this.current?.id === id) return this.current;
    throw new AppError('NOT_FOUND', 'This upload has ended. Upload the folder again.');
  }

  private async end(upload: Upload): Promise<void> {
    if (this.current === upload) this.current = null;
    await upload.discard();
  }
}
