import { AppError } from '../../src-shared/contract/errors.js';
import type { Service } from '../service/service.js';
import { stopOf } from '../setup/stop-signals.mjs';
import { type Cli, Interrupted } from './cli.js';
import { type Interrupts, watchInterrupts } from './terminal/interrupts.js';

export interface Work {
  readonly service: Service;
  readonly interrupts: Interrupts;
}

/** Opens the service for one command and lets go of it, however the command ends. */
export async function withService<Value>(
  cli: Cli,
  work: (parts: Work) => Promise<Value>,
): Promise<Value> {
  const service = await cli.openService();
  const interrupts = watchInterrupts(cli, { kill: () => service.kill() });
  try {
    return await work({ service, interrupts });
  } catch (error) {
    const interrupted = interruption(error);
    if (interrupted === null) throw error;
    // Its answer is not waited for any more.
    service.kill();
    throw interrupted;
  } finally {
    await service.close();
    interrupts.dispose();
  }
}

/** What was a wish to stop: an engine that is just starting dies of a signal that everyone gets. */
function interruption(error: unknown): Interrupted | null {
  if (error instanceof Interrupted) return error;
  if (!(error instanceof AppError) || error.code !== 'ENGINE_DIED') return null;
  const by = AbortSignal.abort(error.details.signal);
  return stopOf(by) === null
    ? null
    : new Interrupted(by, 'Interrupted while the engine started; nothing was written.');
}
