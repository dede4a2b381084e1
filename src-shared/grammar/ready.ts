/** What the ready grammars are of, in the order in which they are shown. */
export const readyKinds = {
  amount: 'Amounts',
  date: 'Dates',
  time: 'Times',
  meter: 'Meter readings',
  post: 'Postal codes',
  phone: 'Telephone numbers',
  account: 'Cards and accounts',
  code: 'Product codes',
  person: 'Personal numbers',
  score: 'Scores and degrees',
  digits: 'Digits',
} as const;
export type ReadyKind = keyof typeof readyKinds;
export const readyKindNames = Object.keys(readyKinds) as ReadyKind[];

/** A grammar that is there from the start, by whose name `{name}` writes it in others. */
export interface ReadyGrammar {
  readonly name: string;
  readonly kind: ReadyKind;
  readonly line: string;
  /** What it is for, in a sentence. */
  readonly help: string;
  /** One of its numbers. */
  readonly example: string;
}

const ready = (
  kind: ReadyKind,
  name: string,
  line: string,
  help: string,
  example: string,
): ReadyGrammar => ({
  name,
  kind,
  line,
  help,
  example,
});

/** In the order in which they are shown. */
export const readyGrammars: readonly ReadyGrammar[] = [
  ready('amount', 'amount-us', '{amount:us}', 'An amount as in America and Britain.', '1,234.56'),
  ready('amount', 'amount-eu', '{amount:eu}', 'An amount as in most of Europe.', '1.234,56'),
  ready('amount', 'amount-swiss', '{amount:swiss}', 'An amount as in Switzerland.', "1'234.56"),
  ready(
    'amount',
    'amount-mixed',
    '{amount:us:1.00..99999.99:log}',
    'Small and large amounts alike.',
    '87.05',
  ),
  ready('amount', 'price', '{0.99..999.99}', 'A price without thousands.', '19.99'),
  ready('date', 'date-eu', '{date:dd.mm.yyyy}', 'A day with points.', '24.12.1998'),
  ready('date', 'date-uk', '{date:dd/mm/yyyy}', 'A day, the day first.', '24/12/1998'),
  ready('date', 'date-us', '{date:mm/dd/yyyy}', 'A day, the month first.', '12/24/1998'),
  ready('date', 'date-iso', '{date:yyyy-mm-dd}', 'A day as ISO 8601 has it.', '1998-12-24'),
  ready('date', 'date-short', '{date:d.m.yy}', 'A day in as few digits as there are.', '4.12.98'),
  ready('date', 'expiry', '{date:mm/yy:2024..2043}', 'The month in which a card ends.', '08/31'),
  ready('time', 'time-24', '{time:hh:mm}', 'A time of the day.', '17:30'),
  ready('time', 'time-seconds', '{time:hh:mm:ss}', 'A time with seconds.', '17:30:05'),
  ready('time', 'date-time', '{date:dd/mm} {time:hh:mm}', 'A day and a time.', '12/05 17:30'),
  ready('meter', 'meter', '{00000..99999}', 'A reading of a meter with five wheels.', '04821'),
  ready(
    'meter',
    'meter-decimal',
    '{00000.000..99999.999:comma}',
    'A reading in litres.',
    '00482,731',
  ),
  ready(
    'post',
    'zip-us',
    '\\d{5}(-\\d{4})?',
    'A ZIP code of the USA, some with four more.',
    '90210-1234',
  ),
  ready('post', 'plz-de', '{01001..99998}', 'A postal code of Germany.', '10115'),
  ready(
    'post',
    'postcode-4',
    '[1-9]\\d{3}',
    'A postal code of Switzerland, Austria and others.',
    '8001',
  ),
  ready(
    'phone',
    'phone-us',
    '\\([2-9]\\d{2}\\) [2-9]\\d{2}-\\d{4}',
    'A telephone number of America.',
    '(212) 555-0123',
  ),
  ready(
    'phone',
    'phone-swiss',
    '0[2-9]\\d \\d{3} \\d{2} \\d{2}',
    'A telephone number of Switzerland.',
    '044 668 18 00',
  ),
  ready(
    'phone',
    'phone-world',
    '+[1-9]\\d{1,2} \\d{3} \\d{3} \\d{3}',
    'A telephone number from abroad.',
    '+48 601 234 567',
  ),
  ready(
    'account',
    'card',
    '[3-6]\\d{3} \\d{4} \\d{4} \\d{3}{luhn}',
    'Like the number of a card, with Luhn.',
    '4539 1488 0343 6467',
  ),
  ready(
    'account',
    'account',
    '\\d{8}{mod97-10}',
    'An account with two check digits.',
    '1234567889',
  ),
  ready(
    'account',
    'routing-us',
    '[0-3]\\d{7}{aba}',
    'A routing number of an American bank.',
    '111000025',
  ),
  ready(
    'account',
    'qr-swiss',
    '\\d{2}( \\d{5}){4} \\d{4}{swiss-qr}',
    "The reference of Switzerland's QR bill.",
    '21 00000 00003 13947 14300 09017',
  ),
  ready('code', 'ean-13', '\\d{12}{gtin13}', 'The number under a bar code.', '4006381333931'),
  ready(
    'code',
    'isbn',
    '97[89]-\\d-\\d{3}-\\d{5}-{gtin13}',
    'The number of a book.',
    '978-0-306-40615-7',
  ),
  ready(
    'person',
    'cpf-br',
    '\\d{3}.\\d{3}.\\d{3}-{cpf}',
    'The number of a tax payer in Brazil.',
    '529.982.247-25',
  ),
  ready(
    'person',
    'pesel-pl',
    '{date:yymmdd:1930..1999}\\d{4}{pesel}',
    'A Polish personal number.',
    '44051401359',
  ),
  ready('person', 'bsn-nl', '\\d{8}{bsn}', 'A Dutch personal number.', '111222333'),
  ready('score', 'score', '{0..20}/20', 'The score of an exam.', '17/20'),
  ready('score', 'percent', '{0..100}%', 'Whole per cent.', '85%'),
  ready('score', 'temperature', '{-20.0..42.0:comma}', 'Degrees Celsius.', '-3,5'),
  ready('digits', 'digits-1', '\\d', 'A digit.', '7'),
  ready('digits', 'digits-4', '\\d{4}', 'Four digits.', '0482'),
  ready('digits', 'digits-6', '\\d{6}', 'Six digits.', '048213'),
  ready(
    'digits',
    'digits-1-9',
    '[1-9]@1|[1-9]\\d@1|[1-9]\\d{2}@1|[1-9]\\d{3}@1|[1-9]\\d{4}@1|[1-9]\\d{5}@1|[1-9]\\d{6}@1|[1-9]\\d{7}@1|[1-9]\\d{8}@1',
    'One to nine digits, each length alike.',
    '48213',
  ),
];

/** The line of a ready grammar, if there is one of this name. */
export const readyLine = (name: string): string | undefined =>
  readyGrammars.find((grammar) => grammar.name === name)?.line;
