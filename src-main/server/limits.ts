/** How much a server takes on for those who are connected to it. `docs/serving.md` tells people. */
export interface ServerLimits {
  /** Connections without a login; above it the oldest of them is closed. */
  readonly strangers: number;
  /** After so many ms without a byte a connection is closed that is no page's. */
  readonly idle: number;
  /** A request's head must have come by then, ms. */
  readonly head: number;
  /** Pages open at once. */
  readonly pages: number;
  /** Calls of a page that are worked on at once; the others wait in the order in which they came. */
  readonly callsUnderWay: number;
  /** Calls of a page that wait; above it no more of what it sends is read. */
  readonly callsWaiting: number;
  /** Bytes of a page's calls not yet answered; above it no more of what it sends is read. */
  readonly bytesUnanswered: number;
  /**
   * Bytes told that a page has not read; above it no call of it is begun and it is not told what the
   * next event tells anew (steps, how far a search is).
   */
  readonly bytesUnread: number;
  /** The same, above which it is let go of. */
  readonly mostBytesUnread: number;
}

const MiB = 2 ** 20;

export const serverLimits: ServerLimits = {
  strangers: 256,
  idle: 30_000,
  head: 20_000,
  pages: 512,
  callsUnderWay: 16,
  callsWaiting: 4_096,
  bytesUnanswered: 32 * MiB,
  bytesUnread: 8 * MiB,
  mostBytesUnread: 256 * MiB,
};
