import type { ErrorData } from '../../../src-shared/contract/errors.js';
import { Loadable } from '../../state/loadable.svelte.js';
import { LatestOnly } from './latest-only.js';

/** Milliseconds after which a person is told what a picture waits for. */
const patience = 2_000;

/** A picture with what it was asked for: what is saved is named after what is seen. */
export interface Drawn<Request, Picture> {
  readonly request: Request;
  readonly picture: Picture;
}

/** A picture that follows what a person sets. The old one stays while a new one is on its way. */
export class Drawing<Request, Picture> {
  readonly #drawn = new Loadable<Drawn<Request, Picture>>();
  readonly #latest: LatestOnly<Request>;
  /** What was asked for last, and as a text to compare with. */
  #asked: { readonly request: Request; readonly key: string } | null = null;
  #busy = $state(false);
  #slow = $state(false);
  #pause: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;

  /** @param draw asks the program; what it is asked is plain data */
  constructor(draw: (request: Request) => Promise<Picture>) {
    this.#latest = new LatestOnly((request) =>
      this.#drawn.load(async () => ({ request, picture: await draw(request) })),
    );
  }

  /** What is seen: null before the first picture and after an error. */
  get shown(): Drawn<Request, Picture> | null {
    return this.#drawn.error === null ? this.#drawn.value : null;
  }

  get error(): ErrorData | null {
    return this.#drawn.error;
  }

  /** Whether a newer picture than the one shown is on its way. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Whether it takes so long that a person should hear why. */
  get slow(): boolean {
    return this.#slow;
  }

  /**
   * Draws, unless exactly this was asked for last.
   * @param delay milliseconds to wait for further changes
   */
  ask(request: Request, { delay = 0 }: { delay?: number } = {}): void {
    const key = JSON.stringify(request);
    if (key === this.#asked?.key) return;
    this.#asked = { request, key };
    this.#begin();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#draw(request), delay);
  }

  /** Draws the same once more: after an error, or with a model that has learned since. */
  again(): void {
    if (this.#asked === null) return;
    this.#begin();
    void this.#draw(this.#asked.request);
  }

  /** Nobody looks any longer. */
  close(): void {
    clearTimeout(this.#pause);
    clearTimeout(this.#patience);
    this.#latest.forget();
  }

  #begin(): void {
    if (this.#busy) return;
    this.#busy = true;
    this.#patience = setTimeout(() => {
      this.#slow = true;
    }, patience);
  }

  async #draw(request: Request): Promise<void> {
    await this.#latest.ask(request);
    if (this.#asked?.request !== request) return; // A newer one waits for its time.
    clearTimeout(this.#patience);
    this.#busy = false;
    this.#slow = false;
  }
}
