import { onTestFinished } from 'vitest';
import { digits, type RunningDigits } from './digits-command.js';

/** `digits serve` while it runs. */
export interface RunningServer extends RunningDigits {
  /** With its token. */
  readonly url: string;
  readonly port: number;
  /** The cookie of a browser that has opened the address. */
  logIn(): Promise<string>;
}

interface ServingOptions {
  /** A free one unless given. */
  readonly port?: number;
  readonly allowHosts?: readonly string[];
}

/** Serves a data directory; what still runs at the test's end is killed. */
export async function serving(
  dataFolder: string,
  { port: wanted = 0, allowHosts = [] }: ServingOptions = {},
): Promise<RunningServer> {
  const allowed = allowHosts.flatMap((name) => ['--allow-host', name]);
  const args = ['serve', '--port', String(wanted), '--json', ...allowed];
  const server = digits(args, { dataFolder });
  onTestFinished(async () => {
    if (server.child.exitCode === null && server.child.signalCode === null) {
      server.signalGroup('SIGKILL');
    }
    await server.exit;
  });
  await server.printed('"url"');
  const { url, port } = JSON.parse(/^\{"url".*$/m.exec(server.output())?.[0] ?? '{}');
  const logIn = async () => {
    const { headers } = await fetch(url, { redirect: 'manual' });
    return headers.get('set-cookie')?.split(';')[0] ?? '';
  };
  return { ...server, url, port, logIn };
}
