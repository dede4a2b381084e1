/**
 * Pages of a data file of LMDB, version 1, as 64-bit little-endian machines have them: the structures
 * MDB_page, MDB_node, MDB_db and MDB_meta. Numbers of pages are whole numbers below 2^48.
 *
 * @see https://github.com/LMDB/lmdb/blob/mdb.RE/0.9/libraries/liblmdb/mdb.c
 */
const pageBytes = 4096;

/** Bytes before a page's places of nodes or a value, before a node's key, and of a place. */
const [pageHeader, nodeHeader, placeBytes] = [16, 8, 2];
const pageKinds = { branch: 1, leaf: 2, overflow: 4, meta: 8 } as const;
/** Says that a node has the number of its value's page, which takes so many bytes. */
const [bigData, pageNumber] = [1, 8];
/** A larger node would leave no room for a second one: its value gets pages of its own. */
const largestNode = (((pageBytes - pageHeader) / 2) & -2) - placeBytes;
const noPage = 2n ** 64n - 1n;

/** What nodes may take of a page, their places included. */
export const roomBytes = pageBytes - pageHeader;

/** A key and how long its value is. */
export interface Sized {
  /** ASCII. */
  readonly key: string;
  readonly bytes: number;
}

/** Pages that a value has of its own; 0 for one that lies in its node. */
export const ownPages = ({ key, bytes }: Sized): number =>
  nodeHeader + key.length + bytes > largestNode ? Math.ceil((pageHeader + bytes) / pageBytes) : 0;

/** What an entry takes of a leaf. */
export const leafBytes = (entry: Sized): number =>
  nodeBytes(entry.key.length + (ownPages(entry) > 0 ? pageNumber : entry.bytes));

/** What a page of the next level takes of a branch. */
export const branchBytes = (key: string): number => nodeBytes(key.length);

/** Nodes begin at even places. */
const nodeBytes = (content: number): number =>
  2 * Math.ceil((nodeHeader + content) / 2) + placeBytes;

/** An entry with its value. */
export interface Entry extends Sized {
  readonly value: Uint8Array;
}

/**
 * A leaf, and behind it the pages of its values that do not lie in it.
 *
 * @param page its number
 */
export function leafPages(page: number, entries: readonly Entry[]): Buffer[] {
  const leaf = new NodePage(page, 'leaf');
  const pages = [leaf.bytes];
  let next = page + 1;
  for (const entry of entries) {
    const { key, value } = entry;
    const own = ownPages(entry);
    const at = leaf.add(key, own > 0 ? pageNumber : value.length);
    leaf.bytes.writeUInt32LE(value.length, at);
    leaf.bytes.writeUInt16LE(own > 0 ? bigData : 0, at + 4);
    if (own > 0) {
      leaf.bytes.writeBigUInt64LE(BigInt(next), at + nodeHeader + key.length);
      pages.push(valuePages(next, own, value));
      next += own;
    } else {
      leaf.bytes.set(value, at + nodeHeader + key.length);
    }
  }
  return pages;
}

function valuePages(page: number, count: number, value: Uint8Array): Buffer {
  const bytes = newPage(page, 'overflow', count);
  bytes.writeUInt32LE(count, 12);
  bytes.set(value, pageHeader);
  return bytes;
}

/** A page of a tree that leads to others. */
export interface Child {
  readonly page: number;
  /** The first in it. */
  readonly key: string;
}

/** A page that leads to at least two others. What is below the first one's key is looked for there too. */
export function branchPage(page: number, children: readonly Child[]): Buffer {
  const branch = new NodePage(page, 'branch');
  for (const [place, child] of children.entries()) {
    const at = branch.add(place === 0 ? '' : child.key, 0);
    branch.bytes.writeUIntLE(child.page, at, 6);
  }
  return branch.bytes;
}

/** A page of nodes: their places from its beginning on, they themselves from its end. */
class NodePage {
  readonly bytes: Buffer;
  private lower = pageHeader;
  private upper = pageBytes;

  constructor(page: number, kind: 'leaf' | 'branch') {
    this.bytes = newPage(page, kind, 1);
  }

  /** @returns where the node begins */
  add(key: string, content: number): number {
    this.upper -= nodeBytes(key.length + content) - placeBytes;
    const { bytes, lower, upper } = this;
    this.lower += placeBytes;
    if (this.lower > upper) throw new RangeError('A page has no room for so many nodes.');
    bytes.writeUInt16LE(upper, lower);
    bytes.writeUInt16LE(this.lower, 12);
    bytes.writeUInt16LE(upper, 14);
    bytes.writeUInt16LE(key.length, upper + 6);
    bytes.write(key, upper + nodeHeader, 'latin1');
    return upper;
  }
}

/** What is known of a tree. */
export interface Tree {
  readonly depth: number;
  readonly branches: number;
  readonly leaves: number;
  /** Pages of values. */
  readonly overflow: number;
  readonly entries: number;
  readonly root: number;
  /** Of the whole file. */
  readonly pages: number;
}

/** The two pages that a file begins with: before anything was written, and with the tree. */
export const metaPages = (tree: Tree): Buffer[] => [
  metaPage(0, null, tree),
  metaPage(1, tree, tree),
];

function metaPage(page: 0 | 1, tree: Tree | null, { pages }: Tree): Buffer {
  const bytes = newPage(page, 'meta', 1);
  const put = (value: number | bigint, at: number) => bytes.writeBigUInt64LE(BigInt(value), at);
  bytes.writeUInt32LE(0xbeefc0de, 16);
  bytes.writeUInt32LE(1, 20);
  put(pages * pageBytes, 32);
  // Pages that are free: none. Its first numbers are the size of a page and that its keys are numbers.
  bytes.writeUInt32LE(pageBytes, 40);
  bytes.writeUInt16LE(8, 44);
  put(noPage, 80);
  const { depth, branches, leaves, overflow, entries, root } = tree ?? nothing;
  bytes.writeUInt16LE(depth, 94);
  for (const [at, count] of [branches, leaves, overflow, entries].entries())
    put(count, 96 + 8 * at);
  put(root ?? noPage, 128);
  put(tree === null ? 1 : pages - 1, 136);
  put(page, 144);
  return bytes;
}

const nothing = { depth: 0, branches: 0, leaves: 0, overflow: 0, entries: 0, root: null };

function newPage(page: number, kind: keyof typeof pageKinds, count: number): Buffer {
  const bytes = Buffer.alloc(count * pageBytes);
  bytes.writeBigUInt64LE(BigInt(page));
  bytes.writeUInt16LE(pageKinds[kind], 10);
  return bytes;
}
