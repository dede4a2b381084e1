import type { z } from 'zod';
import { checked } from '../text/checked.js';
import { AppError, type ErrorData, fromErrorData, toErrorData } from './errors.js';

/**
 * One command of a contract, declared once: its input is checked at the receiving end of every
 * transport, its output is a type only, since the answering side is trusted.
 */
export interface Command<Input, Output> {
  readonly input: z.ZodType<Input>;
  /** Never set: carries the type. */
  readonly output?: Output;
}

export type Contract = Readonly<Record<string, Command<unknown, unknown>>>;

type InputOf<C> = C extends { readonly input: z.ZodType<infer Input> } ? Input : never;
type OutputOf<C> = C extends { readonly output?: infer Output } ? Output : never;

export type Client<C extends Contract> = {
  readonly [Name in keyof C]: (input: InputOf<C[Name]>) => Promise<OutputOf<C[Name]>>;
};

/** Who asks, as far as an answer depends on it. */
export interface Asker {
  /** Aborted when it goes away: nobody waits for an answer any more. */
  readonly gone: AbortSignal;
}

export type Handlers<C extends Contract> = {
  readonly [Name in keyof C]: (
    input: InputOf<C[Name]>,
    asker?: Asker,
  ) => OutputOf<C[Name]> | Promise<OutputOf<C[Name]>>;
};

/** What crosses a transport in answer to a call. */
export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorData };

/** Declares a command: `command<Output>()(inputSchema)`. */
export const command =
  <Output>() =>
  <Input>(input: z.ZodType<Input>): Command<Input, Output> => ({ input });

export const namesOf = <C extends Contract>(contract: C): (keyof C & string)[] =>
  Object.keys(contract);

/** The receiving end: checks the input, runs the handler, turns errors into data. Never throws. */
export function dispatcher<C extends Contract>(contract: C, handlers: Handlers<C>) {
  const table: Readonly<Record<string, (input: never, asker?: Asker) => unknown>> = handlers;
  return async (name: string, input: unknown, asker?: Asker): Promise<Reply> => {
    try {
      const declared = Object.hasOwn(contract, name) ? contract[name] : undefined;
      const handler = Object.hasOwn(table, name) ? table[name] : undefined;
      if (declared === undefined || handler === undefined) {
        throw new AppError('BAD_INPUT', `There is no command "${name}".`);
      }
      const found = checked(declared.input, input, { subject: `the input of "${name}"` });
      if ('problem' in found) {
        throw new AppError('BAD_INPUT', `${found.problem}.`, { details: { command: name } });
      }
      return { ok: true, value: await handler(found.value as never, asker) };
    } catch (error) {
      return { ok: false, error: toErrorData(error) };
    }
  };
}

/** The calling end: one method a command over whatever carries names and inputs across. */
export function client<C extends Contract>(
  names: readonly (keyof C & string)[],
  send: (name: string, input: unknown) => Promise<Reply>,
): Client<C> {
  const call = (name: string) => async (input: unknown) => {
    const reply = await send(name, input);
    if (!reply.ok) throw fromErrorData(reply.error);
    return reply.value;
  };
  return Object.fromEntries(names.map((name) => [name, call(name)])) as Client<C>;
}
