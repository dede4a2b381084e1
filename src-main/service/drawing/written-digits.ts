import type { RecognisedDigits } from '../../../src-shared/contract/engine-commands.js';
import type { HandSettings, WantedDigit } from '../../../src-shared/random/hands.js';
import { type DrawnDigit, drawnDigits, RecentDigits } from './recent-digits.js';

/** Digits that the engine writes in one call. */
const mostAtOnce = 1_024;

/** The digits that are asked for, in their order. `index` of each is its variant. */
export type WriteDigits = (digits: readonly WantedDigit[]) => Promise<DrawnDigit[]>;

/** What conditional generators write. */
export class WrittenDigits {
  private readonly recent = new RecentDigits<string>();

  /** Of a generator folder; `draw` computes those digits that are not there, at most 1,024 a call. */
  async open(
    { folder, settings }: { folder: string; settings: HandSettings },
    draw: (digits: WantedDigit[]) => Promise<RecognisedDigits>,
  ): Promise<WriteDigits> {
    const { seed, slant, strokeWidth } = settings;
    const kept = await this.recent.of(folder, `${seed} ${slant} ${strokeWidth}`);
    return async (digits) => {
      const missing = digits.filter((digit) => !kept.has(keyOf(digit)));
      const drawn = new Map<string, DrawnDigit>();
      for (let done = 0; done < missing.length; done += mostAtOnce) {
        const some = missing.slice(done, done + mostAtOnce);
        const answer = drawnDigits(await draw(some), (place) => some[place]?.variant ?? 0);
        for (const [place, wanted] of some.entries()) {
          const digit = answer[place];
          if (digit === undefined) throw new Error('The engine left out a digit.');
          const key = keyOf(wanted);
          const { label, hand } = wanted;
          const asked = { ...digit, asked: { label, hand } };
          drawn.set(key, asked);
          kept.keep(key, asked);
        }
      }
      return digits.map((digit) => {
        const found = drawn.get(keyOf(digit)) ?? kept.get(keyOf(digit));
        if (found === undefined) throw new Error('The engine left out a digit.');
        return found;
      });
    };
  }
}

const keyOf = ({ label, hand, variant, form = hand }: WantedDigit): string =>
  `${label} ${hand} ${variant} ${form}`;
