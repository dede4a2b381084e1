import type { DatasetPreview, DatasetRequest } from '../../../src-shared/contract/data-sets.js';
import type { ErrorData } from '../../../src-shared/contract/errors.js';
import { Loadable } from '../../state/loadable.svelte.js';
import { LatestOnly } from '../drawing/latest-only.js';

/** Strips that are shown. */
export const shownSamples = 24;

/** Milliseconds of the first picture after which a person is told what it waits for. */
const patience = 1_000;

interface Asked {
  readonly request: DatasetRequest;
  /** Number of the first strip. */
  readonly first: number;
}

type Preview = (asked: Asked & { count: number }) => Promise<DatasetPreview>;

/** Strips of a data set that follow what a person sets. The old ones stay while new ones are drawn. */
export class Samples {
  readonly #loaded = new Loadable<DatasetPreview>();
  readonly #latest: LatestOnly<Asked>;
  #asked: { readonly asked: Asked; readonly key: string } | null = null;
  #busy = $state(false);
  #slow = $state(false);
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(preview: Preview) {
    this.#latest = new LatestOnly(async (asked) => {
      const timer = setTimeout(() => {
        this.#slow = true;
      }, patience);
      await this.#loaded.load(() => preview({ ...asked, count: shownSamples }));
      clearTimeout(timer);
      this.#slow = false;
    });
  }

  /** What is seen: null before the first ones and after an error. */
  get shown(): DatasetPreview | null {
    return this.error === null ? this.#loaded.value : null;
  }

  get error(): ErrorData | null {
    return this.#loaded.error;
  }

  /** Whether newer ones are on their way. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Whether they take so long that a person should hear why. */
  get slow(): boolean {
    return this.#slow;
  }

  /**
   * Draws, unless exactly this was asked for last.
   *
   * @param delay milliseconds to wait for further changes
   */
  ask(asked: Asked, { delay = 0 }: { delay?: number } = {}): void {
    const key = JSON.stringify(asked);
    if (key === this.#asked?.key) return;
    this.#asked = { asked, key };
    this.#busy = true;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#draw(asked), delay);
  }

  /** Draws the same once more, after an error. */
  again(): void {
    if (this.#asked === null) return;
    this.#busy = true;
    void this.#draw(this.#asked.asked);
  }

  /** Nobody looks any longer. */
  close(): void {
    clearTimeout(this.#pause);
    this.#latest.forget();
  }

  async #draw(asked: Asked): Promise<void> {
    await this.#latest.ask(asked);
    if (this.#asked?.asked === asked) this.#busy = false;
  }
}
