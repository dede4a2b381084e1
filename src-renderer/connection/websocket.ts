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
    get refusal() {
      return socket.refusal;
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
  refusal: string | null = null;
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
    const answer = await askWhy();
    this.refusal = answer.words;
    this.#setStatus(answer.refused ? 'refused' : 'lost');
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

/** Beside the page: a forwarder may have the server under a path. */
const addressBeside = (name: string): URL => new URL(name, document.baseURI);

function socketAddress(): URL {
  const address = addressBeside('socket');
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address;
}

interface Answer {
  readonly refused: boolean;
  /** The server's own, where they say more than that it does not know the page. */
  readonly words: string | null;
}

/** A socket does not tell why it did not open, a plain request does. */
async function askWhy(): Promise<Answer> {
  try {
    const address = addressBeside('socket');
    address.searchParams.set('origin', window.location.origin);
    const response = await fetch(address, { cache: 'no-store' });
    const refused = [401, 403, 421].includes(response.status);
    // A forwarder's own refusal is a page of its own.
    const isPlain = response.headers.get('Content-Type')?.startsWith('text/plain') === true;
    const hasWords = refused && response.status !== 401 && isPlain;
    return { refused, words: hasWords ? await response.text() : null };
  } catch {
    return { refused: false, words: null }; // Nobody answers: lost.
  }
}
