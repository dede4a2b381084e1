import { expect, it } from 'vitest';
import type { Connection } from '../../../src-renderer/connection/connection.js';
import { RunsState } from '../../../src-renderer/state/runs-state.svelte.js';
import { shippedId } from '../../../src-shared/contract/model-ids.js';
import type { RunSummary } from '../../../src-shared/contract/run-views.js';
import { shownRun } from './models-run.js';

const shipped = shownRun({ id: shippedId, name: 'Built-in model', place: 'shipped' });
const best = { epoch: 5, step: 50, frechet: 9, legible: 0.9, classEntropy: 0.98 };

/** The state of a page whose program has these runs, the latest first. */
async function read(list: readonly RunSummary[], chosen: string | null): Promise<RunsState> {
  const call = { 'runs.list': async () => list };
  const connection = { call, status: 'open', onStatus: () => () => {}, onEvent: () => () => {} };
  const runs = new RunsState(connection as unknown as Connection, chosen);
  await runs.refresh();
  return runs;
}

it('draws with what comes along until a person chooses, whatever has been trained', async () => {
  const evening = shownRun({ id: 'evening', best });
  const runs = await read([evening, shipped], null);
  expect(runs.model?.id).toBe(shippedId);
  runs.choose('evening');
  expect(runs.model?.id).toBe('evening');
  expect((await read([shownRun({ id: 'newer' }), evening, shipped], 'evening')).model?.id).toBe(
    'evening',
  );
});

it('draws with what comes along where the model used last is gone', async () => {
  expect((await read([shownRun({ id: 'newer' }), shipped], 'evening')).model?.id).toBe(shippedId);
});

it('draws with the most legible where nothing comes along, last of all with one without an epoch', async () => {
  const stopped = shownRun({ id: 'stopped', epoch: 0 });
  const unmeasured = shownRun({ id: 'unmeasured' });
  const legible = shownRun({ id: 'legible', best });
  expect((await read([stopped, unmeasured, legible], null)).model?.id).toBe('legible');
  expect((await read([stopped, unmeasured], null)).model?.id).toBe('unmeasured');
  expect((await read([stopped], null)).model?.id).toBe('stopped');
});
