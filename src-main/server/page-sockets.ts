import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { AppEvent } from '../../src-shared/contract/app-events.js';
import { uploadCommandNames } from '../../src-shared/contract/command-names.js';
import { keepHeartbeat } from './heartbeat.js';
import type { ServerLimits } from './limits.js';
import type { PageService } from './page-service.js';
import { type ConnectedPage, connectPage } from './socket-transport.js';
import { PageUploads } from './uploads/page-uploads.js';

interface PageSocketsOptions {
  readonly service: PageService;
  readonly limits: ServerLimits;
  readonly onError: (error: unknown) => void;
}

/** The code by which a WebSocket's page learns that the server ends. */
const goingAway = 1001;
/** How long a page may take to close its end, ms. */
const closingTime = 1_000;

interface OpenPage extends ConnectedPage {
  /** Aborted when nobody waits for its calls any more. */
  readonly leaving: AbortController;
}

/** The pages that are open: all are told the same events, and each brings its own uploads. */
export class PageSockets {
  private readonly pages = new Map<WebSocket, OpenPage>();
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly stopListening: () => void;

  constructor(private readonly options: PageSocketsOptions) {
    this.stopListening = options.service.onAppEvent((event) => this.tellAll(event));
  }

  get areTooMany(): boolean {
    return this.pages.size >= this.options.limits.pages;
  }

  add(socket: WebSocket, connection: Socket): void {
    const { service, limits, onError } = this.options;
    const uploads = new PageUploads(service, { onNewRun: () => this.tellAll({ kind: 'runs' }) });
    const leaving = new AbortController();
    setMaxListeners(0, leaving.signal); // each call under way listens
    const asker = { gone: leaving.signal };
    const answer = (name: string, input: unknown) =>
      isUpload(name) ? uploads.answer(name, input) : service.answer(name, input, asker);
    const page = connectPage(socket, {
      answer: (name, input) => this.follow(answer(name, input)),
      limits,
      onError,
    });
    keepHeartbeat(socket, connection);
    this.pages.set(socket, { ...page, leaving });
    // A line that breaks, or a message against the protocol: the socket closes by itself.
    socket.on('error', () => {});
    socket.on('close', () => {
      this.pages.delete(socket);
      letGo({ ...page, leaving });
      this.follow(uploads.close()).catch(onError);
    });
  }

  /** Resolves when every page is gone and all that was begun for them and must be has been done. */
  async close(): Promise<void> {
    this.stopListening();
    const sockets = [...this.pages.keys()];
    const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const page of this.pages.values()) letGo(page);
    for (const socket of sockets) socket.close(goingAway, 'the server ends');
    await Promise.race([Promise.all(closed), sleep(closingTime, null, { ref: false })]);
    for (const socket of sockets) socket.terminate();
    await Promise.all(closed);
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  private tellAll(event: AppEvent): void {
    for (const page of this.pages.values()) page.tell(event);
  }

  private follow<Value>(work: Promise<Value>): Promise<Value> {
    this.underWay.add(work);
    const forget = () => this.underWay.delete(work);
    work.then(forget, forget);
    return work;
  }
}

/** What is only drawn ends, and what is not begun is dropped. */
function letGo({ leave, leaving }: OpenPage): void {
  leave();
  leaving.abort();
}

const isUpload = (name: string): boolean => uploadCommandNames.some((known) => known === name);
