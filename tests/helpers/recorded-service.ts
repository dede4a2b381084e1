import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineChannel, forkEngine } from '../../src-main/service/engine-channel.js';
import { createService, type Service } from '../../src-main/service/service.js';
import type { AppEvent } from '../../src-shared/contract/app-events.js';
import { temporaryFolder } from './temporary-folder.js';

type Kind = AppEvent['kind'];
type EventOf<K extends Kind> = Extract<AppEvent, { kind: K }>;

/** A service as a shell has it, with its engine's process, and what it tells and throws away. */
export interface RecordedService {
  /** For a shell that listens to more than pages do. */
  readonly whole: Service;
  readonly call: Service['call'];
  readonly answer: Service['answer'];
  /** All that pages have been told, until it is emptied. */
  readonly events: AppEvent[];
  /** The folders that went to the bin. */
  readonly binned: readonly string[];
  /** The first event of a kind that fits, of those told already or from now on. */
  heard<K extends Kind>(kind: K, fits?: (event: EventOf<K>) => boolean): Promise<EventOf<K>>;
  killEngine(): void;
  /** Stops its training, if there is one, and lets the engine go. */
  end(): Promise<void>;
}

export function recordedService(): RecordedService {
  const events: AppEvent[] = [];
  const binned: string[] = [];
  const listeners = new Set<() => void>();
  let channel: EngineChannel | null = null;
  const service = createService({
    openEngineChannel: (log) => {
      channel = forkEngine(log);
      return channel;
    },
    trash: async (folder) => {
      binned.push(folder);
      renameSync(folder, join(temporaryFolder(), 'bin'));
    },
  });
  service.onAppEvent((event) => {
    events.push(event);
    for (const listener of listeners) listener();
  });
  return {
    whole: service,
    call: service.call,
    answer: service.answer,
    events,
    binned,
    heard: <K extends Kind>(kind: K, fits: (event: EventOf<K>) => boolean = () => true) =>
      new Promise<EventOf<K>>((resolve) => {
        const isWanted = (event: AppEvent): event is EventOf<K> =>
          event.kind === kind && fits(event as EventOf<K>);
        const look = () => {
          const event = events.find(isWanted);
          if (event === undefined) return;
          listeners.delete(look);
          resolve(event);
        };
        listeners.add(look);
        look();
      }),
    killEngine: () => channel?.kill(),
    end: async () => {
      await service.call['training.stop']({});
      await service.close();
    },
  };
}
