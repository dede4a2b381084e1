import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { readResource } from '../files/resources.js';
import type { PageFile } from '../web/page-file.js';

/** Of those that a browser takes, the first is used. */
const encodings = ['br', 'gzip'] as const;
type Encoding = (typeof encodings)[number];

/** Pictures and fonts are compressed already. */
const compressible = /^(?:text\/|application\/json|image\/svg)/;
/** Below so many bytes the head of an answer is the larger part. */
const fewBytes = 1_024;

const work: Readonly<Record<Encoding, (bytes: Uint8Array) => Promise<Uint8Array>>> = {
  // Better takes seconds: the first to ask would wait longer than what is saved takes on a slow line.
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 6,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gzip: (bytes) => promisify(gzip)(bytes),
};

/** The files of a page as browsers take them: each is compressed once, when it is first asked for. */
export class EncodedFiles {
  /** Of files whose content never changes under their name. */
  private readonly kept = new Map<string, Promise<Uint8Array>>();

  /** The bytes to send of a file; the answer's head is told how they are encoded. */
  async bytesOf(file: PageFile, context: Context): Promise<Uint8Array<ArrayBuffer>> {
    const plain = await readResource(file.path);
    if (!compressible.test(file.contentType) || plain.length < fewBytes) {
      return new Uint8Array(plain);
    }
    // Also of what is sent as it is: a cache must not give it to everybody.
    context.header('Vary', 'Accept-Encoding');
    const encoding = acceptedEncoding(context);
    if (encoding === null) return new Uint8Array(plain);
    context.header('Content-Encoding', encoding);
    return new Uint8Array(await this.encoded(file, encoding, plain));
  }

  private encoded(file: PageFile, encoding: Encoding, plain: Uint8Array): Promise<Uint8Array> {
    if (!file.immutable) return work[encoding](plain);
    const key = `${encoding} ${file.path}`;
    const known = this.kept.get(key) ?? work[encoding](plain);
    this.kept.set(key, known);
    return known;
  }
}

function acceptedEncoding(context: Context): Encoding | null {
  const accepted = accepts(context, {
    header: 'Accept-Encoding',
    supports: [...encodings],
    default: '',
    match: (asked) => {
      const taken = asked.flatMap(({ type, q }) => (q > 0 ? type.toLowerCase() : []));
      return encodings.find((encoding) => taken.includes(encoding)) ?? '';
    },
  });
  return encodings.find((encoding) => encoding === accepted) ?? null;
}
