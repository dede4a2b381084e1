import { describe, expect, it } from 'vitest';
import { DataSetDraft } from '../../../src-renderer/screens/datasets/data-set-draft.svelte.js';
import { WrittenDraft } from '../../../src-renderer/screens/datasets/written-draft.svelte.js';
import { chosenStyle } from '../../../src-shared/config/style.js';
import type { DatasetDetails } from '../../../src-shared/contract/data-sets.js';
import { anyDigits } from '../../../src-shared/grammar/any-digits.js';

describe('what is written', () => {
  it('is at first amounts, counted and with examples', () => {
    const written = new WrittenDraft();
    expect(written.grammar).toEqual({ number: '{amount-us}' });
    const { problem, ...facts } = written.reading(7);
    expect(problem).toBeNull();
    expect(facts).toMatchObject({ strings: 9_999_999n });
    expect(written.reading(7)).toEqual(written.reading(7));
    expect(written.reading(8)).not.toEqual(written.reading(7));
  });

  it('says where a line is wrong, and asks for the lists that it names', () => {
    const written = new WrittenDraft({ kind: 'own', line: '12(3' });
    expect(written.reading(1)).toMatchObject({
      problem: expect.stringContaining('at place 3'),
      pointed: ['12(3', '  ^'],
    });
    written.line = '{list:prices} €|{list:codes}';
    expect([...written.lists.keys()]).toEqual(['prices', 'codes']);
    expect(written.isEmpty).toBe(true);
    for (const [name, list] of written.lists) list.typed = `${name.length}\n12\n`;
    expect(written.reading(1)).toMatchObject({ problem: null, strings: 4n });
  });

  it('is a list that is typed, or the one of a file in its place', () => {
    const written = new WrittenDraft({ kind: 'list' });
    expect(written.isEmpty).toBe(true);
    const list = written.lists.get('numbers');
    expect(list).toBeDefined();
    if (list === undefined) return;
    list.typed = '12\n1x';
    expect(written.reading(1).problem).toMatch(/^Line 2 /);
    list.open('mine.txt', '1\n2\n3');
    expect(written.reading(1)).toMatchObject({ problem: null, strings: 3n });
    list.closeFile();
    expect(list.typed).toBe('12\n1x');
  });

  it('refuses lengths that go down', () => {
    const written = new WrittenDraft({ kind: 'digits', shortest: 5, longest: 4 });
    expect(written.reading(1).problem).toMatch(/^The shortest/);
    written.longest = 6;
    expect(written.reading(1).problem).toBeNull();
    written.typed.longest = 'Longest must be a whole number.';
    expect(written.reading(1).problem).toBe('Longest must be a whole number.');
    written.kind = 'ready';
    expect(written.reading(1).problem).toBeNull();
  });

  it.each([
    [{ number: '{date-iso}' }, { kind: 'ready', ready: 'date-iso' }],
    [{ number: '{list:numbers}' }, { kind: 'list' }],
    [{ number: '\\d{3}-\\d' }, { kind: 'own', line: '\\d{3}-\\d' }],
    [anyDigits({ first: 2, last: 9 }), { kind: 'digits', shortest: 2, longest: 9 }],
    [
      { number: '{a}', parts: { a: '\\d' } },
      { kind: 'own', isTree: true },
    ],
  ])('takes %j of another data set', (grammar, expected) => {
    const written = new WrittenDraft();
    written.take(grammar);
    expect(written).toMatchObject(expected);
    expect(written.grammar).toEqual(grammar);
  });
});

describe('a data set to be made', () => {
  it('is what is remembered of it', () => {
    const draft = new DataSetDraft();
    draft.written.ready = 'meter';
    draft.style.name = 'scan';
    draft.style.change({ noise: { min: 1, max: 2 } });
    draft.out.formats = ['paddleocr', 'webdataset'];
    const again = new DataSetDraft(JSON.parse(JSON.stringify(draft.settings)));
    const seed = draft.out.seed;
    again.out.seed = seed;
    expect(again.request).toEqual(draft.request);
    expect(draft.request).toMatchObject({
      grammar: { number: '{meter}' },
      style: { name: 'scan', changed: { noise: { min: 1, max: 2 } } },
      formats: ['webdataset', 'paddleocr'],
      count: 5_000,
      seed,
    });
  });

  it('is drawn, and neither made nor remembered, while what comes out is wrong', () => {
    const draft = new DataSetDraft();
    draft.out.split = { train: 90, val: 5, test: 4 };
    expect(draft.settings).toBeNull();
    expect(draft.problem).toContain('99%');
    expect(draft.request).toBeNull();
    expect(draft.drawable).not.toBeNull();
    draft.out.split = { train: 90, val: 5, test: 5 };
    expect(draft.settings).not.toBeNull();
    draft.out.choose('webdataset', false);
    expect(draft.problem).toBe('Choose a format at least.');
    draft.written.kind = 'own';
    expect(draft.problem).toBe('Say what is written first.');
    expect(draft.drawable).toBeNull();
  });

  it('becomes like another one, with a seed of its own', () => {
    const changed = { blur: { min: 0, max: 3 } };
    const details = {
      summary: { formats: ['coco'], bank: 'mnist-test', seed: 5 },
      grammar: { number: '{score}' },
      split: { train: 667, val: 0, test: 333 },
      shared: { strings: true, hands: false },
      style: chosenStyle('photo', changed),
      height: 48,
      colour: true,
      shardSize: 100,
    } as unknown as DatasetDetails;
    const draft = new DataSetDraft();
    draft.out.name = 'first';
    draft.take(details);
    expect(draft.request).toMatchObject({
      grammar: { number: '{score}' },
      count: 1_000,
      split: { train: 67, val: 0, test: 33 },
      shared: { strings: true, hands: false },
      style: { name: 'photo', changed },
      height: 48,
      colour: true,
      formats: ['coco'],
      bank: 'mnist-test',
      shardSize: 100,
    });
    expect(draft.out.name).toBe('');
    expect(draft.out.seed).not.toBe(5);
  });
});
