import { systemCode } from '../../src-shared/contract/errors.js';
import { createProgressLine } from '../setup/progress-line.mjs';
import { type Cli, Interrupted } from './cli.js';

/**
 * Puts the native engine in place before a command computes. Where it can't be had, the reason is
 * said and the command goes on: the service falls back, and refuses what would take too long.
 */
export async function prepareEngine(cli: Cli, signal: AbortSignal): Promise<void> {
  const line = createProgressLine(cli.stderr);
  try {
    const { failure } = await cli.ensureEngine({
      signal,
      onProgress: line.show,
      onWarning: (message) => {
        line.clear();
        cli.output.remark(message);
      },
    });
    line.clear();
    if (failure === null) return;
    const reason = [failure.message, failure.remedy].filter((part) => part !== '').join(' ');
    cli.output.remark(`Warning: without the native engine. ${reason}`);
  } catch (error) {
    line.clear();
    if (systemCode(error) === 'ABORTED') {
      throw new Interrupted(
        signal,
        'Interrupted while the engine was installed; nothing is left behind.',
      );
    }
    throw error;
  }
}
