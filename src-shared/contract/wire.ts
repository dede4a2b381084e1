import { decode, ExtensionCodec, encode } from '@msgpack/msgpack';

/** MessagePack's extension type of a Float32Array, little-endian. Uint8Array is its own `bin`. */
const float32Array = 1;

const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: float32Array,
  encode: (value) =>
    value instanceof Float32Array
      ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      : null,
  // A copy: the floats lie anywhere in the message, a view wants a multiple of four.
  decode: (bytes) => new Float32Array(new Uint8Array(bytes).buffer),
});

/** A message for a channel that carries bytes (WebSocket). Absent fields stay absent. */
export const encodeMessage = (message: unknown): Uint8Array<ArrayBuffer> =>
  encode(message, { extensionCodec, ignoreUndefined: true });

/** @throws RangeError, DecodeError when the bytes are no such message. */
export const decodeMessage = (bytes: ArrayBuffer | Uint8Array): unknown =>
  decode(bytes, { extensionCodec });
