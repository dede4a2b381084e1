import { resolve } from 'node:path';
import type { RecogniserRecord } from '../../../src-shared/contract/recognisers.js';
import type { ClassifierName } from '../../../src-shared/networks/architecture.js';
import { percent } from '../../../src-shared/text/percent.js';
import type { Cli } from '../cli.js';
import { prepareEngine } from '../prepare-engine.js';
import { formatDuration } from '../terminal/duration.js';
import { openProgress } from '../terminal/progress.js';
import { whole } from '../terminal/whole.js';
import { withService } from '../with-service.js';
import { stepWays } from './training-report.js';

interface Options {
  readonly architecture: ClassifierName;
  readonly out: string;
  readonly epochs: number;
  readonly seed: number | undefined;
  readonly limitImages: number | undefined;
  readonly json: boolean;
}

/** Trains a recogniser or the judge into a folder, shows how far it is and how good it has become. */
export async function trainRecogniser(cli: Cli, options: Options): Promise<void> {
  const { out, json, seed, limitImages, ...request } = options;
  const folder = resolve(out);
  const record = await withService(cli, async ({ service, interrupts }) => {
    await prepareEngine(cli, interrupts.signal);
    const progress = await openProgress({ stream: cli.stderr, now: cli.now });
    const stopListening = service.onEvent((event) => {
      if (event.kind !== 'recogniser') return;
      if (json) cli.output.json(event);
      else
        progress.show({
          done: event.step,
          total: event.steps,
          text: stepWays({ ...event, losses: `loss ${event.loss.toFixed(3)}` }),
        });
    });
    try {
      const training = service.call['recogniser.train']({
        ...request,
        folder,
        ...(seed === undefined ? {} : { seed }),
        ...(limitImages === undefined ? {} : { limitImages }),
      });
      return await interrupts.race(training);
    } finally {
      progress.clear();
      stopListening();
    }
  });
  if (json) cli.output.json({ kind: 'finished', folder, ...record });
  else cli.output.lines(resultLines(record, folder));
}

function resultLines(record: RecogniserRecord, folder: string): string[] {
  const { architecture, epochs, seed, trainingImages, test, temperature, seconds } = record;
  const { nonDigits } = record;
  return [
    `Trained the ${architecture}: ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} of ${whole(trainingImages.count)} images, seed ${seed}, ${formatDuration(seconds)}.`,
    `Right on ${percent(test.accuracy, 2)} of ${whole(test.images)} test images.`,
    `Negative log likelihood ${test.nll.toFixed(4)}, expected calibration error ${percent(test.ece, 2)}, at temperature ${temperature.toFixed(3)}.`,
    ...(nonDigits === undefined
      ? []
      : [
          `Takes ${percent(nonDigits.legible, 2)} of images that are no digits for one beyond doubt.`,
        ]),
    `Folder: ${folder}`,
  ];
}
