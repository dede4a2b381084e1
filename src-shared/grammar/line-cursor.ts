import type { AppError } from '../contract/errors.js';
import type { TreeNode } from './grammar.js';
import { grammarError, type Place, placed } from './places.js';

/** Goes through a line of a grammar, one character after the other. */
export class LineCursor {
  private readonly characters: readonly string[];
  /** Characters before the next one. */
  at = 0;

  constructor(private readonly line: string) {
    this.characters = [...line];
  }

  /** The next character, or the one so many after it; null behind the end. */
  peek(after = 0): string | null {
    return this.characters[this.at + after] ?? null;
  }

  /** Whether the next character is this one, which is then behind. */
  take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.at++;
    return true;
  }

  /** What stands before the next of a character, both of which are then behind; null where it is missing. */
  takeUntil(character: string): string | null {
    const end = this.characters.indexOf(character, this.at);
    if (end === -1) return null;
    const text = this.characters.slice(this.at, end).join('');
    this.at = end + 1;
    return text;
  }

  /** The digits that follow, which are then behind. */
  takeDigits(): string {
    let digits = '';
    for (let next = this.peek(); next !== null && /^[0-9]$/.test(next); next = this.peek()) {
      digits += next;
      this.at++;
    }
    return digits;
  }

  error(words: string, at = this.at): AppError {
    return grammarError(words, this.place(at));
  }

  /** A node that was written at a place. */
  node<Node extends TreeNode>(node: Node, at: number): Node {
    return placed(node, this.place(at));
  }

  private place(at: number): Place {
    return { line: this.line, at };
  }
}
