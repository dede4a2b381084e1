import { reasonOf } from '../../../src-shared/contract/errors.js';
import type { AllowedHost } from '../../server/host-names.js';
import { keptToken } from '../../server/kept-token.js';
import { type PageServer, startPageServer } from '../../server/page-server.js';
import { type Cli, exitCodes } from '../cli.js';
import { prepareEngine } from '../prepare-engine.js';
import { withService } from '../with-service.js';
import { openBrowser } from './open-browser.js';
import { reachRemarks } from './reach-remarks.js';
import { stopTraining } from './stop-training.js';

interface ServeOptions {
  readonly pageFolder: string;
  readonly host: string;
  /** Null for the usual one or, when that is taken, a free one. */
  readonly port: number | null;
  readonly allowHosts: readonly AllowedHost[];
  /** Whether a new token takes the place of the one that is kept. */
  readonly newToken: boolean;
  readonly open: boolean;
  readonly json: boolean;
}

/**
 * Serves the page up to Ctrl-C, which is how a server ends and no failure. A training under way is
 * stopped with a checkpoint before.
 *
 * @returns the exit code
 */
export function serve(cli: Cli, options: ServeOptions): Promise<number> {
  return withService(cli, async ({ service, interrupts }) => {
    await prepareEngine(cli, interrupts.signal);
    const { token, remark } = await keptToken({ renew: options.newToken });
    if (remark !== null) cli.output.remark(remark);
    const server = await startPageServer({
      ...options,
      token,
      service,
      onError: (error) => cli.output.remark(`A defect of the program: ${reasonOf(error)}`),
    });
    try {
      announce(cli, server, options);
      if (options.open) await openBrowser(cli, server.singleUseUrl());
      await ended(interrupts.signal);
      await stopTraining(cli, service);
    } finally {
      await server.close();
    }
    // One that a page began before it was let go of.
    await stopTraining(cli, service);
    return exitCodes.good;
  });
}

function announce(cli: Cli, server: PageServer, options: ServeOptions): void {
  const { url, host, port } = server;
  if (options.json) cli.output.json({ url, host, port });
  else cli.output.line(`Open ${url}`);
  for (const remark of reachRemarks(server, options)) cli.output.remark(remark);
  if (!options.json) cli.output.remark('Ctrl-C ends it; a training under way is saved first.');
}

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
