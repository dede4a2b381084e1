import { expect, it } from 'vitest';
import { hashesOf } from '../helpers/folder-hashes.js';
import { plannedSet, succeeds } from './planned-set.js';
import { skipWithout } from './programs.js';

const set = plannedSet();

it('GNU parallel makes the same files by six tasks, two at once', async (test) => {
  skipWithout(test, ['parallel'], 'parallel');
  const folder = set.planned('parallel');
  const make = ['digits', 'dataset', 'make', folder, '--workers', '1'];
  await succeeds(['parallel', '-j', '2'], [...make, '--task', '{}/6', ':::', ...tasks], set.env);
  await succeeds(['digits'], ['dataset', 'finish', folder], set.env);
  expect(hashesOf(folder)).toEqual(set.expected);
});

it('GNU parallel says by its variables which task is which', async (test) => {
  skipWithout(test, ['parallel'], 'parallel');
  const folder = set.planned('auto');
  const make = ['digits', 'dataset', 'make', folder, '--workers', '1', '--task', 'auto'];
  const env = { ...set.env, DIGITS_TASKS: '6' };
  await succeeds(['parallel', '-j', '2', '-N0'], [...make, ':::', ...tasks], env);
  await succeeds(['digits'], ['dataset', 'finish', folder], set.env);
  expect(hashesOf(folder)).toEqual(set.expected);
});

const tasks = ['1', '2', '3', '4', '5', '6'];
