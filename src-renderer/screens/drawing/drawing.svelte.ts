import { untrack } from 'svelte';
import { AppError, type ErrorData } from '../../../src-shared/contract/errors.js';
import type { ConnectionStatus } from '../../connection/connection.js';
import type { AppContext } from '../../state/app-context.js';
import { Loadable } from '../../state/loadable.svelte.js';
import type { Model } from '../../state/models.js';
import type { Search } from '../../state/searches.svelte.js';
import { Following } from './following.svelte.js';

/** Milliseconds after which a person is told what a picture waits for. */
const patience = 2_000;

/** A picture with what it was asked for: what is saved is named after what is seen. */
export interface Drawn<Request, Picture> {
  readonly request: Request;
  readonly picture: Picture;
  /** What drew it, as it was then. */
  readonly model: Model;
}

/** A picture that follows what a person sets. The old one stays while a new one is on its way. */
export class Drawing<Request extends { readonly model: string }, Picture> {
  readonly #drawn = new Loadable<Drawn<Request, Picture>>();
  readonly #following: Following<Request>;
  #cancelled = $state(false);
  /** The one under way. */
  #search = $state.raw<Search | null>(null);

  /** @param draw asks the program, by the name of a search; what it is asked is plain data */
  constructor(
    draw: (request: Request, search: string) => Promise<Picture>,
    { runs, searches }: Pick<AppContext, 'runs' | 'searches'>,
  ) {
    const work = async (request: Request) => {
      await this.#drawn.load(async () => {
        const model = runs.findModel(request.model);
        if (model === null) throw goneError(request.model);
        const picture = await searches.run((search) => {
          this.#search = search;
          return draw(request, search.name);
        });
        return { request, picture, model };
      });
      this.#search = null;
    };
    this.#following = new Following(work, { patience, onWish: () => this.#begin() });
  }

  /** What is seen: null before the first picture and after an error. */
  get shown(): Drawn<Request, Picture> | null {
    return this.error === null ? this.#drawn.value : null;
  }

  get error(): ErrorData | null {
    return isCancelled(this.#drawn.error) ? null : this.#drawn.error;
  }

  /** Whether the picture that was asked for last is not there because a person ended its search. */
  get cancelled(): boolean {
    return this.#cancelled && isCancelled(this.#drawn.error);
  }

  /** The search under way, once it lasts so long that a person may want to end it. */
  get search(): Search | null {
    return this.slow && this.#search?.progress ? this.#search : null;
  }

  /** Whether a newer picture than the one shown is on its way. */
  get busy(): boolean {
    return this.#following.busy;
  }

  /** Whether it takes so long that a person should hear why. */
  get slow(): boolean {
    return this.#following.slow;
  }

  /**
   * Draws, unless exactly this was asked for last.
   * @param delay milliseconds to wait for further changes
   */
  ask(request: Request, { delay = 0 }: { delay?: number } = {}): void {
    this.#following.ask(request, { delay });
  }

  /** Draws the same once more: after an error, or with a model that has learned since. */
  again(): void {
    this.#following.again();
  }

  /** Ends the search under way; what was seen before stays. */
  cancel(): void {
    this.#cancelled = true;
    this.#search?.stop();
  }

  /** Nobody looks any longer. */
  close(): void {
    this.#following.close();
    this.#search?.stop();
    this.#search = null;
  }

  #begin(): void {
    // Nobody waits any longer for what a long search finds. The usual picture is there before it
    // could be stopped, and has to be seen while a slider moves.
    if (this.#search?.progress) this.#search.stop();
    this.#cancelled = false;
  }
}

const isCancelled = (error: ErrorData | null): boolean => error?.code === 'CANCELLED';

const goneError = (model: string): AppError =>
  new AppError('NOT_FOUND', `The model ${model} is no longer there. Choose another one.`);

/** Asks anew when a lost connection is back, and ends the drawing with its component. */
export function tendDrawing(
  drawing: Pick<Drawing<never, unknown>, 'error' | 'again' | 'close'>,
  app: { readonly status: ConnectionStatus },
): void {
  $effect(() => {
    if (app.status !== 'open') return;
    untrack(() => {
      if (drawing.error !== null) drawing.again();
    });
  });
  $effect(() => () => drawing.close());
}
