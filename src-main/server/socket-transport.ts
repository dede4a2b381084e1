import { createBirpc } from 'birpc';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { AppEvent } from '../../src-shared/contract/app-events.js';
import type { PageFunctions, ServerFunctions } from '../../src-shared/contract/bridge.js';
import type { Reply } from '../../src-shared/contract/command.js';
import { decodeMessage, encodeMessage } from '../../src-shared/contract/wire.js';
import { isPlausibleMessage } from './wire-check.js';

/** A page at the other end of a WebSocket. */
export interface ConnectedPage {
  tell(event: AppEvent): void;
}

interface TransportOptions {
  /** Answers a call of the page's. Never throws. */
  readonly answer: (name: string, input: unknown) => Promise<Reply>;
  /** Of an answer that could not be sent: a defect. */
  readonly onError: (error: unknown) => void;
}

/** Codes of a WebSocket's close, RFC 6455. */
const closeCodes = { notBytes: 1003, malformed: 1007 } as const;

/** Bytes that wait for a slow page; above it is not told single steps. */
const maxWaiting = 8 * 1024 * 1024;
/** Bytes of calls not yet answered; above nothing more is read until some are. */
const maxUnanswered = 32 * 1024 * 1024;

/** What a page sends: calls, as birpc writes them. It is asked nothing, so it answers nothing. */
const callSchema = z.object({
  t: z.literal('q'),
  i: z.string().max(64),
  m: z.literal('call'),
  a: z.tuple([z.string(), z.unknown()]),
});

/** Answers a page's calls and tells it events, as the contract's messages. */
export function connectPage(socket: WebSocket, options: TransportOptions): ConnectedPage {
  let receive: (message: unknown) => unknown = () => {};
  const page = createBirpc<PageFunctions, ServerFunctions>(
    { call: options.answer },
    {
      post: (message) => post(socket, encodeMessage(message)),
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

  socket.binaryType = 'arraybuffer';
  socket.on('message', async (data, isBinary) => {
    if (socket.readyState !== socket.OPEN) return;
    if (!isBinary || !(data instanceof ArrayBuffer)) {
      return socket.close(closeCodes.notBytes, 'messages are bytes');
    }
    const call = readCall(new Uint8Array(data));
    if (call === null) return socket.close(closeCodes.malformed, 'not a call');
    unanswered += data.byteLength;
    if (unanswered > maxUnanswered) socket.pause();
    try {
      await receive(call);
    } catch (error) {
      options.onError(error);
    } finally {
      unanswered -= data.byteLength;
      if (unanswered <= maxUnanswered) socket.resume();
    }
  });

  return {
    tell(event) {
      if (event.kind === 'steps' && socket.bufferedAmount > maxWaiting) return;
      page.event(event).catch(options.onError);
    },
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
function post(socket: WebSocket, bytes: Uint8Array): void {
  if (socket.readyState === socket.OPEN) socket.send(bytes, () => {});
}
