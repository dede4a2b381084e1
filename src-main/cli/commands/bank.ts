import type { Command } from 'commander';
import { seedField, spreadField, usualSpread } from '../../../src-shared/config/fields.js';
import type { Cli } from '../cli.js';
import { fileDestination, writeFileAt } from '../files/destination.js';
import { tellWritten } from '../files/tell-written.js';
import { examples } from '../options/examples.js';
import { fieldOption, wholeNumber } from '../options/field-option.js';
import { jsonOption, modelOption } from '../options/limits.js';
import { readOptions } from '../options/option-reader.js';
import { watchInterrupts } from '../terminal/interrupts.js';

const usual = { hands: 2_000, each: 1, seed: 1, spread: usualSpread, rows: 12 } as const;

const hands = wholeNumber({
  flag: '--hands',
  help: 'how many hands write in it',
  min: 1,
  max: 100_000,
  unit: 'hands',
});

const each = wholeNumber({
  flag: '--each',
  help: 'digits of each label by each hand, no two alike',
  min: 1,
  max: 100,
  unit: 'digits',
});

const rows = wholeNumber({ flag: '--rows', help: 'hands in the picture', min: 1, max: 100 });

export function addBankCommand(program: Command, cli: Cli): void {
  const bank = program
    .command('bank')
    .description('Makes and shows banks: digits drawn, read and measured once, for data sets.')
    .helpCommand(false)
    .addHelpText(
      'after',
      examples(
        ['digits bank make', `a bank of ${usual.hands} hands, in the data directory`],
        ['digits bank list', 'the banks that are there'],
        ['digits bank show mnist --out mnist.png', "MNIST's own digits, as a picture"],
      ),
    );
  addMake(bank, cli);
  addList(bank, cli);
  addShow(bank, cli);
}

function addMake(bank: Command, cli: Cli): void {
  const command = bank
    .command('make')
    .description(
      'Has a conditional model write all ten digits in many hands, and keeps those that are read as asked for. Ctrl-C keeps what is drawn; the same command goes on.',
    )
    .addOption(modelOption())
    .addOption(fieldOption(hands, { default: `default ${usual.hands}` }))
    .addOption(fieldOption(each, { default: `default ${usual.each}` }))
    .addOption(fieldOption(seedField, { default: `default ${usual.seed}` }))
    .addOption(fieldOption(spreadField, { default: `default ${usual.spread}` }))
    .option(
      '--out <file>',
      'file to write (default one in the data directory, named by its content)',
    )
    .addOption(jsonOption('print one JSON object'))
    .action(async () => {
      const options = readOptions(command);
      const { makeBankFile } = await import('../files/make-bank.js');
      const { bankFacts, bankLines } = await import('../files/show-bank.js');
      const made = await makeBankFile(cli, {
        model: options.text('model'),
        hands: options.number('hands') ?? usual.hands,
        each: options.number('each') ?? usual.each,
        seed: options.number('seed') ?? usual.seed,
        spread: options.number('spread') ?? usual.spread,
        out: options.text('out'),
      });
      await tellWritten(cli, {
        out: made.path,
        json: options.flag('json'),
        facts: bankFacts(made.bank),
        lines: [`Wrote ${made.path}`, ...bankLines(made.bank)],
      });
    });
}

function addList(bank: Command, cli: Cli): void {
  const command = bank
    .command('list')
    .description('Lists the bank that comes with the program and those of the data directory.')
    .addOption(jsonOption('print one JSON object a bank'))
    .action(async () => {
      const json = readOptions(command).flag('json');
      const { bankFacts, handsWords, listedBanks } = await import('../files/show-bank.js');
      const { whole } = await import('../terminal/whole.js');
      for await (const { name, bank: found, problem } of listedBanks()) {
        if (json) cli.output.json(found === null ? { name, problem } : bankFacts(found));
        else if (found === null) cli.output.line(`${name}  ${problem}`);
        else {
          const { size, hands: own, facts } = found;
          const { model, seed, spread } = facts;
          const written = `${whole(size)} digits by ${handsWords(own.length)}`;
          const drawn = spread === undefined ? '' : `, spread ${spread}`;
          cli.output.line(`${name}  ${written}, model ${model}, seed ${seed}${drawn}`);
        }
      }
    });
}

function addShow(bank: Command, cli: Cli): void {
  const command = bank
    .command('show')
    .description('Says what a bank is, and draws some of its hands.')
    .argument('<bank>', 'shipped, mnist, mnist-test, a name that digits bank list says, or a file')
    .option('--out <file>', 'PNG to write: a row for each of some hands')
    .addOption(fieldOption(rows, { default: `default ${usual.rows}` }))
    .addOption(jsonOption('print one JSON object'))
    .action(async (word: string) => {
      const options = readOptions(command);
      const { bankFacts, bankLines, bankPng } = await import('../files/show-bank.js');
      const { openBank } = await import('../../bank/banks.js');
      const out = options.text('out');
      const destination = out === undefined ? null : fileDestination(out, 'png')(`${word}.png`);
      const found = await openBank(word);
      const [json, facts, lines] = [options.flag('json'), bankFacts(found), bankLines(found)];
      if (destination === null) return json ? cli.output.json(facts) : cli.output.lines(lines);
      const content = bankPng(found, options.number('rows') ?? usual.rows);
      const interrupts = watchInterrupts(cli, { kill: () => {} });
      const written = await writeFileAt(cli, destination, { content, interrupts }).finally(
        interrupts.dispose,
      );
      await tellWritten(cli, { out: written, json, facts, lines });
    });
}
