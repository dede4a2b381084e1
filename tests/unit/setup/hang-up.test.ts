import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ignoresHangUp } from '../../../src-main/setup/hang-up.mjs';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const parent = 41;

interface Facts {
  readonly own?: string;
  readonly parents?: string;
  readonly input?: { readonly to: string; readonly flags: string };
  readonly output?: string;
  readonly variable?: string;
}

/** A /proc that says what is given, and otherwise what a process of a terminal sees. */
function ignores(facts: Facts): boolean {
  const proc = temporaryFolder();
  const { own = '0000000001001000', parents = '0000000000000004', variable } = facts;
  const { input = { to: '/dev/pts/3', flags: '0102002' }, output = '/dev/pts/3' } = facts;
  for (const folder of ['self/fd', 'self/fdinfo', String(parent)]) {
    fs.mkdirSync(path.join(proc, folder), { recursive: true });
  }
  const status = (mask: string) => `Name:\tnode\nSigBlk:\t0\nSigIgn:\t${mask}\nSigCgt:\t0\n`;
  fs.writeFileSync(path.join(proc, 'self/status'), status(own));
  fs.writeFileSync(path.join(proc, String(parent), 'status'), status(parents));
  fs.writeFileSync(path.join(proc, 'self/fdinfo/0'), `pos:\t0\nflags:\t${input.flags}\n`);
  fs.symlinkSync(input.to, path.join(proc, 'self/fd/0'));
  for (const stream of ['1', '2']) fs.symlinkSync(output, path.join(proc, 'self/fd', stream));
  return ignoresHangUp({ proc, parent, env: { _: variable } });
}

test('a program of a terminal, or one without, ends with it', () => {
  expect(ignores({})).toBe(false);
  expect(ignores({ variable: '/usr/bin/node' })).toBe(false);
  expect(ignores({ input: { to: '/dev/null', flags: '0100000' } })).toBe(false);
  expect(ignores({ input: { to: '/dev/null', flags: '0100002' } })).toBe(false);
  expect(ignores({ input: { to: 'pipe:[7]', flags: '01' } })).toBe(false);
  expect(ignoresHangUp({ proc: '/nowhere', env: {} })).toBe(false);
});

test.each<[string, Facts]>([
  ['the shell said that nohup was run', { variable: '/usr/bin/nohup' }],
  ['nohup took the terminal as its input away', { input: { to: '/dev/null', flags: '02100001' } }],
  ['nohup keeps its output', { output: '/home/ada/nohup.out' }],
  ["the parent's signal is ignored", { parents: '0000000000000005' }],
  ['its own signal is ignored', { own: '0000000001001001' }],
])('it stays when %s', (_, facts) => {
  expect(ignores(facts)).toBe(true);
});
