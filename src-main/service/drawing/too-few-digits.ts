import { AppError } from '../../../src-shared/contract/errors.js';

interface Passed {
  readonly legibility: number | null;
  readonly inkThreshold: number;
  readonly lookedAt: number;
  readonly rejected: number;
  readonly empty: number;
}

/** A place of a number: the class it waited for (null: any) and whether a digit came. */
interface Waited {
  readonly wanted: number | null;
  readonly chosen: object | null;
}

/** Why a model can't write a number, by the classes that it does not write. */
export function findsTooFew(places: readonly Waited[], passed: Passed): AppError {
  const { legibility, inkThreshold, lookedAt, rejected, empty } = passed;
  const missing = new Set(places.flatMap(({ wanted, chosen }) => (chosen ? [] : [wanted])));
  const some = places.some(({ wanted, chosen }) => chosen !== null && missing.has(wanted));
  const classes = [...missing].flatMap((wanted) => wanted ?? []).sort((a, b) => a - b);
  const details = { classes: classes.join(','), lookedAt, rejected, empty };
  // Where every digit with ink is taken, ink is what they lacked.
  if (empty === lookedAt || (legibility === null && classes.length === 0)) {
    return new AppError(
      'INVALID_MODEL',
      `This model draws empty digits: ${whole(empty)} of the ${whole(lookedAt)} looked at hold no pixel of at least ${inkThreshold}. Train it longer, or lower the ink threshold.`,
      { details },
    );
  }
  const what = `${some ? 'hardly any' : 'no'} ${legibility === null ? '' : 'legible '}${listed(classes)}`;
  const passedOver =
    legibility === null
      ? ''
      : `, ${whole(rejected)} of them rejected: less than ${percent(legibility)} sure`;
  const lower = legibility === null ? '' : ', or ask for less legibility';
  return new AppError(
    'INVALID_MODEL',
    `This model writes ${what}: ${whole(lookedAt)} digits were looked at${passedOver}. Train it longer, choose another model${lower}.`,
    { details },
  );
}

/** `3`, `3 or 7`, `1, 3 or 7`; without classes, any digit. */
function listed(classes: readonly number[]): string {
  if (classes.length === 0) return 'digits';
  const [last, ...others] = classes.toReversed();
  return others.length === 0 ? `${last}` : `${others.toReversed().join(', ')} or ${last}`;
}

/** "95%", "99.5%" */
const percent = (part: number): string =>
  part.toLocaleString('en-US', { style: 'percent', maximumFractionDigits: 3 });

const whole = (value: number): string => value.toLocaleString('en-US');
