import { readNumberList } from '../../src-shared/config/number-list.js';
import type { DatasetRequest } from '../../src-shared/contract/data-sets.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { type Lists, mostTexts } from '../../src-shared/grammar/lists.js';
import { type PreparedGrammar, prepareGrammar } from '../../src-shared/grammar/prepare.js';

/** What a page's grammar and lists come to. */
interface ReadNumbers {
  readonly lists: Lists;
  readonly prepared: PreparedGrammar;
}

type Asked = Pick<DatasetRequest, 'grammar' | 'lists'>;

/** Reads the numbers that a page asks for; those of the last time are kept. */
export class PageNumbers {
  private last: (ReadNumbers & { readonly asked: string }) | null = null;

  /** @throws AppError BAD_INPUT naming the list and its line, or the place of the grammar */
  of({ grammar, lists: texts }: Asked): ReadNumbers {
    const asked = JSON.stringify([grammar, texts]);
    if (this.last?.asked === asked) return this.last;
    const lists = new Map(Object.entries(texts).map(([name, text]) => [name, listOf(name, text)]));
    this.last = { asked, lists, prepared: prepareGrammar(grammar, { lists }) };
    return this.last;
  }
}

function listOf(name: string, text: string): readonly string[] {
  const { numbers, problem } = readNumberList(text, { most: mostTexts, name: `the list ${name}` });
  if (numbers !== null) return numbers;
  throw new AppError('BAD_INPUT', problem, { details: { list: name } });
}
