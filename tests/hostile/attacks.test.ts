import { cpSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ownIdentity } from '../../src-main/setup/process-identity.mjs';
import { sharedFolder } from '../helpers/temporary-folder.js';
import { attack, attacksOn } from './attacks.js';
import { writeGzipBomb, writeIdxOfNothing, writePngBomb, writeTableBomb } from './bombs.js';
import { isWhole } from './campaign.js';
import { filesIn, KeptFolder } from './kept-folder.js';
import { waysOf } from './mutants/mutate-run.js';
import { allWays, Opener, type Way } from './opening.js';
import { smallFolder, smallTraining, trainSmallRun } from './small-run.js';

const dataFolder = sharedFolder();
const outside = join(dataFolder, 'outside');
const opener = new Opener(dataFolder);
let run: KeptFolder;
let images: KeptFolder;
let elsewhere: KeptFolder;

beforeAll(async () => {
  const path = await trainSmallRun(dataFolder, 'small');
  run = new KeptFolder(path);
  images = new KeptFolder(join(dataFolder, 'images'));
  cpSync(path, join(outside, 'run'), { recursive: true });
  cpSync(images.path, join(outside, 'images'), { recursive: true });
  for (const name of filesIn(outside)) makeUnread(join(outside, name));
  elsewhere = new KeptFolder(outside);
  expect(await opener.warmUp(smallFolder(dataFolder, 'small'))).toEqual([]);
  run.restore();
  return () => opener.end();
}, 600_000);

const last = `checkpoints/step-${String(smallTraining.steps).padStart(8, '0')}`;
const runFiles = [
  ...['run.json', 'run.lock', 'steps.csv', 'history.csv', 'progress.gif', 'losses_plot.png'],
  ...['generator/model.json', 'generator/weights.bin', 'discriminator/model.json'],
  ...['best/model.json', 'best/weights.bin', 'progress/epoch-0001.png', `${last}/manifest.json`],
  ...[`${last}/state.json`, `${last}/generator.bin`, `${last}/generator-average.bin`],
];
const runFolders = ['checkpoints', last, 'generator', 'discriminator', 'best', 'progress'];
const imageFiles = ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte', 'config.json'];

/** All that is wrong with opening the run as it is now. */
async function faultsOf(what: string, wanted: readonly Way[]): Promise<string[]> {
  const opened = await opener.open({ folder: smallFolder(dataFolder, 'small'), wanted });
  const changed = elsewhere.changed().map((name) => `${name} elsewhere was changed`);
  elsewhere.restore();
  return [...opened.faults, ...changed].map((fault) => `${what}: ${fault}`);
}

test('what stands in the place of a file or folder of a run is refused at once', {
  timeout: 3_600_000,
}, async () => {
  const bad: string[] = [];
  for (const [at, name] of [...runFiles, ...runFolders].entries()) {
    const reading = waysOf(name, `${name}/model.json`, `${name}/weights.bin`, `${name}/x`);
    // The quick part tries a third of the attacks on each, all of them on three that follow one another.
    for (const [nth, each] of attacksOn(dataFolder).entries()) {
      if (!isWhole && (nth + at) % 3 !== 0) continue;
      const path = join(run.path, name);
      attack(path, each, join(outside, 'run', name));
      const target = join(outside, 'run', name);
      if (each.leadsOutside) makeUnread(target);
      bad.push(...(await faultsOf(`${name} is ${each.what}`, isWhole ? allWays : reading)));
      if (each.leadsOutside && wasRead(target)) {
        bad.push(`${name} is ${each.what}: it was read`);
      }
      rmSync(path, { recursive: true, force: true });
      run.restore();
    }
  }
  expect(bad).toEqual([]);
});

/** Seconds since 1970: a file that is read gets another time of reading, where such times are kept. */
const times = { read: 1, written: 2 };

const makeUnread = (path: string) => {
  if (isFile(path)) utimesSync(path, times.read, times.written);
};

const wasRead = (path: string): boolean =>
  isFile(path) && statSync(path).atimeMs !== times.read * 1000;

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

test('what stands in the place of a file of a data set is refused at once', {
  timeout: 3_600_000,
}, async () => {
  const bad: string[] = [];
  for (const name of imageFiles) {
    for (const each of attacksOn(dataFolder)) {
      const path = join(images.path, name);
      attack(path, each, join(outside, 'images', name));
      const wanted: Way[] = name === 'config.json' ? ['config'] : ['train', 'resume'];
      bad.push(...(await faultsOf(`${name} is ${each.what}`, wanted)));
      rmSync(path, { recursive: true, force: true });
      images.restore();
      run.restore();
    }
  }
  expect(bad).toEqual([]);
});

const megabytes = (quick: number, whole: number) => (isWhole ? whole : quick) * 1e6;
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const escapes = '\u001b]0;owned\u0007\u001b[2J\r';

