/**
 * Keeps the last pictures that were asked for, so that going back and forth asks once. Those that
 * failed are asked for again.
 */
export class PictureCache {
  readonly #fetch: (epoch: number) => Promise<Uint8Array>;
  readonly #limit: number;
  /** The one used last stands last. */
  readonly #pictures = new Map<number, Promise<Uint8Array>>();

  /** @param limit pictures kept */
  constructor(fetch: (epoch: number) => Promise<Uint8Array>, limit: number) {
    this.#fetch = fetch;
    this.#limit = limit;
  }

  get(epoch: number): Promise<Uint8Array> {
    const known = this.#pictures.get(epoch);
    this.#pictures.delete(epoch);
    const picture = known ?? this.#ask(epoch);
    this.#pictures.set(epoch, picture);
    const [oldest] = this.#pictures.keys();
    if (this.#pictures.size > this.#limit && oldest !== undefined) this.#pictures.delete(oldest);
    return picture;
  }

  #ask(epoch: number): Promise<Uint8Array> {
    const picture = this.#fetch(epoch);
    picture.catch(() => {
      if (this.#pictures.get(epoch) === picture) this.#pictures.delete(epoch);
    });
    return picture;
  }
}
