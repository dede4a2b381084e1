import type { Asker } from '../../../src-shared/contract/command.js';
import { requireAsker } from '../asker.js';

type Turn = () => Promise<void>;

/**
 * The engine draws one thing after the other, for those who ask in rotation: who asks for much delays
 * others by little, and what nobody waits for any more is not drawn. Handed over all at once, it would be.
 */
export class Turns {
  /** Whose turn it is stands first. */
  private readonly waiting = new Map<Asker | undefined, Turn[]>();
  private isGoing = false;

  /** @throws AppError CANCELLED when who asked has gone before it was its turn, and what the work throws */
  take<Value>(asker: Asker | undefined, work: () => Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const turn: Turn = async () => {
        try {
          requireAsker(asker);
          resolve(await work());
        } catch (error) {
          reject(error);
        }
      };
      this.waiting.set(asker, [...(this.waiting.get(asker) ?? []), turn]);
      void this.go();
    });
  }

  private async go(): Promise<void> {
    if (this.isGoing) return;
    this.isGoing = true;
    for (let turn = this.next(); turn !== undefined; turn = this.next()) await turn();
    this.isGoing = false;
  }

  private next(): Turn | undefined {
    const [first] = this.waiting;
    if (first === undefined) return undefined;
    const [asker, [turn, ...later]] = first;
    this.waiting.delete(asker);
    if (later.length > 0) this.waiting.set(asker, later);
    return turn;
  }
}
