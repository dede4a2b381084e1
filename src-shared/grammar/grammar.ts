import type { CheckName } from './check-digits.js';

/**
 * What a number may be, as data: the form in which JSON has it, and into which a line is read. A text in
 * the place of a node is a line.
 */
export interface Grammar {
  readonly number: GrammarNode;
  /** What `{name}` stands for. */
  readonly parts?: Readonly<Record<string, GrammarNode>> | undefined;
}

export type GrammarNode = string | TreeNode;

export type TreeNode =
  | TextNode
  | ClassNode
  | SequenceNode
  | ChoiceNode
  | RepeatNode
  | RangeNode
  | DateNode
  | TimeNode
  | ListNode
  | PartNode
  | CheckNode;

/** These characters, one after the other. */
export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
}

/** One of these characters. */
export interface ClassNode {
  readonly kind: 'class';
  readonly characters: string;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly of: readonly GrammarNode[];
}

export interface ChoiceNode {
  readonly kind: 'choice';
  readonly of: readonly Alternative[];
}

export interface Alternative {
  readonly node: GrammarNode;
  /** How often it is drawn, beside the others' weights; 1 where only others have one. */
  readonly weight?: number | undefined;
}

export interface RepeatNode {
  readonly kind: 'repeat';
  readonly of: GrammarNode;
  readonly min: number;
  readonly max: number;
}

/** Numbers in steps of the last decimal that a bound is written with. */
export interface RangeNode {
  readonly kind: 'range';
  /** Decimal, with a point; one that begins with a zero for nothing says the least length. */
  readonly from: string;
  readonly to: string;
  readonly spread?: Spread | undefined;
  readonly style?: NumberStyle | undefined;
}

export const spreads = ['uniform', 'log', 'benford'] as const;
/**
 * How drawn numbers lie: each alike; each count of digits alike; that and the first digits as they are
 * met in accounts.
 */
export type Spread = (typeof spreads)[number];

/** How a number is written: its thousands and its decimals. */
export const numberStyles = {
  plain: { group: '', point: '.' },
  comma: { group: '', point: ',' },
  us: { group: ',', point: '.' },
  eu: { group: '.', point: ',' },
  swiss: { group: "'", point: '.' },
  space: { group: ' ', point: ',' },
} as const;
export type NumberStyle = keyof typeof numberStyles;

export interface DateNode {
  readonly kind: 'date';
  /** d, dd, m, mm, yy, yyyy and marks. */
  readonly format: string;
  /** A year, or a day as yyyy-mm-dd. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface TimeNode {
  readonly kind: 'time';
  /** h, hh, mm, ss and marks. */
  readonly format: string;
}

/** A line of a list that the caller gives. */
interface ListNode {
  readonly kind: 'list';
  readonly name: string;
}

interface PartNode {
  readonly kind: 'part';
  readonly name: string;
}

/** What the digits before it, in the same sequence, come to. */
export interface CheckNode {
  readonly kind: 'check';
  readonly algorithm: CheckName;
}

/** Bounds that keep a hostile grammar from costing more than a moment. */
export const grammarBounds = {
  /** Characters of a line. */
  line: 2_000,
  /** Brackets in brackets of a line. */
  brackets: 32,
  /** Nodes in nodes, parts followed. */
  depth: 100,
  /** Times that something is repeated. */
  repeats: 1_000,
  /** Characters of a number, as everywhere in this program. */
  length: 1_000,
  weight: 1_000_000,
  /** Nodes of JSON, and the characters of all its texts. */
  nodes: 2_000,
  characters: 20_000,
  /**
   * Numbers that a grammar may have: a googol. A list of all its strings can't be wished for any more,
   * and still a number of it is found in microseconds.
   */
  strings: 10n ** 100n,
} as const;

/** How a part or a list may be called. */
export const partName = /^[a-z][a-z0-9-]{0,39}$/;
export const partNameWords =
  'must be a name of up to 40 small letters, digits and hyphens that begins with a letter';
