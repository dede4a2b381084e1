import type { Command } from 'commander';
import { evaluatedDigits, usualEvaluatedDigits } from '../../../src-shared/config/evaluating.js';
import { seedField } from '../../../src-shared/config/fields.js';
import type { Cli } from '../cli.js';
import { examples } from '../options/examples.js';
import { fieldOption } from '../options/field-option.js';
import { jsonOption, modelOption } from '../options/limits.js';
import { readOptions } from '../options/option-reader.js';

export function addEvaluateCommand(program: Command, cli: Cli): void {
  const command = program
    .command('evaluate')
    .description("Measures a generator's digits: how legible, how varied, how near to MNIST's.")
    .addOption(modelOption())
    .addOption(fieldOption(evaluatedDigits, { default: `default ${usualEvaluatedDigits}` }))
    .addOption(fieldOption(seedField))
    .option('--deep', 'also train on generated digits and test on real ones: some minutes more')
    .addOption(jsonOption('print one JSON object'))
    .addHelpText(
      'after',
      examples(
        ['digits evaluate --model latest', 'the most recent run'],
        ['digits evaluate --model evening --count 2000', 'sooner, and less exactly'],
        [
          'digits evaluate --deep',
          'what a recogniser is worth that learns from these digits alone',
        ],
        ['digits evaluate --json | jq .legible', 'the share of legible digits, for a script'],
      ),
    )
    .action(async () => {
      const options = readOptions(command);
      const { evaluateModel } = await import('../quality/evaluate.js');
      return evaluateModel(cli, {
        model: options.text('model'),
        seed: options.number('seed'),
        count: options.number('count') ?? usualEvaluatedDigits,
        deep: options.flag('deep'),
        json: options.flag('json'),
      });
    });
}
