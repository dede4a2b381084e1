import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src-shared/contract/evaluation.js';
import { digits } from '../helpers/digits-command.js';
import { conditional, threeEpochs, useTrainedRun } from '../helpers/trained-run.js';

const dataFolder = useTrainedRun([...threeEpochs, ...conditional]);

const evaluate = (...args: string[]) => digits(['evaluate', ...args], { dataFolder });

describe('digits evaluate', () => {
  it('measures a run with the shipped recogniser, and against what was asked for', async () => {
    const args = ['--model', 'tiny', '--count', '200', '--seed', '5', '--json'];
    const { code, stdout, output } = await evaluate(...args).exit;
    expect(code, output).toBe(0);
    const found = JSON.parse(stdout) as Evaluation;
    expect(found).toMatchObject({ count: 200, seed: 5, model: expect.stringContaining('tiny') });
    const { legible, classShare, classEntropy, frechet, memorisation } = found;
    for (const share of [legible, classEntropy, ...classShare]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    expect(classShare).toHaveLength(10);
    expect(classShare.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
    // Two dozen steps of training write nothing that can be read.
    expect(frechet.value).toBeGreaterThan(10 * frechet.floor);
    expect(frechet.floor).toBeGreaterThan(0);
    const { sample, generated, test } = memorisation;
    expect(sample).toBe(200);
    expect(generated.median).toBeGreaterThan(test.median);
    expect(test.firstPercentile).toBeGreaterThan(0);

    const { agreement = -1, agreementByLabel = [], variety, hands } = found.asked ?? {};
    expect(agreementByLabel.map(({ label }) => label)).toEqual([...Array(10).keys()]);
    const sum = agreementByLabel.reduce((all, { agreement: share }) => all + share, 0);
    expect(agreement).toBeCloseTo(sum / 10, 10);
    for (const measure of [variety, hands?.slant, hands?.strokeWidth]) {
      expect(measure).toSatisfy(Number.isFinite);
    }
  }, 120_000);

  it('ends at a Ctrl-C with 130 and prints nothing', async () => {
    const running = evaluate('--model', 'latest', '--count', '1000000');
    await running.printed('Model: "tiny"');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    running.signalGroup('SIGINT');
    const { code, stdout } = await running.exit;
    expect(code).toBe(130);
    expect(stdout).toBe('');
  });

  it('says what is wrong with a model that is none', async () => {
    const { code, output } = await evaluate('--model', './nowhere').exit;
    expect(code).toBe(1);
    expect(output).toContain('nowhere');
  });
});
