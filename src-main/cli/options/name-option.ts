import { Option } from 'commander';
import { checkRunName, plainRunName } from '../../../src-shared/config/run-name.js';
import { AppError } from '../../../src-shared/contract/errors.js';

/** `--name evening`: what a run is to be called. */
export const nameOption = (): Option =>
  new Option('--name <name>', 'name of the run (default from preset and date)').argParser(
    (text) => {
      const problem = checkRunName(text);
      if (problem === null) return plainRunName(text);
      throw new AppError('BAD_INPUT', `--name ${problem}.`, {
        details: { option: '--name', value: text },
      });
    },
  );
