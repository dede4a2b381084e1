import { Argument } from 'commander';
import { readyGrammars } from '../../../src-shared/grammar/ready.js';

/** `[grammar]`: whatever is written is taken, and the names of the ready ones are offered. */
export const readyArgument = (help: string): Argument =>
  new Argument('[grammar]', help)
    .choices(readyGrammars.map(({ name }) => name))
    .argParser((text) => text);
