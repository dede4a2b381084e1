import type { AppEvent } from '../../../src-shared/contract/app-events.js';
import type { Service } from '../../service/service.js';
import type { Cli } from '../cli.js';
import { runReference } from '../training/run-reference.js';

type Ending = Extract<AppEvent, { kind: 'ended' | 'failed' }>;

/** Stops the training under way with a checkpoint, if there is one, and says how to go on. */
export async function stopTraining(cli: Cli, service: Service): Promise<void> {
  const ending = nextEnding(service);
  try {
    const training = await service.call['training.current']({});
    if (training === null) return;
    cli.output.remark('Finishing the step and saving … (Ctrl-C once more stops at once)');
    await service.call['training.stop']({});
    const { name: run, folder } = training;
    cli.output.remark(endingWords(await ending.promise, runReference({ run, folder })));
  } finally {
    ending.stopListening();
  }
}

/** Listens from now on: the training may end by itself before it is told to. */
function nextEnding(service: Service) {
  let stopListening = () => {};
  const promise = new Promise<Ending>((resolve) => {
    stopListening = service.onAppEvent((event) => {
      if (event.kind === 'ended' || event.kind === 'failed') resolve(event);
    });
  });
  return { promise, stopListening: () => stopListening() };
}

function endingWords(event: Ending, reference: string): string {
  const goOn = `Go on with: digits resume ${reference}`;
  if (event.kind === 'failed') {
    return `The training "${event.name}" failed: ${event.error.message} ${goOn}`;
  }
  if (event.state === 'finished') return `"${event.name}" is finished and saved.`;
  return `Stopped and saved "${event.name}" after step ${event.step.toLocaleString('en-US')}. ${goOn}`;
}
