import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellWord } from '../../../src-main/files/shell-word.js';

const hostile = ['a b', '$(reboot)', '`reboot`', "it's", '"', '$HOME', 'a;b', '!!', '\\', '*', ''];

test('a plain word stays as it is', () => {
  for (const word of ['evening-2', '/data/runs/x', 'C:\\runs', 'a=b']) {
    expect(shellWord(word)).toBe(word);
  }
});

test.skipIf(process.platform === 'win32')('a shell makes the same of it again', () => {
  for (const word of hostile) {
    expect(execFileSync('sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' })).toBe(
      word,
    );
  }
});

test('on Windows no shell obeys it', () => {
  expect(shellWord('C:\\my runs\\a', 'win32')).toBe('"C:\\my runs\\a"');
  expect(shellWord("it's $(reboot)", 'win32')).toBe("'it''s $(reboot)'");
});
