import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chance } from '../campaign.js';
import type { Way } from '../opening.js';
import { mutateBytes, mutateWeights } from './bytes.js';
import { mutateCsv } from './csv.js';
import { type Mutated, mutateJson } from './json.js';
import { mutatePng } from './png.js';

interface Group {
  readonly files: RegExp;
  /** What reads them. */
  readonly ways: readonly Way[];
  /** How often, beside the other groups. */
  readonly weight: number;
}

/** The files of a run, by what reads them. */
const groups: readonly Group[] = [
  {
    files: /^run\.json$/,
    ways: ['list', 'show', 'losses', 'gif', 'plot', 'open', 'resume', 'upload', 'runsCommand'],
    weight: 4,
  },
  { files: /^run\.lock$/, ways: ['list', 'resume', 'runsCommand'], weight: 1 },
  { files: /^steps\.csv$/, ways: ['losses', 'plot', 'resume'], weight: 2 },
  { files: /^history\.csv$/, ways: ['show', 'resume'], weight: 2 },
  { files: /^progress\//, ways: ['picture', 'gif', 'show', 'resume'], weight: 3 },
  { files: /^progress\.gif$|^losses_plot\.png$/, ways: ['list', 'show', 'upload'], weight: 0.5 },
  {
    files: /^generator\/model\.json$/,
    ways: ['describe', 'find', 'draw', 'compose', 'upload', 'describeCommand'],
    weight: 3,
  },
  { files: /^generator\/weights\.bin$/, ways: ['draw', 'compose', 'upload'], weight: 2 },
  { files: /^discriminator\//, ways: ['describe', 'upload', 'describeCommand'], weight: 2 },
  { files: /^best\//, ways: ['list', 'drawBest', 'upload'], weight: 1.5 },
  { files: /^checkpoints\//, ways: ['list', 'resume'], weight: 1.5 },
];

interface Mutant {
  /** For a person: which file, and what was done to it. */
  readonly what: string;
  /** All that reads what was changed. */
  readonly ways: readonly Way[];
}

/** The mutant of a run's folder that has this number; the folder holds the whole run before. */
export function mutateRun(folder: string, names: readonly string[], caseNumber: number): Mutant {
  const chance = new Chance(caseNumber);
  const group = pickGroup(chance);
  const known = [...names, 'run.lock'].filter((name) => group.files.test(name));
  const name = chance.pick(known);
  const path = join(folder, name);
  const made = (what: string): Mutant => ({ what: `${name}: ${what}`, ways: group.ways });

  if (chance.happens(0.04)) {
    rmSync(path, { force: true });
    return made('removed');
  }
  if (chance.happens(0.06)) {
    const other = chance.pick(names);
    const [here, there] = [readOr(path), readFileSync(join(folder, other))];
    writeFileSync(path, there);
    writeFileSync(join(folder, other), here);
    return { ...made(`changed places with ${other}`), ways: waysOf(name, other) };
  }
  const { bytes, what } = mutateFile(chance, name, readOr(path));
  writeFileSync(path, bytes);
  const isPart = /^checkpoints\/.*\.bin$|state\.json$/.test(name);
  if (!isPart || chance.happens(0.3)) return made(what);
  vouch(path, bytes);
  return made(`${what}, as its manifest says`);
}

function pickGroup(chance: Chance): Group {
  const total = groups.reduce((sum, { weight }) => sum + weight, 0);
  let left = (chance.below(1_000_000) / 1_000_000) * total;
  for (const group of groups) {
    left -= group.weight;
    if (left < 0) return group;
  }
  return chance.pick(groups);
}

/** All that reads some files of a run's folder. */
export const waysOf = (...names: string[]): Way[] => [
  ...new Set(
    groups
      .filter(({ files }) => names.some((name) => files.test(name)))
      .flatMap(({ ways }) => ways),
  ),
];

/** A run that is whole has no lock: the mutants of one begin with this. */
const lock = JSON.stringify({
  ...{ pid: 1, host: 'elsewhere', machine: 'another', startTicks: '1', purpose: 'training' },
  ...{ startedAt: '2026-01-01T00:00:00.000Z', token: '0a1b2c3d' },
});

const readOr = (path: string): Buffer =>
  existsSync(path) ? readFileSync(path) : Buffer.from(lock);

function mutateFile(chance: Chance, name: string, original: Buffer): Mutated {
  const ending = name.split('.').at(-1) ?? '';
  const mutateKind = {
    json: mutateJson,
    lock: mutateJson,
    csv: mutateCsv,
    png: mutatePng,
    bin: mutateWeights,
  }[ending];
  if (mutateKind === undefined || chance.happens(0.35)) return mutateBytes(chance, original);
  return mutateKind(chance, original);
}

/** Lets the checkpoint's manifest tell the size and the hash of what a part is now. */
function vouch(path: string, bytes: Buffer): void {
  const manifestPath = join(path, '..', 'manifest.json');
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
  const part = path.split('/').at(-1);
  for (const file of manifest.files) {
    if (file.name !== part) continue;
    file.bytes = bytes.length;
    file.sha256 = createHash('sha256').update(bytes).digest('hex');
  }
  writeFileSync(manifestPath, JSON.stringify(manifest));
}
