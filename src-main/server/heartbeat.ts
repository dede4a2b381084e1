import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** ms */
const interval = 30_000;
/** Beats without a sign of life. A slow line may be busy with one large message for some of them. */
const patience = 3;

/**
 * Asks a WebSocket's other end for a sign of life now and then, and lets go of one that has gone
 * without a word. Whatever comes from it counts, the answer to a ping at least.
 */
export function keepHeartbeat(socket: WebSocket, connection: Socket, every = interval): void {
  let received = 0;
  let silentBeats = 0;
  const timer = setInterval(() => {
    silentBeats = connection.bytesRead > received ? 0 : silentBeats + 1;
    received = connection.bytesRead;
    if (silentBeats > patience) socket.terminate();
    else socket.ping();
  }, every);
  socket.on('close', () => clearInterval(timer));
}
