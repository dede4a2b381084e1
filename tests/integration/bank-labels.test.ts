import { expect, it } from 'vitest';
import { openBank } from '../../src-main/bank/banks.js';
import { outlineOf } from '../../src-main/bank/outline-numbers.js';
import { bankConfidence, type ReadDigits, writeHands } from '../../src-main/bank/write-hands.js';
import { createEngine } from '../../src-main/engine/engine.js';
import { topClasses } from '../../src-main/engine/quality/top-classes.js';
import { openRecogniser } from '../../src-main/engine/recogniser/recogniser.js';
import { usualSpread } from '../../src-shared/config/fields.js';
import { isLegible } from '../../src-shared/quality/legibility.js';
import { drawnStrokes, inCheckout } from '../helpers/judge-agreement.js';

/**
 * 20 hands of a seed, or JUDGED_HANDS. For the figure of the documentation:
 *
 *   JUDGED_HANDS=1000 npx vitest run tests/integration/bank-labels.test.ts
 */
const hands = Array.from({ length: Number(process.env.JUDGED_HANDS ?? 20) }, (_, place) => ({
  place,
  hand: 1 + place,
}));
const folder = inCheckout('resources/model/generator');

it('the judge reads in a bank what its labels say', async () => {
  const engine = createEngine(async () => {});
  const kept = new Map<string, Uint8Array>();
  const settings = { folder, seed: 1, slant: null, strokeWidth: null, spread: usualSpread };
  const read: ReadDigits = async (digits) => {
    const answer = await engine.writeReadTwice({ ...settings, digits });
    for (const [at, { hand, label }] of digits.entries()) {
      const { pixels, classes, confidences, secondClasses } = answer;
      const sure = isLegible(confidences[at] ?? 0, bankConfidence);
      const key = `${hand} ${label}`;
      if (!sure || classes[at] !== label || secondClasses[at] !== label || kept.has(key)) continue;
      kept.set(key, pixels.slice(at * 784, (at + 1) * 784));
    }
    return answer;
  };
  const { digits, drawn, accepted, contradicted, leftOut } = await writeHands(
    { hands, each: 1 },
    read,
  );
  const judge = await openRecogniser(inCheckout('tests/judge'));
  const agreed = (images: readonly Uint8Array[]) => {
    const { classes } = topClasses(judge.recognise(Buffer.concat(images)).probabilities);
    return digits.filter(({ label }, at) => classes[at] === label).length;
  };
  const onPixels = agreed(
    digits.map(({ hand, label }) => kept.get(`${hand} ${label}`) ?? new Uint8Array(784)),
  );
  const onStrokes = agreed(digits.map(({ numbers }) => drawnStrokes(outlineOf(numbers)).pixels));
  judge.dispose();
  const share = (count: number) => `${((100 * count) / digits.length).toFixed(3)}%`;
  console.log(
    `Of ${digits.length} digits the judge reads ${onPixels} (${share(onPixels)}) as labelled, as strokes ${onStrokes} (${share(onStrokes)}). ${drawn} drawn, ${accepted} accepted, ${contradicted} contradicted by the second reader; ${leftOut} of ${hands.length} hands left out.`,
  );
  expect(onPixels / digits.length).toBeGreaterThanOrEqual(0.9985);
  expect(onStrokes / digits.length).toBeGreaterThanOrEqual(0.99);
}, 900_000);

it('the judge reads in the shipped bank, drawn as strokes, what its labels say', async () => {
  const bank = await openBank('shipped');
  expect(bank.hands).toHaveLength(1000);
  const digits = Array.from({ length: 10 * hands.length }, (_, at) => bank.digit(at % bank.size));
  const judge = await openRecogniser(inCheckout('tests/judge'));
  const images = digits.map(({ outline }) => drawnStrokes(outline).pixels);
  const { classes } = topClasses(judge.recognise(Buffer.concat(images)).probabilities);
  judge.dispose();
  const agreed = digits.filter(({ label }, at) => classes[at] === label).length;
  console.log(
    `Of ${digits.length} digits of the shipped bank the judge reads ${agreed} as labelled.`,
  );
  expect(agreed / digits.length).toBeGreaterThanOrEqual(0.99);
}, 900_000);
