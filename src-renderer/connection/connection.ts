import type { AppEvent, DesktopEvent } from '../../src-shared/contract/app-events.js';
import type { Client } from '../../src-shared/contract/command.js';
import type { commands } from '../../src-shared/contract/commands.js';
import type { Shell } from './shell.js';

/**
 * Whether calls reach the program. `refused`: the server asks for the token again. A page that
 * becomes `open` has missed events and reads its state anew.
 */
export type ConnectionStatus = 'connecting' | 'open' | 'lost' | 'refused';

export type ConnectionEvent = AppEvent | DesktopEvent;

/** The way from the page to the program: everything else in the page knows only this. */
export interface Connection {
  /** Commands reject with an AppError. */
  readonly call: Client<typeof commands>;
  readonly shell: Shell;
  readonly status: ConnectionStatus;
  /** Why it is `refused`, in the server's words; null where it has none. */
  readonly refusal: string | null;
  /** Both return what ends the listening. */
  onStatus(listener: (status: ConnectionStatus) => void): () => void;
  onEvent(listener: (event: ConnectionEvent) => void): () => void;
}

/** Runs a reading of state now, if calls get through, and again whenever the connection opens. */
export function wheneverOpen(connection: Connection, read: () => unknown): void {
  connection.onStatus((status) => {
    if (status === 'open') read();
  });
  if (connection.status === 'open') read();
}
