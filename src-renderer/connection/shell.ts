import type { PageSettings } from '../../src-shared/config/settings.js';
import type { LinkName } from '../../src-shared/contract/links.js';
import type { RunFile, RunSummary } from '../../src-shared/contract/run-views.js';

/** Part done, 0 to 1. */
export type OnProgress = (part: number) => void;

/** What the surroundings do for the page: the desktop natively, a browser in its own way. */
export interface Shell {
  readonly kind: 'desktop' | 'browser';

  /** Returns where the file went, in words to show; null when the person cancelled. */
  saveFile(file: RunFile): Promise<string | null>;

  /** Several files at once: into a folder, or (in a browser) as one zip of that name. */
  saveFiles(files: readonly RunFile[], options: { archive: string }): Promise<string | null>;

  copyImage(png: Uint8Array): Promise<void>;

  /** Asks for a run folder and opens it; null when the person cancelled. */
  openRun(onProgress: OnProgress): Promise<RunSummary | null>;

  /** Opens the run folder that was dropped on the page. Call it within the drop event. */
  openDropped(data: DataTransfer, onProgress: OnProgress): Promise<RunSummary>;

  /** Only a shell with the run's own file system has these. */
  readonly folders: {
    reveal(run: string): Promise<void>;
    /** Takes an opened folder off the list; it stays where it lies. */
    forget(run: string): Promise<void>;
  } | null;

  openLink(link: LinkName): Promise<void>;

  readSettings(): Promise<PageSettings>;

  /** Replaces what is given, keeps the rest. */
  writeSettings(settings: PageSettings): Promise<void>;
}
