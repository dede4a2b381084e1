import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { inCheckout, judgeAgreement } from '../helpers/judge-agreement.js';

/**
 * The shipped model, or the generator folder in JUDGED_MODEL; 2,000 digits, or JUDGED_DIGITS. For the
 * figure of docs/training.md:
 *
 *   JUDGED_DIGITS=10000 npx vitest run tests/integration/judge-agreement.test.ts
 */
const folder = resolve(process.env.JUDGED_MODEL ?? inCheckout('resources/model/generator'));
const numbers = Math.ceil(Number(process.env.JUDGED_DIGITS ?? 2_000) / 100);

it('the judge reads in composed digits what was to be written', async () => {
  const { count, agreed, agreedOnStrokes, lookedAt, rejected, mistaken } = await judgeAgreement({
    folder,
    numbers,
  });
  console.log(
    `The judge agrees on ${agreed} of ${count} digits (${((100 * agreed) / count).toFixed(2)}%), drawn as strokes on ${agreedOnStrokes}; ${lookedAt} looked at, ${rejected} rejected; taken for another: ${mistaken.map((times, digit) => `${digit}: ${times}`).join(', ')}.`,
  );
  expect(count).toBe(100 * numbers);
  expect(agreed / count).toBeGreaterThanOrEqual(0.995);
  expect(agreedOnStrokes / count).toBeGreaterThanOrEqual(0.99);
}, 600_000);
