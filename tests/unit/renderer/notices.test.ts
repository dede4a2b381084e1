import { expect, it } from 'vitest';
import { Notices } from '../../../src-renderer/state/notices.svelte.js';

const textsOf = ({ list }: Notices) => list.map(({ text }) => text);

it('says the same once, where it came last, and no more than four things at a time', () => {
  const notices = new Notices();
  for (const folder of ['a', 'b', 'a', 'c']) notices.error(new Error(`${folder} is no run.`));
  expect(textsOf(notices)).toEqual(['b is no run.', 'a is no run.', 'c is no run.']);
  for (const folder of ['d', 'e']) notices.error(new Error(`${folder} is no run.`));
  expect(textsOf(notices)).toEqual(['a', 'c', 'd', 'e'].map((folder) => `${folder} is no run.`));
});
