/** @typedef {(event: object, ...args: readonly unknown[]) => unknown} Handler */

/** @type {Map<string, Handler>} */
const handlers = new Map();

export const ipcMain = {
  /**
   * @param {string} channel
   * @param {Handler} handler
   */
  handle(channel, handler) {
    if (handlers.has(channel)) throw new Error(`A second handler for "${channel}".`);
    handlers.set(channel, handler);
  },
  /** Synchronous calls, which no page of this application makes. */
  on() {},
};

/** @type {Map<string, (request: Request) => Promise<Response>>} */
const schemes = new Map();

export const protocol = {
  registerSchemesAsPrivileged() {},
  /**
   * @param {string} scheme
   * @param {(request: Request) => Promise<Response>} handler
   */
  handle(scheme, handler) {
    schemes.set(scheme, handler);
  },
};

/** @param {string} channel */
export function handlerOf(channel) {
  const handler = handlers.get(channel);
  if (!handler) throw new Error(`No handler registered for '${channel}'`);
  return handler;
}

/**
 * @param {import('./protocol.js').PageRequest} request
 * @returns {Promise<import('./protocol.js').PageResponse>}
 */
export async function answerRequest({ url, method, headers, body }) {
  const handler = schemes.get(new URL(url).protocol.slice(0, -1));
  if (!handler) throw new Error(`Nothing handles ${url}.`);
  const response = await handler(
    new Request(url, { method, headers, ...(body ? { body: new Uint8Array(body) } : {}) }),
  );
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
}
