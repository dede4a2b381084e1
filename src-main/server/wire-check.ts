import { deepestNesting } from '../../src-shared/text/checked.js';

/**
 * Whether a MessagePack message can hold as many elements as it says, and no deeper in each other than
 * what follows can walk through. A decoder makes room for what an
 * array's head announces before it has seen the elements: a few bytes could ask for gigabytes. Every
 * element takes a byte at least, so all that is announced must fit into the message.
 */
export function isPlausibleMessage(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** Of each list that is open, the outermost first: elements that are still to come. */
  const open: number[] = [];
  let announced = 0;
  let at = 0;
  try {
    while (at < bytes.length) {
      const { head, body, elements } = measure(view, at);
      at += head + body;
      announced += elements;
      if (announced > bytes.length || at > bytes.length) return false;
      while (open.at(-1) === 0) open.pop();
      if (open.length > 0) open.push((open.pop() ?? 0) - 1);
      if (elements > 0) open.push(elements);
      if (open.length > deepestNesting) return false;
    }
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false; // ends inside a length
    throw error;
  }
}

/** One value's bytes before its content, its content's bytes, and the values announced to follow. */
interface Measure {
  readonly head: number;
  readonly body: number;
  readonly elements: number;
}

const scalar = (body: number): Measure => ({ head: 1, body, elements: 0 });
const content = (head: number, body: number): Measure => ({ head, body, elements: 0 });
const list = (head: number, elements: number): Measure => ({ head, body: 0, elements });

/** The format's first bytes, as its specification lists them. */
function measure(view: DataView, at: number): Measure {
  const type = view.getUint8(at);
  if (type <= 0x7f || type >= 0xe0) return scalar(0); // small integers
  if (type <= 0x8f) return list(1, 2 * (type & 0x0f));
  if (type <= 0x9f) return list(1, type & 0x0f);
  if (type <= 0xbf) return content(1, type & 0x1f);
  switch (type) {
    case 0xc4: // bin, str
    case 0xd9:
      return content(2, view.getUint8(at + 1));
    case 0xc5:
    case 0xda:
      return content(3, view.getUint16(at + 1));
    case 0xc6:
    case 0xdb:
      return content(5, view.getUint32(at + 1));
    case 0xc7: // ext, whose content begins with a type
      return content(2, view.getUint8(at + 1) + 1);
    case 0xc8:
      return content(3, view.getUint16(at + 1) + 1);
    case 0xc9:
      return content(5, view.getUint32(at + 1) + 1);
    case 0xcc: // numbers
    case 0xd0:
      return scalar(1);
    case 0xcd:
    case 0xd1:
      return scalar(2);
    case 0xca:
    case 0xce:
    case 0xd2:
      return scalar(4);
    case 0xcb:
    case 0xcf:
    case 0xd3:
      return scalar(8);
    case 0xdc: // arrays, maps
      return list(3, view.getUint16(at + 1));
    case 0xdd:
      return list(5, view.getUint32(at + 1));
    case 0xde:
      return list(3, 2 * view.getUint16(at + 1));
    case 0xdf:
      return list(5, 2 * view.getUint32(at + 1));
    default:
      // Fixed ext: a type and 1, 2, 4, 8 or 16 bytes; null and the booleans; 0xc1 is never used.
      return type >= 0xd4 && type <= 0xd8 ? scalar(1 + 2 ** (type - 0xd4)) : scalar(0);
  }
}
