import type { Chance } from '../campaign.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A mutant and what was done to it, for a person. */
export interface Mutated {
  readonly bytes: Buffer;
  readonly what: string;
}

/** Texts that JSON.stringify would not write; strings stand for them by their places. */
const rawTexts: string[] = [];
const raw = (text: string): string => `@raw${rawTexts.push(text) - 1}@`;
const withRaw = (text: string): string =>
  text.replaceAll(/"@raw(\d+)@"/g, (_, place) => rawTexts[place] ?? '');

const lists = (levels: number) => raw('['.repeat(levels) + ']'.repeat(levels));
const objects = (levels: number) => raw(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
const nested = [2, 100, 3_000, 20_000, 100_000].flatMap((levels) => [
  { value: lists(levels), what: `${levels} lists in each other` },
  { value: objects(levels), what: `${levels} objects in each other` },
]);

const numbers: readonly Json[] = [
  ...[0, -1, 0.5, -0.5, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, 1e9],
  ...['NaN', 'Infinity', '1e999', '-1e999', '0x10', '01', '1.'].map(raw),
];
const strings: readonly Json[] = [
  ...['', ' ', 'x', '1', 'NaN', '..', '../..', '/', '/etc/passwd', '/proc/self/mem', '\\\\host\\x'],
  ...['__proto__', 'constructor', '\u0000', '\u001b]0;owned\u0007\u001b[2J', '\u202e', '\ud800'],
  ...['x'.repeat(100_000), 'é'.normalize('NFD'), '9'.repeat(400), 'tiny', 'conditional', 'float16'],
];
const others: readonly Json[] = [null, true, false, [], {}, [[]], { a: 1 }];

/** JSON that is changed in one place or two, by the type of what stands there. */
export function mutateJson(chance: Chance, original: Buffer): Mutated {
  const root = { root: JSON.parse(original.toString()) as Json };
  const told = Array.from({ length: chance.happens(0.2) ? 2 : 1 }, () =>
    changeSomewhere(chance, root),
  );
  const text = withRaw(JSON.stringify(root.root, null, chance.pick([0, 2])) ?? '');
  return { bytes: Buffer.from(text), what: told.join(', ') };
}

/** A value as JSON has them, changed in one place. */
export function mutateValue(chance: Chance, original: unknown): { value: unknown; what: string } {
  const root = { root: structuredClone(original) as Json };
  const what = changeSomewhere(chance, root);
  return { value: withoutRaw(root.root), what };
}

/** The values that texts stand for which JSON alone has. */
function withoutRaw(value: Json | undefined): unknown {
  if (typeof value === 'string') {
    const place = /^@raw(\d+)@$/.exec(value)?.[1];
    const text = place === undefined ? undefined : rawTexts[Number(place)];
    return text === undefined ? value : parsed(text);
  }
  if (Array.isArray(value)) return value.map(withoutRaw);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutRaw(each)]));
}

/** As deep as a message may be, since its writer would not write more. */
const deepest = 90;

function parsed(text: string): unknown {
  if (/^[[{]/.test(text)) {
    const half = text.startsWith('[') ? '[' : '{"a":';
    const end = half === '[' ? ']' : '}';
    return JSON.parse(half.repeat(deepest) + (half === '[' ? '' : '1') + end.repeat(deepest));
  }
  return Number(text);
}

function changeSomewhere(chance: Chance, root: { [key: string]: Json }): string {
  const places = placesIn(root, '');
  const { parent, key, path } = chance.pick(places);
  const old = (parent as Record<string | number, Json>)[key] ?? null;
  const set = (value: Json, what: string) => {
    (parent as Record<string | number, Json>)[key] = value;
    return `${path} = ${what}`;
  };
  const shown = (value: Json) => (JSON.stringify(value) ?? '').slice(0, 40);
  switch (chance.below(10)) {
    case 0:
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
      return `${path} removed`;
    case 1: {
      const value = chance.pick<Json>([
        ...[...others, ...strings, ...numbers],
        ...nested.map((each) => each.value),
      ]);
      const name = chance.pick([
        'extra',
        '__proto__',
        'toString',
        'x'.repeat(5_000),
        '\u001b[2J',
        '',
      ]);
      if (Array.isArray(parent)) parent.push(value);
      else parent[name] = value;
      return `${path} with a further key ${shown(name)}`;
    }
    case 2: {
      const { value, what } = chance.pick(nested);
      return set(value, what);
    }
    case 3:
      if (!Array.isArray(old)) return set(chance.pick(others), 'another type');
      return set(
        chance.pick<Json[]>([
          [],
          [...old, ...old],
          [...old].reverse(),
          new Array(100_000).fill(old[0] ?? 0),
        ]),
        'another length',
      );
    case 4:
    case 5: {
      const value = chance.pick<Json>([...numbers, ...strings, ...others]);
      return set(value, shown(value));
    }
    default: {
      const alike = typeof old === 'number' ? numbers : typeof old === 'string' ? strings : others;
      const value = chance.pick(alike);
      return set(value, shown(value));
    }
  }
}

interface Place {
  readonly parent: Json[] | { [key: string]: Json };
  readonly key: string | number;
  readonly path: string;
}

function placesIn(parent: Json[] | { [key: string]: Json }, path: string): Place[] {
  return Object.entries(parent).flatMap(([name, value]) => {
    const key = Array.isArray(parent) ? Number(name) : name;
    const here = { parent, key, path: `${path}/${name}` };
    return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)
      ? [here, ...placesIn(value, here.path)]
      : [here];
  });
}
