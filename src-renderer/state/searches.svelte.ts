import type { SearchProgress } from '../../src-shared/contract/searches.js';
import type { Connection } from '../connection/connection.js';
import { drawSeed } from '../draw-seed.js';

/**
 * A name of what this page asks for and is told of. Drawn by hand: `crypto.randomUUID` is missing from
 * pages that come over plain HTTP.
 */
export const newSearchName = (): string =>
  Array.from({ length: 4 }, () => drawSeed().toString(16)).join('-');

/** A search for digits that this page asked for. */
export class Search {
  readonly name = newSearchName();
  readonly #call: Connection['call'];
  readonly #begun = performance.now();
  #progress = $state.raw<SearchProgress | null>(null);
  #secondsLeft = $state<number | null>(null);

  constructor(call: Connection['call']) {
    this.#call = call;
  }

  /** Null while it is so short that nothing has been heard of it. */
  get progress(): SearchProgress | null {
    return this.#progress;
  }

  /** At the pace up to now; null before the first digit is found. */
  get secondsLeft(): number | null {
    return this.#secondsLeft;
  }

  hear(progress: SearchProgress): void {
    const { found, wanted } = progress;
    const seconds = (performance.now() - this.#begun) / 1000;
    this.#progress = progress;
    this.#secondsLeft = found === 0 ? null : ((wanted - found) * seconds) / found;
  }

  /** Who waits for what it finds hears CANCELLED. */
  stop(): void {
    // Where the connection is lost, what it was to find is as well.
    this.#call['search.stop']({ search: this.name }).catch(() => {});
  }
}

/** The searches under way of this page: events tell of those of every page. */
export class Searches {
  readonly #call: Connection['call'];
  readonly #underWay = new Map<string, Search>();

  constructor(connection: Connection) {
    this.#call = connection.call;
    connection.onEvent((event) => {
      if (event.kind === 'search') this.#underWay.get(event.search)?.hear(event);
    });
  }

  /** Does what searches, under a name that it is to give. */
  async run<Value>(work: (search: Search) => Promise<Value>): Promise<Value> {
    const search = new Search(this.#call);
    this.#underWay.set(search.name, search);
    try {
      return await work(search);
    } finally {
      this.#underWay.delete(search.name);
    }
  }
}
