import type { AppEvent, DesktopEvent } from './app-events.js';
import type { Reply } from './command.js';
import type { CommandName, DesktopCommandName } from './command-names.js';

type Asked = CommandName | Exclude<DesktopCommandName, 'run.openFolder'>;

/** What the desktop's preload puts into its page, as `window.digits`: these methods and no more. */
export type Bridge = {
  readonly [Name in Asked]: (input: unknown) => Promise<Reply>;
} & {
  /** Returns what ends the listening. */
  onEvent(listener: (event: AppEvent | DesktopEvent) => void): () => void;
  /** Opens a folder that was dropped on the page: its path is the operating system's to tell. */
  openDropped(file: File): Promise<Reply>;
  /** `process.platform`. */
  readonly platform: string;
};

/** What a WebSocket's two ends call on each other. */
export interface ServerFunctions {
  call(name: string, input: unknown): Promise<Reply>;
}
export interface PageFunctions {
  event(event: AppEvent): void;
}

/** What a server has archives of. */
export const archiveKinds = ['dataset', 'run'] as const;
export type ArchiveKind = (typeof archiveKinds)[number];

/** Where: `/run.tar?run=ID`. */
export const archivePath = (kind: ArchiveKind): string => `/${kind}.tar`;
