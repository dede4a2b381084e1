import {
  branchBytes,
  branchPage,
  type Child,
  type Entry,
  leafBytes,
  leafPages,
  metaPages,
  ownPages,
  roomBytes,
  type Sized,
  type Tree,
} from './lmdb-pages.js';

/** Pages that stand before all others. */
const metas = 2;

/**
 * The data file of an LMDB, written in one go: leaves in the order of their keys, each with its values
 * behind it, then the branches, level by level. What is in memory is a leaf, and a key for each.
 *
 * @param entries ASCII keys of at most 511 bytes in the order of their bytes, as often as it is called
 *   and each time the same ones; at least one
 * @see https://github.com/LMDB/lmdb
 */
export async function* lmdbFile(entries: {
  sizes(): AsyncIterable<Sized>;
  values(): AsyncIterable<Entry>;
}): AsyncGenerator<Uint8Array> {
  const { leaves, overflow, count } = await planLeaves(entries.sizes());
  const levels = planBranches(leaves, metas + leaves.length + overflow);
  const top = levels.at(-1) ?? leaves;
  const branches = levels.reduce((sum, level) => sum + level.length, 0);
  const tree: Tree = {
    depth: levels.length + 1,
    branches,
    leaves: leaves.length,
    overflow,
    entries: count,
    root: top[0]?.page ?? 0,
    pages: metas + leaves.length + overflow + branches,
  };
  yield* metaPages(tree);
  let written = 0;
  for await (const leaf of inLeaves(entries.values())) {
    const place = leaves[written++];
    if (place?.key !== leaf[0]?.key) throw new Error('The entries of an LMDB have changed.');
    yield Buffer.concat(leafPages(place?.page ?? 0, leaf));
  }
  for (const level of levels) {
    for (const { page, children } of level) yield branchPage(page, children);
  }
}

/** Entries that share a leaf: as many as it has room for. */
async function* inLeaves<Each extends Sized>(entries: AsyncIterable<Each>): AsyncGenerator<Each[]> {
  let leaf: Each[] = [];
  let room = roomBytes;
  for await (const entry of entries) {
    const bytes = leafBytes(entry);
    if (bytes > room) {
      yield leaf;
      leaf = [];
      room = roomBytes;
    }
    leaf.push(entry);
    room -= bytes;
  }
  yield leaf;
}

async function planLeaves(
  sizes: AsyncIterable<Sized>,
): Promise<{ leaves: Child[]; overflow: number; count: number }> {
  const leaves: Child[] = [];
  let [page, overflow, count] = [metas, 0, 0];
  for await (const leaf of inLeaves(sizes)) {
    const own = leaf.reduce((sum, entry) => sum + ownPages(entry), 0);
    leaves.push({ page, key: leaf[0]?.key ?? '' });
    page += 1 + own;
    overflow += own;
    count += leaf.length;
  }
  return { leaves, overflow, count };
}

interface Branch extends Child {
  readonly children: readonly Child[];
}

/** Levels of branches, the root's last; none where there is but a leaf. */
function planBranches(leaves: readonly Child[], firstPage: number): Branch[][] {
  const levels: Branch[][] = [];
  let below: readonly Child[] = leaves;
  let page = firstPage;
  while (below.length > 1) {
    const level = inBranches(below).map((children) => ({
      page: page++,
      key: children[0]?.key ?? '',
      children,
    }));
    levels.push(level);
    below = level;
  }
  return levels;
}

/** Alike in number, so that none has but one. */
function inBranches(children: readonly Child[]): Child[][] {
  const widest = Math.max(...children.slice(0, 1_000).map(({ key }) => branchBytes(key)));
  const most = Math.floor(roomBytes / widest);
  const count = Math.ceil(children.length / most);
  return Array.from({ length: count }, (_, at) =>
    children.slice(
      Math.floor((at * children.length) / count),
      Math.floor(((at + 1) * children.length) / count),
    ),
  );
}
