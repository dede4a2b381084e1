import { describe, expect, it, test } from 'vitest';
import { nameProblem } from '../../../src-renderer/screens/train/run-name.js';
import {
  checkRunName,
  isRunName,
  nthRunName,
  plainRunName,
  runNameLike,
} from '../../../src-shared/config/run-name.js';
import { commands, localCommands } from '../../../src-shared/contract/commands.js';
import { isRunId } from '../../../src-shared/contract/model-ids.js';
import { runMain } from '../cli/run-main.js';

/** What is typed, and what the run is called. */
const good: readonly (readonly [typed: string, name: string])[] = [
  ['evening', 'evening'],
  ['Zahlen Nr. 2', 'Zahlen Nr. 2'],
  ['é-1_b', 'é-1_b'],
  ['Zoe\u0308', 'Zoë'],
  ['हिन्दी', 'हिन्दी'],
  ['ตัวเลข', 'ตัวเลข'],
  ['数字', '数字'],
  ['  spaced  ', 'spaced'],
  ['console', 'console'],
  ['com10', 'com10'],
  ['nullable.v2', 'nullable.v2'],
  ['2026-11-28', '2026-11-28'],
  ['n'.repeat(100), 'n'.repeat(100)],
];

const refused: readonly (readonly [typed: string, problem: string])[] = [
  ['a/b', '"/" at place 2'],
  ['a\\b', '"\\\\" at place 2'],
  ['../x', '"/" at place 3'],
  ['a:b', '":" at place 2'],
  ['x (copy)', '"(" at place 3'],
  ["it's", '"\'" at place 3'],
  ['a+b', '"+" at place 2'],
  ['a\nb', 'U+000A line break at place 2'],
  ['a\u202eb', 'U+202E right-to-left override at place 2'],
  ['a\u200bb', 'U+200B zero-width space at place 2'],
  ['a\ufe0fb', 'U+FE0F invisible character at place 2'],
  ['a\u3164b', 'U+3164 invisible character at place 2'],
  ['a\u00a0b', 'U+00A0 no-break space at place 2'],
  ['a\ud800', 'U+D800 half of a character at place 2'],
  ['🙂', '"🙂" at place 1'],
  ['.hidden', 'must begin with a letter or a digit, not with "."'],
  ['-x', 'must begin with a letter or a digit, not with "-"'],
  ['\u0301e', 'must begin with a letter or a digit, not with U+0301 combining mark'],
  ['end.', 'must not end with a dot'],
  ['CON', 'must not be "CON", which Windows keeps for a device'],
  ['nul', 'for a device'],
  ['aux.txt', 'for a device'],
  ['Com1', 'for a device'],
  ['lpt9.tar.gz', 'for a device'],
  ['com¹', 'for a device'],
  ['con .x', 'for a device'],
  [`a${' '.repeat(2_000)}b`, 'must have at most 100 characters'],
  ['n'.repeat(101), 'must have at most 100 characters'],
  ['ह'.repeat(90), 'must be shorter: it takes 270 bytes'],
];

/** Of every command that takes a name, what it comes to; undefined where it is refused. */
function contractNames(name: string) {
  const rename = { run: 'evening', name };
  const start = { config: {}, name };
  return [
    commands['runs.rename'].input.safeParse(rename),
    localCommands['runs.rename'].input.safeParse(rename),
    commands['training.start'].input.safeParse(start),
    localCommands['training.start'].input.safeParse(start),
  ].map(({ data }) => data?.name);
}

describe('the name of a run', () => {
  it.each(good)('%j is taken by every shell', async (typed, name) => {
    expect(checkRunName(typed)).toBeNull();
    expect(plainRunName(typed)).toBe(name);
    expect(nameProblem(typed, () => false)).toBeNull();
    expect(contractNames(typed)).toEqual([name, name, name, name]);
    const { code, input } = await runMain(['train', '--name', typed]);
    expect(code).toBe(0);
    expect(input('training.start')).toMatchObject({ name });
    expect(isRunName(name)).toBe(true);
    expect(isRunId(name)).toBe(true);
  });

  it.each(refused)('%j is refused by every shell in the same words', async (typed, problem) => {
    const said = checkRunName(typed);
    expect(said).toContain(problem);
    expect(nameProblem(typed, () => false)).toBe(`The name ${said}.`);
    expect(contractNames(typed)).toEqual([undefined, undefined, undefined, undefined]);
    const { code, stderr, opened } = await runMain(['train', `--name=${typed}`]);
    expect({ code, opened }).toEqual({ code: 2, opened: 0 });
    expect(stderr).toBe(`digits: --name ${said}. See digits train --help.\n`);
    expect(isRunId(typed)).toBe(false);
  });

  it('is said in a sentence, without a path in the request', () => {
    const { error } = commands['runs.rename'].input.safeParse({ run: 'evening', name: 'a/b' });
    const [issue] = error?.issues ?? [];
    expect(issue).toMatchObject({
      code: 'custom',
      message: expect.stringMatching(/^The name of the run can hold letters, .* stand in it$/),
    });
  });

  it('of megabytes is refused at once', () => {
    const begin = performance.now();
    expect(checkRunName('x'.repeat(8_000_000))).toContain('at most 100 characters');
    expect(performance.now() - begin).toBeLessThan(500);
  });
});

test('what a folder is called becomes as much of a name as has room for a number', () => {
  expect(runNameLike(' evening. ')).toBe('evening');
  expect(runNameLike('x (copy)')).toBeNull();
  expect(runNameLike('nul')).toBeNull();
  expect(runNameLike('')).toBeNull();
  expect(runNameLike('n'.repeat(150))).toBe('n'.repeat(90));
  const long = runNameLike('ह'.repeat(150)) ?? '';
  expect(isRunName(nthRunName(long, 123_456_789))).toBe(true);
  expect([nthRunName('a', 1), nthRunName('a', 2)]).toEqual(['a', 'a-2']);
});
