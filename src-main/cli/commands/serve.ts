import type { Command } from 'commander';
import type { Cli } from '../cli.js';
import { examples } from '../options/examples.js';
import { fieldOption, wholeNumber } from '../options/field-option.js';
import { jsonOption } from '../options/limits.js';
import { readOptions } from '../options/option-reader.js';

const port = wholeNumber({
  flag: '--port',
  help: 'port to listen on, 0 for any that is free',
  min: 0,
  max: 65_535,
});

export function addServeCommand(program: Command, cli: Cli): void {
  const command = program
    .command('serve')
    .description('Serves the program as a page for a browser. Ctrl-C ends it.')
    .addOption(fieldOption(port, { default: 'default 7575, or a free one when that is taken' }))
    .option('--host <address>', 'address to listen on (default 127.0.0.1: this machine alone)')
    .option(
      '--allow-host <name...>',
      'names or addresses by which it is opened from elsewhere, also through a proxy or a forwarder, with or without a port',
    )
    .option('--new-token', 'make a new token: addresses and pages opened before are let in no more')
    .option('--open', 'open it in the default browser')
    .addOption(jsonOption('print one JSON object with the url'))
    .addHelpText(
      'after',
      examples(
        ['digits serve --open', 'the program in the default browser'],
        ['digits serve --port 8080', 'on a port of your choice'],
        [
          'digits serve --host 0.0.0.0 --allow-host 192.168.1.5',
          'for other machines of the network, which open it by that address',
        ],
        [
          'digits serve --allow-host digits.example.org',
          'behind a proxy on this machine that adds encryption, or a forwarder such as that of Codespaces',
        ],
      ),
    )
    .action(async () => {
      const options = readOptions(command);
      const { builtPageFolder } = await import('../../web/page-folder.js');
      const { parseAllowedHost } = await import('../../server/host-names.js');
      const { serve } = await import('../serving/serve.js');
      const allowHosts = texts(options.value('allowHost')).map(parseAllowedHost);
      const code = await serve(cli, {
        pageFolder: builtPageFolder(),
        host: options.text('host') ?? '127.0.0.1',
        port: options.number('port') ?? null,
        allowHosts,
        newToken: options.flag('newToken'),
        open: options.flag('open'),
        json: options.flag('json'),
      });
      cli.finish(code);
    });
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
