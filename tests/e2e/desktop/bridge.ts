import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Reply } from '../../../src-shared/contract/command.js';

/** Calls a method of the preload's bridge from within the page, as the page does. */
export const ask = (page: Page, name: string, input: unknown): Promise<Reply> =>
  page.evaluate(([method, argument]) => Reflect.get(globalThis, 'digits')[method](argument), [
    name,
    input,
  ] as const);

/** As `ask`, with the reply's value; an error reply rejects. */
export async function value(page: Page, name: string, input: unknown): Promise<unknown> {
  const reply = await ask(page, name, input);
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
  return reply.value;
}

/** Collects what the page is told, in `told`, from now until it is reloaded. */
export async function listen(page: Page): Promise<() => Promise<{ kind: string }[]>> {
  await page.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(globalThis, { told });
    Reflect.get(globalThis, 'digits').onEvent((event: unknown) => told.push(event));
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'told'));
}

/** Polls what will become true, on a machine that may be busy with other tests. */
export const eventually = <Value>(read: () => Value | Promise<Value>) =>
  expect.poll(read, { timeout: 30_000 });
