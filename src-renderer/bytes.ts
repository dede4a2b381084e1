/** A copy in memory of its own: what a Uint8Array views may be shared, which a blob does not take. */
export const copyOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

export const blobOf = (bytes: Uint8Array, type: string): Blob =>
  new Blob([copyOf(bytes)], { type });