/** A file of a run, or of a data set, that is far more than it says, and what then opens it. */
const bombs: readonly [string, Way[], (root: string) => void | Promise<void>][] = [
  [
    'steps.csv of a step, again and again',
    ['losses', 'plot', 'resume'],
    (root) => writeTableBomb(join(root, 'steps.csv'), '1,1,0,0\n', megabytes(60, 300)),
  ],
  [
    'steps.csv of a line',
    ['losses', 'plot', 'resume'],
    (root) => writeTableBomb(join(root, 'steps.csv'), '1,', megabytes(60, 300)),
  ],
  [
    'history.csv of an epoch, again and again',
    ['show', 'resume'],
    (root) => writeTableBomb(join(root, 'history.csv'), '1,2,64,0,0,0\n', megabytes(60, 300)),
  ],
  [
    'a picture as large as a house',
    ['picture', 'gif', 'resume'],
    (root) => writePngBomb(join(root, 'progress/epoch-0001.png'), isWhole ? 30_000 : 12_000),
  ],
  ...[
    ['run.json', 'open', '{"config": {"epochs": #}}'],
    ['generator/model.json', 'describe', '{"modelTopology": #}'],
    ['checkpoints/step-00000004/state.json', 'resume', '{"step": #}'],
    ['checkpoints/step-00000004/manifest.json', 'resume', '#'],
  ].map(([name = '', way, form = '']): [string, Way[], (root: string) => void] => [
    `${name} of lists in lists`,
    [...waysOf(name), way as Way],
    (root) => writeFileSync(join(root, name), form.replace('#', deep(200_000))),
  ]),
  ...['run.json', 'generator/model.json'].map((name): [string, Way[], (root: string) => void] => [
    `${name} of a million keys`,
    waysOf(name),
    (root) => {
      const keys = Array.from({ length: 50_000 }, (_, i) => `"${'k'.repeat(10)}${i}":1`);
      writeFileSync(join(root, name), `{${keys.join()}}`);
    },
  ]),
  [
    'a lock that speaks to the terminal',
    ['list', 'resume', 'runsCommand'],
    (root) => {
      const lock = { startedAt: '2026-01-01', token: 'ab', purpose: escapes, host: escapes };
      writeFileSync(join(root, 'run.lock'), JSON.stringify({ ...ownIdentity(), ...lock }));
    },
  ],
  [
    'images of a gzip bomb',
    ['train', 'resume'],
    () => writeGzipBomb(join(images.path, 'train-images-idx3-ubyte'), megabytes(700, 20_000)),
  ],
  [
    'images of nothing, 1.9 GB of them',
    ['train', 'resume'],
    () => writeIdxOfNothing(join(images.path, 'train-images-idx3-ubyte'), 1.9e9),
  ],
  [
    'labels of nothing, 1.9 GB of them',
    ['train', 'resume'],
    () => writeIdxOfNothing(join(images.path, 'train-labels-idx1-ubyte'), 1.9e9),
  ],
  [
    'a configuration of lists in lists',
    ['config'],
    () => writeFileSync(join(images.path, 'config.json'), `{"epochs": ${deep(200_000)}}`),
  ],
  [
    'a configuration whose key speaks to the terminal',
    ['config'],
    () => writeFileSync(join(images.path, 'config.json'), JSON.stringify({ [escapes]: 1 })),
  ],
];

test.each(bombs)(
  '%s: refused within seconds and megabytes',
  { timeout: 600_000 },
  async (what, ways, put) => {
    await put(run.path);
    const bad = await faultsOf(what, isWhole ? allWays : ways);
    run.restore();
    images.restore();
    expect(bad).toEqual([]);
  },
);

test('whatever a run folder is called, it is listed once, and says nothing to the terminal', {
  timeout: 600_000,
}, async () => {
  const names = [
    ...['x (copy)', 'a+b', "it's", 'Zoe\u0308', 'हिन्दी', '.hidden', '-rf', 'con', '%41', '#1'],
    ...['a\nb', '\u001b[2J', 'x'.repeat(255), '🎲', 'a;b', '$(x)', '\u202egnp', ' '],
  ];
  const folders = names.map((name) => join(dataFolder, 'runs', name));
  for (const folder of folders) cpSync(run.path, folder, { recursive: true });
  const wanted: Way[] = ['list', 'list', 'runsCommand'];
  const bad = await faultsOf('names', wanted);
  for (const folder of folders) {
    const named = smallFolder(dataFolder, folder.split('/').at(-1) ?? '');
    const { faults } = await opener.open({ folder: named, wanted: ['open', 'list', 'list'] });
    bad.push(...faults.map((fault) => `${JSON.stringify(named.run)}: ${fault}`));
    rmSync(folder, { recursive: true, force: true });
  }
  expect(bad).toEqual([]);
});
