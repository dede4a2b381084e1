import type { GrammarNode } from './grammar.js';

/**
 * The characters that may stand at each place of nodes which are digits, marks, classes and fixed repeats
 * of them; null for others.
 */
export function flatPlaces(nodes: readonly GrammarNode[]): string[] | null {
  const places: string[] = [];
  for (const node of nodes) {
    const own = typeof node === 'string' ? null : placesOf(node);
    if (own === null) return null;
    places.push(...own);
  }
  return places;
}

function placesOf(node: Exclude<GrammarNode, string>): string[] | null {
  switch (node.kind) {
    case 'text':
      return [...node.text];
    case 'class':
      return [node.characters];
    case 'sequence':
      return flatPlaces(node.of);
    case 'repeat': {
      const own = node.min === node.max ? flatPlaces([node.of]) : null;
      return own && new Array<string[]>(node.max).fill(own).flat();
    }
    default:
      return null;
  }
}
