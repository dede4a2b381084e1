import type { Service } from '../service/service.js';
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
    // Its answer is not waited for any more.
    if (error instanceof Interrupted) service.kill();
    throw error;
  } finally {
    await service.close();
    interrupts.dispose();
  }
}
