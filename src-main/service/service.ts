import type { AppEvent } from '../../src-shared/contract/app-events.js';
import type { ArchiveKind } from '../../src-shared/contract/bridge.js';
import {
  type Asker,
  type Client,
  client,
  dispatcher,
  namesOf,
  type Reply,
} from '../../src-shared/contract/command.js';
import { commands, localCommands } from '../../src-shared/contract/commands.js';
import { withoutTrace } from '../../src-shared/contract/errors.js';
import type { EvaluationProgress } from '../../src-shared/contract/evaluation.js';
import type { TrainingEvent } from '../../src-shared/contract/events.js';
import { printable } from '../../src-shared/text/plain-text.js';
import type { Archive } from './archive.js';
import { DataSets } from './datasets/data-sets.js';
import { Searches } from './drawing/searches.js';
import { forkEngine, type OpenEngineChannel } from './engine-channel.js';
import { EngineOwner } from './engine-owner.js';
import { Evaluations } from './evaluations.js';
import { createHandlers } from './handlers.js';
import { readLossRecord } from './loss-record.js';
import { ModelDamage } from './model-damage.js';
import { downloadOfRun } from './run-archive.js';
import { runId } from './run-ids.js';
import { findRun } from './run-registry.js';
import { SpeedEstimates } from './speed-estimates.js';
import { TrainingFeed } from './training-feed.js';
import { TrainingWatch } from './training-watch.js';
import { moveToTrash } from './trash.js';

/** The program behind every shell: runs, models, files, and the engine's process. */
export interface Service {
  /** The contract's commands, in process. Rejects with AppError. */
  readonly call: Client<typeof localCommands>;
  /** Answers what a page asks: checked against the narrower contract of pages. Never throws. */
  answer(name: string, input: unknown, asker?: Asker): Promise<Reply>;
  /** Every event of a training. Returns what ends the listening. */
  onEvent(listener: (event: TrainingEvent) => void): () => void;
  /** How far an evaluation is, batch by batch. Returns what ends the listening. */
  onEvaluation(listener: (progress: EvaluationProgress) => void): () => void;
  /** What pages are told. Returns what ends the listening. */
  onAppEvent(listener: (event: AppEvent) => void): () => void;
  /** All files of a data set or a run. @throws AppError NOT_FOUND, LOCKED; BAD_INPUT for a model that is no run */
  archive(kind: ArchiveKind, id: string): Promise<Archive>;
  /**
   * Lets the engine's process end, and data sets that are being made: they go on another day. A training is
   * to be stopped first.
   */
  close(): Promise<void>;
  /** Kills the engine's process at once, and what makes data sets. */
  kill(): void;
}

export interface ServiceOptions {
  /** How the engine's process is started; by default as Node's child process. */
  readonly openEngineChannel?: OpenEngineChannel;
  /** Moves a folder to the system's bin. */
  readonly trash?: (folder: string) => Promise<void>;
}

export function createService(options: ServiceOptions = {}): Service {
  const { openEngineChannel = forkEngine, trash = moveToTrash } = options;
  const trainingListeners = new Set<(event: TrainingEvent) => void>();
  const evaluationListeners = new Set<(progress: EvaluationProgress) => void>();
  const pages = new Set<(event: AppEvent) => void>();
  const tell = (event: AppEvent) => {
    for (const listener of pages) listener(event);
  };

  const feed = new TrainingFeed(tell, runId);
  const watch = new TrainingWatch(async (event) => {
    for (const listener of trainingListeners) listener(event);
    if (event.kind === 'started') {
      feed.begin(event, await readLossRecord(event.folder, event.step));
    } else feed.event(event);
    // A speed that can't be kept is measured again: no training fails for it.
    await estimates.event(event).catch(() => {});
  });
  const engine: EngineOwner = new EngineOwner({
    openChannel: openEngineChannel,
    listener: {
      event: (event) => watch.event(event),
      evaluation: async (progress) => {
        for (const listener of evaluationListeners) listener(progress);
        return evaluations.hear(progress);
      },
    },
    tell,
    keepAlive: () => pages.size > 0,
  });
  const estimates = new SpeedEstimates({
    start: () => engine.start(),
    measure: (question) => engine.call.measure(question),
  });
  const damages = new ModelDamage(
    (request) => engine.call.damage(request),
    (message) => tell({ kind: 'warning', run: '', message }),
  );
  const dataSets = new DataSets({ tell, trash });
  const searches = new Searches(tell);
  const evaluations = new Evaluations(engine, searches);
  const handlers = createHandlers({
    ...{ engine, watch, feed, estimates, damages, dataSets },
    ...{ searches, evaluations, tell, trash },
  });

  const answer = dispatcher(commands, handlers);

  return {
    call: client(namesOf(localCommands), dispatcher(localCommands, handlers)),
    answer: async (name, input, asker) => forPage(name, await answer(name, input, asker)),
    onEvent: (listener) => subscribe(trainingListeners, listener),
    onEvaluation: (listener) => subscribe(evaluationListeners, listener),
    onAppEvent: (listener) => subscribe(pages, listener),
    archive: async (kind, id) =>
      kind === 'run' ? downloadOfRun(await findRun(id)) : dataSets.archive(id),
    async close() {
      // One that has not begun yet nobody could stop by its name.
      if (watch.busy && feed.current === null && engine.running) await engine.call.stop({});
      await watch.idle();
      engine.close();
      await dataSets.close();
    },
    kill: () => {
      engine.kill();
      void dataSets.close();
    },
  };
}

/** A defect's trace is for who runs the program, not for a page. */
function forPage(name: string, reply: Reply): Reply {
  if (reply.ok) return reply;
  const { stack } = reply.error.details;
  if (typeof stack === 'string') {
    console.error(`A defect, at ${name}:`, stack.split('\n').map(printable).join('\n'));
  }
  return { ok: false, error: withoutTrace(reply.error) };
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
