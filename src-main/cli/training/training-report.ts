import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EpochQuality } from '../../../src-shared/contract/evaluation.js';
import type { TrainingEvent } from '../../../src-shared/contract/events.js';
import type { StartedTraining } from '../../../src-shared/contract/training-views.js';
import { percent } from '../../../src-shared/text/percent.js';
import { formatDuration } from '../terminal/duration.js';
import { labelWords } from '../terminal/label-words.js';
import { whole } from '../terminal/whole.js';
import { runReference } from './run-reference.js';

type EventOf<Kind extends TrainingEvent['kind']> = Extract<TrainingEvent, { kind: Kind }>;

const losses = (event: { generatorLoss: number; discriminatorLoss: number }): string =>
  `generator ${event.generatorLoss.toFixed(3)}, discriminator ${event.discriminatorLoss.toFixed(3)}`;
const speed = (imagesPerSecond: number): string => `${whole(imagesPerSecond)} images/s`;

/** What a training is, before its first step. */
export function startLines(event: EventOf<'started'>): string[] {
  const { preset, recipe, config, dataset, engine, epoch, step, epochs } = event;
  const device = engine.device === 'gpu' ? 'the GPU' : 'the processor';
  const backend = engine.backend === 'tensorflow' ? 'TensorFlow' : 'TensorFlow.js';
  const first = event.resumed
    ? `Going on with "${event.run}" after epoch ${epoch}, step ${whole(step)}: preset ${preset}, recipe ${recipe}, ${count(epochs, 'epoch')} in all.`
    : `Training preset ${preset}, recipe ${recipe}, ${count(epochs, 'epoch')}, seed ${config.seed}.`;
  const kind =
    config.kind === 'conditional'
      ? `conditional, labels ${labelWords(dataset.labels ?? [])}`
      : 'a GAN on images alone';
  return [
    first,
    `Kind: ${kind}.`,
    `Data: ${dataWords(event)}, ${count(event.stepsPerEpoch, 'step')} of ${config.batchSize} an epoch.`,
    `Engine: ${backend} ${engine.version} on ${device}, ${engine.precision}.`,
    `Folder: ${event.folder}`,
  ];
}

/** Which images, and how they are turned: "240,000 images of /data/…-idx3-ubyte.gz, transposed". */
function dataWords({ dataset, config }: EventOf<'started'>): string {
  const { images, name, folder, file } = dataset;
  return [
    `${count(images, 'image')} of ${folder === null || file === undefined ? name : join(folder, file)}`,
    ...(config.transpose ? ['transposed'] : []),
    ...(config.invert ? ['inverted'] : []),
  ].join(', ');
}

/** What stands behind the bar while it trains, in ways that need less and less room. */
export function stepTexts(event: EventOf<'step'>, { epochs }: { epochs: number }): string[] {
  const losses = `G ${event.generatorLoss.toFixed(3)} D ${event.discriminatorLoss.toFixed(3)}`;
  return stepWays({ ...event, epochs, losses });
}

/** What a training looks at before it begins. */
export function preparationTexts({ secondsLeft }: EventOf<'preparing'>): string[] {
  const left = secondsLeft === null ? '' : formatDuration(secondsLeft);
  const end = left === '' ? [] : [`${left} left`];
  return ['looking at how these images are written', 'looking at the images'].map((words) =>
    [words, ...end].join(' · '),
  );
}

/** The losses go first, what is left never. */
export function stepWays(parts: {
  epoch: number;
  epochs: number;
  step: number;
  losses: string;
  imagesPerSecond: number;
  secondsLeft: number;
}): string[] {
  const left = formatDuration(parts.secondsLeft);
  const epoch = `epoch ${parts.epoch}/${parts.epochs}`;
  const [step, pace] = [`step ${whole(parts.step)}`, speed(parts.imagesPerSecond)];
  const end = left === '' ? [] : [`${left} left`];
  return [
    [epoch, step, parts.losses, pace, ...end],
    [epoch, step, pace, ...end],
    [epoch, pace, ...end],
    [epoch, ...end],
    end,
  ].map((words) => words.join(' · '));
}

/** The line that stays when an epoch is done. */
export function epochLine(
  event: EventOf<'epoch'>,
  { epochs, dataset }: Pick<EventOf<'started'>, 'epochs' | 'dataset'>,
): string {
  const own = dataset.recognised?.legible ?? null;
  const number = String(event.epoch).padStart(String(epochs).length);
  return [
    `Epoch ${number}/${epochs}`,
    `loss ${losses(event)}`,
    ...(event.quality === null ? [] : [quality(event.quality, own)]),
    speed(event.imagesPerSecond),
    formatDuration(event.seconds),
  ].join('  ');
}

/** @param own legible share of the data set's own images, where it is no MNIST */
const quality = (
  {
    legible,
    asked = null,
    frechet,
  }: Pick<EpochQuality, 'legible' | 'frechet'> & Partial<Pick<EpochQuality, 'asked'>>,
  own: number | null = null,
): string =>
  [
    `legible ${percent(legible)}${own === null ? '' : ` (real images ${percent(own)})`}`,
    ...(asked === null ? [] : [`as asked ${percent(asked)}`]),
    `Fréchet ${frechet.toFixed(2)}`,
  ].join(', ');

/** How it ended, where everything is, and what to type next. */
export function endLines(event: EventOf<'finished'>): string[] {
  const { state, epoch, step, folder } = event;
  const reference = runReference(event);
  const begin =
    state === 'finished'
      ? `Finished after ${count(epoch, 'epoch')}, ${count(step, 'step')}.`
      : `Stopped and saved after step ${whole(step)} (${count(epoch, 'whole epoch')}).`;
  const compose = `digits compose --model ${reference} --digits 4`;
  const hasGenerator = existsSync(join(folder, 'generator', 'model.json'));
  return [
    begin,
    `Folder: ${folder}`,
    ...pictureLines(folder),
    ...(state === 'finished' ? [] : [howToGoOn(event)]),
    ...(hasGenerator ? [`Write a number with it: ${compose}`] : []),
    ...bestLines(event),
  ];
}

/** Nothing when the best epoch is the last one, whose generator is the run's. */
function bestLines({ best, epoch, ...training }: EventOf<'finished'>): string[] {
  if (best === null || best.epoch === epoch) return [];
  return [
    `The best epoch was ${best.epoch} (${quality(best)}): --model ${runReference(training, 'best')}`,
  ];
}

const howToGoOn = (training: StartedTraining): string =>
  `Go on with: digits resume ${runReference(training)}`;

/** A resume of a run that has nothing left to do. */
export function nothingLeftLines(event: EventOf<'finished'>): string[] {
  const reference = runReference(event);
  return [
    `"${event.run}" is finished: its training of ${count(event.epoch, 'epoch')} is done.`,
    `Train it on with more epochs: digits resume ${reference} --epochs ${event.epoch + 10}`,
    `Write a number with it: digits compose --model ${reference} --digits 4`,
  ];
}

function pictureLines(folder: string): string[] {
  const pictures = [
    ['progress.gif', 'the same digits, epoch by epoch'],
    ['losses_plot.png', 'both losses over the steps'],
  ] as const;
  return pictures
    .filter(([name]) => existsSync(join(folder, name)))
    .map(([name, what]) => `  ${name.padEnd(16)} ${what}`);
}

const count = (value: number, noun: string): string =>
  `${whole(value)} ${noun}${value === 1 ? '' : 's'}`;
