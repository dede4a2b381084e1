import { describe, expect, it } from 'vitest';
import { AppError, toErrorData } from '../../../src-shared/contract/errors.js';
import {
  listed,
  printable,
  printableJson,
  printableMessage,
  shortened,
  valueWords,
} from '../../../src-shared/text/plain-text.js';

describe('what a terminal or a page would obey', () => {
  it.each([
    ['a title', '\u001b]0;owned\u0007', '\\u001b]0;owned\\u0007'],
    ['a control of the second kind', 'a\u009b2Jb', 'a\\u009b2Jb'],
    ['an override of direction', 'gnp\u202efdp.exe\u2066', 'gnp\\u202efdp.exe\\u2066'],
    ['ends of lines', 'a\nb\r\nc\u2028d\u0085', 'a\\nb\\r\\nc\\u2028d\\u0085'],
    ['half a character', 'a\ud83db', 'a\\ud83db'],
    ['nothing of it', 'Zoë हिन्दी 数字 👍🏽 «1–2»', 'Zoë हिन्दी 数字 👍🏽 «1–2»'],
  ])('is written out: %s', (_, text, expected) => {
    expect(printable(text)).toBe(expected);
    expect(printable(printable(text))).toBe(expected);
  });

  it('is escaped in JSON, which stays the same', () => {
    const value = { name: 'a\u009b\u202e\n\u001b"\u007f', folder: '/runs/é' };
    const line = printableJson(JSON.stringify(value));
    expect(line).toMatch(/^[\x20-\x7eé]+$/);
    expect(JSON.parse(line)).toEqual(value);
  });
});

describe('a long text', () => {
  it('keeps its beginning and its end', () => {
    const cut = shortened(`${'a'.repeat(5_000)}end`);
    expect(cut).toHaveLength(200);
    expect(cut).toMatch(/^a+…a+end$/);
    expect(shortened('short')).toBe('short');
  });

  it('is not cut within a character', () => {
    for (const before of ['', 'a']) {
      expect(printable(shortened(before + '👍'.repeat(500)))).not.toContain('\\u');
    }
  });

  it('is cut in a message, a value sooner than a path', () => {
    const value = printableMessage(`--seed must be a number, not ${'9'.repeat(20_000)}.`);
    expect(value.length).toBeLessThan(240);
    expect(value).toMatch(/^--seed must be a number, not 9+…9+\.$/);
    const path = `/${'folder/'.repeat(60)}file`;
    expect(printableMessage(`${path} does not exist.`)).toBe(`${path} does not exist.`);
    expect(printableMessage('many words '.repeat(10_000)).length).toBe(2_000);
  });

  it('is cut in a list of names, and so is the list', () => {
    const names = Array.from({ length: 1_000_000 }, (_, i) => `key${i}`);
    expect(listed(names)).toMatch(/^key0, .*key9 and 999990 more$/);
    expect(listed(['k'.repeat(5e6)])).toHaveLength(200);
    expect(listed(['a', 'b'])).toBe('a, b');
  });

  it('is cut where a value is named', () => {
    expect(valueWords('x'.repeat(900_000)).length).toBe(202);
    expect(valueWords([[[1]]])).toBe('a list of 1');
    expect(valueWords({ a: 1 })).toBe('an object');
    expect([null, true, 1.5, 'a'].map(valueWords)).toEqual(['null', 'true', '1.5', '"a"']);
  });
});

describe('an error', () => {
  it('is fit to be shown wherever it is made', () => {
    const error = new AppError('INVALID_RUN', `\u001b[2J${'x'.repeat(1e6)}\nsecond line`);
    expect(error.message).toMatch(/^\\u001b\[2Jx+…x+\\nsecond line$/);
    expect(error.message.length).toBeLessThan(250);
  });

  it.each([
    ['EBUSY', 'another program is using it'],
    ['EISDIR', 'a folder is in its way'],
    ['ECURIOUS', 'the system gave no reason that is known here'],
  ])('of the system (%s) is told in words', (code, words) => {
    const error = Object.assign(new Error(`${code}: some words, rename '/a' -> '/b'`), { code });
    expect(toErrorData(error)).toMatchObject({ code: 'INTERNAL', message: words });
    Object.assign(error, { path: '/a' });
    expect(toErrorData(error)).toMatchObject({ message: `/a: ${words}` });
  });
});
