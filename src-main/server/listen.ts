import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError, reasonOf, systemCode } from '../../src-shared/contract/errors.js';

export const defaultPort = 7575;

interface Place {
  readonly host: string;
  /** Null when the person named none: the usual one, or any that is free. */
  readonly port: number | null;
}

/**
 * Begins to listen; the port.
 *
 * @throws AppError BAD_INPUT when a server can't listen there
 */
export async function listen(server: Server, { host, port }: Place): Promise<number> {
  try {
    return await tryToListen(server, host, port ?? defaultPort);
  } catch (error) {
    if (port === null && systemCode(error) === 'EADDRINUSE')
      return listen(server, { host, port: 0 });
    throw listenError(error, host, port ?? defaultPort);
  }
}

async function tryToListen(server: Server, host: string, port: number): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening'); // rejects with the event "error"
  return (server.address() as AddressInfo).port;
}

function listenError(error: unknown, host: string, port: number): AppError {
  const details = { host, port };
  const told = (message: string) => new AppError('BAD_INPUT', message, { details, cause: error });
  switch (systemCode(error)) {
    case 'EADDRINUSE':
      return told(
        `--port ${port} is taken: another program, perhaps another digits serve, listens there. Choose another port, or leave --port out for a free one.`,
      );
    case 'EACCES':
      return told(
        `--port ${port} is not for every user of this machine to listen on. Choose one above 1023, or leave --port out.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return told(
        `--host ${host} is no address of this machine. Use one of its own, 0.0.0.0 for all of them, or leave --host out for this machine alone.`,
      );
    default:
      return told(`The server can't listen on ${host}, port ${port}: ${reasonOf(error)}.`);
  }
}
