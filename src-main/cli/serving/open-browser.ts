import { reasonOf } from '../../../src-shared/contract/errors.js';
import type { Cli } from '../cli.js';

/** Opens the default browser. Where there is none, the printed address is as good. */
export async function openBrowser(cli: Cli, url: string): Promise<void> {
  try {
    const { default: open } = await import('open');
    await open(url);
  } catch (error) {
    cli.output.remark(
      `The browser could not be opened (${reasonOf(error)}): open the address above by hand.`,
    );
  }
}
