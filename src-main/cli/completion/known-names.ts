import { shippedBank } from '../../../src-shared/config/data-set-request.js';
import { formatNames } from '../../../src-shared/config/data-sets.js';
import { styleFieldNames } from '../../../src-shared/config/style-fields.js';
import { ownRunNames } from '../../service/runs-directory.js';
import { styleWord } from '../options/style-option.js';
import type { Names } from './complete.js';

/** Read at each Tab: nothing heavy is loaded for them. */
export const knownNames: Names = {
  run: ownRunNames,
  model: () => [...ownRunNames(), 'latest'],
  bank: () => [shippedBank, 'mnist', 'mnist-test'],
  formats: () => formatNames,
  'field=value': () => styleFieldNames.map((name) => `${styleWord(name)}=`),
};
