import { cpus } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { TrainingEvent } from '../../src-shared/contract/events.js';
import type { SpeedEstimate, SpeedQuestion } from '../../src-shared/contract/machine.js';
import type { EngineRecord } from '../../src-shared/contract/runs.js';
import { keep, readKept } from '../files/kept-json.js';
import { dataDirectory } from '../setup/directories.mjs';

const schema = z.record(
  z.string(),
  z.strictObject({ imagesPerSecond: z.number().positive(), measuredAt: z.iso.datetime() }),
);
type Speeds = z.infer<typeof schema>;

/** A training's speed counts as measured after this many of its steps. */
const enoughSteps = 20;

/** How fast trainings run here: measured once, corrected by every real training, kept in a file. */
export class SpeedEstimates {
  private measuring: Promise<unknown> = Promise.resolve();
  private watched: { key: string; steps: number; imagesPerSecond: number } | null = null;

  constructor(
    private readonly engine: {
      start(): Promise<EngineRecord>;
      measure(question: SpeedQuestion): Promise<number | null>;
    },
  ) {}

  /** One is measured at a time. Null when it can't be measured now. */
  async of(question: SpeedQuestion, canMeasure: () => boolean): Promise<SpeedEstimate | null> {
    const record = await this.engine.start();
    const precision = question.precision === 'auto' ? record.precision : question.precision;
    const exact = { ...question, precision };
    const key = speedKey(exact, record);
    const known = (await readSpeeds())[key];
    if (known !== undefined) return known;
    const turn = this.measuring.then(async () => {
      const measuredMeanwhile = (await readSpeeds())[key];
      if (measuredMeanwhile !== undefined) return measuredMeanwhile;
      if (!canMeasure()) return null;
      const imagesPerSecond = await this.engine.measure(exact);
      return imagesPerSecond === null ? null : remember(key, imagesPerSecond);
    });
    this.measuring = turn.catch(() => {});
    return turn;
  }

  /** Learns from the trainings that run. */
  async event(event: TrainingEvent): Promise<void> {
    if (event.kind === 'started') {
      const { preset, config, engine } = event;
      const question = { ...config, preset, precision: engine.precision };
      this.watched = { key: speedKey(question, engine), steps: 0, imagesPerSecond: 0 };
    }
    if (this.watched === null) return;
    if (event.kind === 'step') {
      this.watched.steps++;
      this.watched.imagesPerSecond = event.imagesPerSecond;
    }
    if (event.kind === 'finished' || event.kind === 'failed') {
      const { key, steps, imagesPerSecond } = this.watched;
      this.watched = null;
      if (steps >= enoughSteps && imagesPerSecond > 0) await remember(key, imagesPerSecond);
    }
  }
}

/** All that a step's time depends on: of what is drawn in or left out, whether it is. */
const speedKey = (
  { preset, noiseDim, batchSize, precision, ...parts }: SpeedQuestion,
  { backend, version, device }: EngineRecord,
): string => {
  const { kind, dropout, averageDecay, guidance, traitWeight } = parts;
  const asked = kind === 'conditional' ? { conditional: 1, traitWeight } : {};
  const used = Object.entries({ dropout, averageDecay, guidance, ...asked }).flatMap(
    ([name, value]) => (value > 0 ? [name] : []),
  );
  const processor = cpus()[0]?.model;
  const step = [preset, noiseDim, batchSize, precision, ...used];
  return [backend, version, device, ...step, processor].join(' ');
};

const file = (): string => join(dataDirectory(), 'training-speeds.json');

const readSpeeds = async (): Promise<Speeds> => (await readKept(file(), schema)) ?? {};

async function remember(key: string, imagesPerSecond: number): Promise<SpeedEstimate> {
  const estimate = { imagesPerSecond, measuredAt: new Date().toISOString() };
  await keep(file(), { ...(await readSpeeds()), [key]: estimate });
  return estimate;
}
