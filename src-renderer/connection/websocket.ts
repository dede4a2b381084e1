import { createBirpc } from 'birpc';
import type { AppEvent } from '../../src-shared/contract/app-events.js';
import type { PageFunctions, ServerFunctions } from '../../src-shared/contract/bridge.js';
import { client, type Reply } from '../../src-shared/contract/command.js';
import { commandNames } from '../../src-shared/contract/command-names.js';
import type { commands } from '../../src-shared/contract/commands.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { decodeMessage, encodeMessage } from '../../src-shared/contract/wire.js';
import { browserShell } from './browser-shell.js';
import type { Connection, ConnectionStatus } from './connection.js';
import { Listeners } from './listeners.js';

const shortestWait = 250;
const longestWait = 8_000;

/** The page of the browser shell: a socket to the server it came from, opened again when lost. */
export function connectToServer(): Connection {
  const socket = new ServerSocket();
  socket.open();
  const send = (name: string, input: unknown) => socket.send(name, input);
  return {
    call: client<typeof commands>(commandNames, send),
    shell: browserShell(send),
    get status() {
      return socket.status;
    },
    onStatus: (listener) => socket.statusListeners.add(listener),
    onEvent: (listener) => socket.eventListeners.add(listener),
  };
}

type Rpc = ReturnType<typeof createBirpc<ServerFunctions, PageFunctions>>;

class ServerSocket {
  readonly statusListeners = new Listeners<ConnectionStatus>();
  readonly eventListeners = new Listeners<AppEvent>();
  status: ConnectionStatus = 'connecting';
  /** Set while the socket is open. */
  #rpc: Rpc | null = null;
  /** Milliseconds before the next attempt. */
  #wait = shortestWait;
  /** Settles when the first attempt does: calls made before it wait for it. */
  readonly #firstAttempt: Promise<void>;
  #settleFirstAttempt: () => void = () => {};

  constructor() {
    this.#firstAttempt = new Promise((resolve) => {
      this.#settleFirstAttempt = resolve;
    });
  }

  open(): void {
    const socket = new WebSocket(socketAddress());
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      this.#rpc = this.#rpcOver(socket);
      this.#wait = shortestWait;
      this.#setStatus('open');
      this.#settleFirstAttempt();
    };
    socket.onclose = () => void this.#lose();
  }

  async send(name: string, input: unknown): Promise<Reply> {
    await this.#firstAttempt;
    if (this.#rpc === null) throw lostError();
    return this.#rpc.call(name, input);
  }

  #rpcOver(socket: WebSocket): Rpc {
    return createBirpc<ServerFunctions, PageFunctions>(
      { event: (event) => this.eventListeners.tell(event) },
      {
        post: (message) => socket.send(message),
        on: (handler) => {
          socket.onmessage = ({ data }) => handler(data);
        },
        serialize: encodeMessage,
        deserialize: decodeMessage,
        timeout: -1, // a command lasts as long as it lasts
      },
    );
  }

  async #lose(): Promise<void> {
    const rpc = this.#rpc;
    this.#rpc = null;
    void rpc?.$rejectPendingCalls(({ reject }) => reject(lostError()));
    this.#setStatus((await isRefused()) ? 'refused' : 'lost');
    this.#settleFirstAttempt();
    setTimeout(() => this.open(), this.#wait);
    this.#wait = Math.min(2 * this.#wait, longestWait);
  }

  #setStatus(status: ConnectionStatus): void {
    if (status === this.status) return;
    this.status = status;
    this.statusListeners.tell(status);
  }
}

const lostError = (): AppError =>
  new AppError(
    'CONNECTION_LOST',
    'The connection to the program is lost. The page connects again by itself when the program runs; then try once more.',
  );

const socketAddress = (): string =>
  `${window.location.protocol === 'https:' ? 'wss:' : 'ws:'}//${window.location.host}/socket`;

/** A socket does not tell why it did not open, a plain request does. */
async function isRefused(): Promise<boolean> {
  try {
    const { status } = await fetch(window.location.pathname, { method: 'HEAD', cache: 'no-store' });
    return status === 401 || status === 403;
  } catch {
    return false; // Nobody answers: lost.
  }
}
