/** What is found in a data file of LMDB. */
interface FoundTree {
  readonly entries: Map<string, Buffer>;
  readonly depth: number;
  /** Looks a key up from the root, as a reader does. */
  get(key: string): Buffer | null;
}

/**
 * A reader of LMDB's version-1 data files that shares nothing with what writes them. It walks the whole
 * tree and looks that every page is used once, that keys are in their order, and that the counts are right.
 */
export function readLmdb(file: Buffer): FoundTree {
  const u16 = (at: number) => file.readUInt16LE(at);
  const u64 = (at: number) => Number(file.readBigUInt64LE(at));
  const [size, metas] = [file.readUInt32LE(16 + 24), [0, 1].map((page) => 16 + 4096 * page)];
  for (const meta of metas) {
    if (file.readUInt32LE(meta) !== 0xbeefc0de || file.readUInt32LE(meta + 4) !== 1)
      throw new Error('It is no LMDB of version 1.');
  }
  const meta = Math.max(...metas.map((at) => u64(at + 128) * 1e6 + at)) % 1e6;
  const tree = meta + 72;
  const used = new Set([0, 1]);
  const use = (page: number, kind: number) => {
    if (used.has(page)) throw new Error(`Page ${page} is used twice.`);
    if (u64(page * size) !== page) throw new Error(`Page ${page} has another number.`);
    if (u16(page * size + 10) !== kind) throw new Error(`Page ${page} is of another kind.`);
    used.add(page);
  };
  const nodes = (page: number) => {
    const [begin, lower, upper] = [page * size, u16(page * size + 12), u16(page * size + 14)];
    const places = Array.from({ length: (lower - 16) / 2 }, (_, at) => u16(begin + 16 + 2 * at));
    if (places.some((place) => place < upper || place % 2 === 1))
      throw new Error('A node is astray.');
    return places.map((place) => {
      const at = begin + place;
      return { at, key: file.toString('latin1', at + 8, at + 8 + u16(at + 6)) };
    });
  };
  const contentOf = ({ at, key }: { at: number; key: string }, onPage: (page: number) => void) => {
    const [bytes, from] = [file.readUInt32LE(at), at + 8 + key.length];
    if (u16(at + 4) === 0) return file.subarray(from, from + bytes);
    const page = u64(from);
    onPage(page);
    return file.subarray(page * size + 16, page * size + 16 + bytes);
  };
  const counts = { branches: 0, leaves: 0, overflow: 0 };
  const entries = new Map<string, Buffer>();
  let [last, deepest] = ['', 0];
  const walk = (page: number, least: string, depth: number) => {
    deepest = Math.max(deepest, depth);
    const isLeaf = u16(page * size + 10) === 2;
    use(page, isLeaf ? 2 : 1);
    counts[isLeaf ? 'leaves' : 'branches']++;
    const found = nodes(page);
    if (found.length < (isLeaf ? 1 : 2)) throw new Error(`Page ${page} is too empty.`);
    for (const [place, node] of found.entries()) {
      if (!isLeaf) walk(file.readUIntLE(node.at, 6), place === 0 ? least : node.key, depth + 1);
      else {
        if (node.key <= last || node.key < least) throw new Error(`${node.key} is not in order.`);
        last = node.key;
        entries.set(node.key, contentOf(node, useOverflow));
      }
    }
  };
  const useOverflow = (page: number) => {
    use(page, 4);
    const pages = file.readUInt32LE(page * size + 12);
    for (let more = 1; more < pages; more++) used.add(page + more);
    counts.overflow += pages;
  };
  const [root, depth] = [u64(tree + 40), u16(tree + 6)];
  walk(root, '', 1);
  const said = [8, 16, 24, 32].map((at) => u64(tree + at));
  const are = [counts.branches, counts.leaves, counts.overflow, entries.size];
  if (String(said) !== String(are)) throw new Error(`There are ${are}, not ${said}.`);
  const pages = file.length / size;
  if (depth !== deepest || used.size !== pages || u64(meta + 120) !== pages - 1)
    throw new Error('The tree is not all of the file.');
  const get = (key: string): Buffer | null => {
    let page = root;
    while (u16(page * size + 10) === 1) {
      const below = nodes(page).filter((node, at) => at === 0 || node.key <= key);
      page = file.readUIntLE(below.at(-1)?.at ?? 0, 6);
    }
    const node = nodes(page).find((each) => each.key === key);
    return node ? contentOf(node, () => {}) : null;
  };
  return { entries, depth, get };
}
