import type { DatasetPreview, DatasetRequest } from '../../../src-shared/contract/data-sets.js';
import type { ErrorData } from '../../../src-shared/contract/errors.js';
import { Loadable } from '../../state/loadable.svelte.js';
import { Following } from '../drawing/following.svelte.js';

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
  readonly #following: Following<Asked>;

  constructor(preview: Preview) {
    const work = (asked: Asked) =>
      this.#loaded.load(() => preview({ ...asked, count: shownSamples }));
    this.#following = new Following(work, { patience });
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
    return this.#following.busy;
  }

  /** Whether they take so long that a person should hear why. */
  get slow(): boolean {
    return this.#following.slow;
  }

  /**
   * Draws, unless exactly this was asked for last.
   *
   * @param delay milliseconds to wait for further changes
   */
  ask(asked: Asked, { delay = 0 }: { delay?: number } = {}): void {
    this.#following.ask(asked, { delay });
  }

  /** Draws the same once more, after an error. */
  again(): void {
    this.#following.again();
  }

  /** Nobody looks any longer. */
  close(): void {
    this.#following.close();
  }
}
