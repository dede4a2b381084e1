import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../../src-main/engine/backend/start-backend.js';
import { doJobs } from '../../../../src-main/engine/quality/do-jobs.js';
import { LabelledSet } from '../../../../src-main/engine/quality/labelled-set.js';
import { GeneratedTraining } from '../../../../src-main/engine/quality/train-on-generated.js';
import {
  openRecogniser,
  type Recogniser,
} from '../../../../src-main/engine/recogniser/recogniser.js';
import { type LabelledImages, loadMnist } from '../../../../src-main/files/idx/mnist.js';

const pixels = 28 * 28;

let training: LabelledImages;
let test: LabelledImages;
let recogniser: Recogniser;
beforeAll(async () => {
  await startBackend();
  [training, test] = await Promise.all([loadMnist('train'), loadMnist('t10k')]);
  recogniser = await openRecogniser();
  return () => recogniser.dispose();
});

/** Stands for a generator: real digits, of which all but every `legible`-th are blank. */
const drawing = (legible: number) => (range: { first: number; count: number }) => {
  const { first, count } = range;
  const drawn = Uint8Array.from(training.images.subarray(first * pixels, (first + count) * pixels));
  for (let i = 0; i < count; i++) {
    if ((first + i) % legible !== 0) drawn.fill(0, i * pixels, (i + 1) * pixels);
  }
  return drawn;
};

const ignore = async () => {};

describe('a labelled set', () => {
  it('holds digits that are legible, with the labels that the recogniser gives them', async () => {
    const set = new LabelledSet({ draw: drawing(2), recogniser, labelOf: null }, 300);
    await doJobs([set.job()], ignore);
    const { images, labels, count } = set.digits();
    expect(count).toBe(300);
    expect(set.drawn).toBeGreaterThanOrEqual(600);
    expect(set.drawn).toBeLessThan(900);
    const blanks = Array.from({ length: count }, (_, i) =>
      images.subarray(i * pixels, (i + 1) * pixels).every((level) => level === 0),
    );
    expect(blanks).not.toContain(true);
    // Real digits that it is sure of are nearly all what it says.
    let place = 0;
    const right = Array.from({ length: count }, (_, i) => {
      const image = images.subarray(i * pixels, (i + 1) * pixels);
      while (
        training.images
          .subarray(place * pixels, (place + 1) * pixels)
          .some((v, k) => v !== image[k])
      )
        place++;
      return training.labels[place] === labels[i];
    });
    expect(right.filter(Boolean).length).toBeGreaterThan(295);
  });

  it('is given up where fewer than one digit in three is legible', async () => {
    const set = new LabelledSet({ draw: drawing(4), recogniser, labelOf: null }, 1_000);
    await doJobs([set.job()], ignore);
    expect(set.isHopeless).toBe(true);
    expect(set.drawn).toBe(2_048);
  });
});

describe('a labelled set of digits that were asked for', () => {
  it('holds all of them as they come, with the labels they were asked for', async () => {
    const labelOf = (i: number) => (3 * i) % 10;
    const set = new LabelledSet({ draw: drawing(2), recogniser, labelOf }, 300);
    await doJobs([set.job()], ignore);
    const { images, labels, count } = set.digits();
    expect(count).toBe(300);
    expect(set.isHopeless).toBe(false);
    expect([...labels]).toEqual(Array.from({ length: 300 }, (_, i) => labelOf(i)));
    expect(images).toEqual(drawing(2)({ first: 0, count: 300 }));
    expect(set.drawn).toBeGreaterThanOrEqual(300);
  });
});

describe('training on generated digits', () => {
  const over = (
    legible: number,
    images: number,
    more: { labelOf?: (i: number) => number; epochs?: number } = {},
  ) =>
    new GeneratedTraining({
      ...{ draw: drawing(legible), recogniser, training, images, seed: 3, epochs: 12 },
      ...{ labelOf: null, ...more },
      test: {
        ...test,
        images: test.images.subarray(0, 1_000 * pixels),
        labels: test.labels.subarray(0, 1_000),
        count: 1_000,
      },
    });

  it('is worth what training on real ones is when they are as good', async () => {
    const deep = over(1, 600);
    const stages = new Set<string>();
    await doJobs(deep.jobs(), async ({ stage }) => void stages.add(stage));
    const { accuracy, real, images, drawn } = deep.result();
    deep.dispose();
    expect([...stages]).toEqual(['labelling', 'training']);
    expect(images).toBe(600);
    expect(drawn).toBeGreaterThanOrEqual(600);
    expect(real).toBeGreaterThan(0.7);
    expect(accuracy).toBeGreaterThan(0.7);
    // Nearly the same images; not the same ones, since the unclear are left out.
    expect(Math.abs((accuracy ?? 0) - (real ?? 0))).toBeLessThan(0.1);
  });

  it('is not tried with too few legible ones', async () => {
    const deep = over(4, 1_000);
    await doJobs(deep.jobs(), ignore);
    expect(deep.result()).toEqual({ accuracy: null, real: null, images: 1_000, drawn: 2_048 });
    deep.dispose();
  });

  it('takes digits for what they were asked for, legible or not', async () => {
    const labelOf = (i: number) => training.labels[i] ?? 0;
    const [same, half] = await Promise.all(
      [1, 2].map(async (legible) => {
        const deep = over(legible, 64, { labelOf, epochs: 1 });
        await doJobs(deep.jobs(), ignore);
        const result = deep.result();
        deep.dispose();
        return result;
      }),
    );
    // The same images with the same labels; and those of which every second one is blank.
    expect(same).toMatchObject({ images: 64, accuracy: same?.real });
    expect(half).toMatchObject({ images: 64, real: same?.real });
    expect(half?.accuracy).not.toBe(half?.real);
  });

  it('ends between two steps when that is wanted', async () => {
    const deep = over(1, 600);
    const steps: number[] = [];
    const between = async ({ stage, done }: { stage: string; done: number }) => {
      if (stage === 'training') steps.push(done);
      if (steps.length === 3) throw new Error('enough');
    };
    await expect(doJobs(deep.jobs(), between)).rejects.toThrow('enough');
    expect(steps).toEqual([1, 2, 3]);
    expect(deep.result().real).toBeNull();
    deep.dispose();
  });
});
