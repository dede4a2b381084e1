import type { Command } from 'commander';
import { composingFields } from '../../../src-shared/config/composing.js';
import type { Cli } from '../cli.js';
import { examples } from '../options/examples.js';
import { fieldOption } from '../options/field-option.js';
import { jsonOption } from '../options/limits.js';
import { listOption, readNamedLists } from '../options/named-lists.js';
import { readOptions } from '../options/option-reader.js';
import { readyArgument } from '../options/ready-argument.js';

const seed = { ...composingFields.seed, help: 'which numbers are shown' };

export function addGrammarCommand(program: Command, cli: Cli): void {
  const command = program
    .command('grammar')
    .description('Shows what numbers a grammar describes, and how many; without one, those ready.')
    .addArgument(readyArgument('a line, the name of a ready grammar, or a JSON file of one'))
    .addOption(fieldOption(seed, { default: 'default 0' }))
    .addOption(
      listOption(
        'name=file',
        'the numbers of {list:name}: a text file, one a line; again for another list',
      ),
    )
    .addOption(jsonOption('print one JSON object'))
    .addHelpText('after', help)
    .action(async (argument: string | undefined) => {
      const options = readOptions(command);
      const json = options.flag('json');
      const { readyFacts, readyLines, grammarFacts, grammarLines } = await import(
        '../terminal/grammar-text.js'
      );
      if (argument === undefined) {
        if (json) cli.output.json(readyFacts());
        else cli.output.lines(readyLines());
        return;
      }
      const { grammarOf } = await import('../options/grammar-argument.js');
      const lists = await readNamedLists(options.value('list'), cli);
      const grammar = await grammarOf(argument, lists);
      const facts = grammarFacts(grammar, options.number('seed') ?? 0);
      if (json) cli.output.json({ grammar: argument, ...facts });
      else cli.output.lines(grammarLines(facts));
    });
}

const help = `
A grammar that begins with a minus sign stands behind -- (digits grammar -- "-\\d{2}").
Digits and marks stand for themselves. What else there is:
  \\d  [1-9]  [0-35.]        any digit, one of these
  {3}  {2,4}  ?             so many times what is before, or not at all
  ( )  |  7@3|8@1           brackets, alternatives, alternatives with weights; a drawn bracket is \\(
  {1..1000}  {00.0..99.9}   numbers; then :log or :benford, and :us, :eu, :swiss, :space or :comma
  {amount:eu}               0,01 to 99.999,99
  {date:dd.mm.yyyy:1990..2030}  {time:hh:mm}
  {list:name}               a line of a list
  {luhn}                    the check digit of the digits before it
  {card}                    a ready grammar
${examples(
  ['digits grammar', 'those that are ready, and what they write'],
  ['digits grammar "{amount:eu}"', 'how many there are, and ten of them'],
  ['digits grammar "[1-9]\\d{2,4}" --seed 7', 'ten others'],
  ['digits grammar "{date:dd/mm/yyyy:1990..2030}"', 'days of the calendar'],
  ['digits grammar "\\d{4}-\\d{4}-\\d{3}{luhn}"', 'with a check digit'],
  ['digits grammar "{list:prices} €" --list prices=prices.txt', 'with the lines of a file'],
  ['digits grammar meters.json --json', 'one of named parts, for a program'],
)}`;
