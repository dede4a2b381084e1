/** A frame as a GIF decoder sees it. */
interface GifFrame {
  delayMs: number;
  width: number;
  height: number;
  /** [height, width] palette entries. */
  indices: number[];
}

export interface Gif {
  width: number;
  height: number;
  /** 256 greys as [red, green, blue]. */
  palette: number[][];
  /** 0 is forever; null without a loop extension. */
  loops: number | null;
  frames: GifFrame[];
}

/** Reads a GIF89a from the format's description; knows nothing of the encoder under test. */
export function readGif(file: Uint8Array): Gif {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const signature = new TextDecoder().decode(file.subarray(0, 6));
  if (signature !== 'GIF89a') throw new Error(`Signature ${signature}`);
  const flags = view.getUint8(10);
  if ((flags & 0x80) === 0) throw new Error('No global palette');
  const colours = 2 << (flags & 7);
  const palette = Array.from({ length: colours }, (_, index) => [
    ...file.subarray(13 + index * 3, 16 + index * 3),
  ]);
  const gif: Gif = {
    width: view.getUint16(6, true),
    height: view.getUint16(8, true),
    palette,
    loops: null,
    frames: [],
  };
  let at = 13 + colours * 3;
  let delayMs = 0;
  const readBlocks = (): Uint8Array => {
    const bytes: number[] = [];
    for (let size = view.getUint8(at++); size > 0; size = view.getUint8(at++)) {
      bytes.push(...file.subarray(at, at + size));
      at += size;
    }
    return Uint8Array.from(bytes);
  };
  for (;;) {
    const kind = view.getUint8(at++);
    if (kind === 0x3b) break;
    if (kind === 0x21) {
      const label = view.getUint8(at++);
      const data = readBlocks();
      if (label === 0xf9) delayMs = ((data[1] ?? 0) + (data[2] ?? 0) * 256) * 10;
      if (label === 0xff) gif.loops = (data[12] ?? 0) + (data[13] ?? 0) * 256;
    } else if (kind === 0x2c) {
      const width = view.getUint16(at + 4, true);
      const height = view.getUint16(at + 6, true);
      if (view.getUint8(at + 8) !== 0) throw new Error('A local palette or interlacing');
      const codeSize = view.getUint8(at + 9);
      at += 10;
      gif.frames.push({ delayMs, width, height, indices: unpack(readBlocks(), codeSize) });
    } else {
      throw new Error(`Block ${kind} at ${at}`);
    }
  }
  if (at !== file.length) throw new Error(`${file.length - at} bytes after the end`);
  return gif;
}

/** GIF's variable-length LZW. */
function unpack(bytes: Uint8Array, codeSize: number): number[] {
  const clear = 1 << codeSize;
  const end = clear + 1;
  const roots = Array.from({ length: clear + 2 }, (_, code) => (code < clear ? [code] : []));
  let table = [...roots];
  let width = codeSize + 1;
  let previous: number[] | undefined;
  const output: number[] = [];
  let bit = 0;
  for (;;) {
    let code = 0;
    for (let index = 0; index < width; index++, bit++) {
      code |= (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) << index;
    }
    if (code === end || bit > bytes.length * 8) return output;
    if (code === clear) {
      table = [...roots];
      width = codeSize + 1;
      previous = undefined;
      continue;
    }
    const known = table[code];
    const entry: number[] = known ?? [...(previous ?? []), previous?.[0] ?? 0];
    for (const value of entry) output.push(value);
    if (previous && table.length < 4096) table.push([...previous, entry[0] ?? 0]);
    if (table.length === 1 << width && width < 12) width++;
    previous = entry;
  }
}
