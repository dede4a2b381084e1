import { createBirpc } from 'birpc';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { AppEvent } from '../../src-shared/contract/app-events.js';
import type { PageFunctions, ServerFunctions } from '../../src-shared/contract/bridge.js';
import type { Reply } from '../../src-shared/contract/command.js';
import { decodeMessage, encodeMessage } from '../../src-shared/contract/wire.js';
import type { ServerLimits } from './limits.js';
import { PageCalls } from './page-calls.js';
import { isPlausibleMessage } from './wire-check.js';

/** A page at the other end of a WebSocket. */
export interface ConnectedPage {
  tell(event: AppEvent): void;
  /** It has gone, or the server ends: what it asked and is not begun yet is dropped. */
  leave(): void;
}

interface TransportOptions {
  /** Answers a call of the page's. Never throws. */
  readonly answer: (name: string, input: unknown) => Promise<Reply>;
  readonly limits: ServerLimits;
  /** Of an answer that could not be sent: a defect. */
  readonly onError: (error: unknown) => void;
}

/** Codes of a WebSocket's close, RFC 6455. */
const closeCodes = { notBytes: 1003, malformed: 1007, breaksRules: 1008 } as const;

/** What a page sends: calls, as birpc writes them. It is asked nothing, so it answers nothing. */
const callSchema = z.object({
  t: z.literal('q'),
  i: z.string().max(64),
  m: z.literal('call'),
  a: z.tuple([z.string(), z.unknown()]),
});

/** Answers a page's calls and tells it events, as the contract's messages. */
export function connectPage(socket: WebSocket, options: TransportOptions): ConnectedPage {
  const { limits, answer } = options;
  const calls = new PageCalls({
    most: limits.callsUnderWay,
    mayBegin: () => socket.bufferedAmount <= limits.bytesUnread,
    answer,
  });
  let receive: (message: unknown) => unknown = () => {};
  const page = createBirpc<PageFunctions, ServerFunctions>(
    { call: (name, input) => calls.answer(name, input) },
    {
      post: (message) => post(socket, encodeMessage(message), () => calls.beginMore()),
      on: (handler) => {
        receive = handler;
      },
      eventNames: ['event'],
      onGeneralError: (error) => {
        options.onError(error);
        return true;
      },
    },
  );
  let unanswered = 0;
  const isTooMuch = () =>
    unanswered > limits.bytesUnanswered || calls.waitingCount > limits.callsWaiting;

  socket.binaryType = 'arraybuffer';
  socket.on('message', async (data, isBinary) => {
    if (socket.readyState !== socket.OPEN) return;
    if (!isBinary || !(data instanceof ArrayBuffer)) {
      return socket.close(closeCodes.notBytes, 'messages are bytes');
    }
    const call = readCall(new Uint8Array(data));
    if (call === null) return socket.close(closeCodes.malformed, 'not a call');
    unanswered += data.byteLength;
    try {
      const answered = receive(call);
      if (isTooMuch()) socket.pause();
      await answered;
    } catch (error) {
      options.onError(error);
    } finally {
      unanswered -= data.byteLength;
      if (!isTooMuch()) socket.resume();
    }
  });

  return {
    tell(event) {
      if (socket.bufferedAmount > limits.mostBytesUnread) {
        return socket.close(closeCodes.breaksRules, 'messages are not read');
      }
      const comesAnew = ['steps', 'search', 'evaluation'].includes(event.kind);
      if (comesAnew && socket.bufferedAmount > limits.bytesUnread) return;
      page.event(event).catch(options.onError);
    },
    leave: () => calls.close(),
  };
}

function readCall(bytes: Uint8Array) {
  if (!isPlausibleMessage(bytes)) return null;
  try {
    return callSchema.safeParse(decodeMessage(bytes)).data ?? null;
  } catch {
    return null; // whatever is wrong with it: it is not a message
  }
}

/** A page that has gone takes no message: it asks for the state when it comes back. */
function post(socket: WebSocket, bytes: Uint8Array, onSent: () => void): void {
  if (socket.readyState === socket.OPEN) socket.send(bytes, onSent);
}
