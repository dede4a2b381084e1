import type { PageSettings } from '../../src-shared/config/settings.js';
import type { DatasetPlace, DatasetSummary } from '../../src-shared/contract/data-sets.js';
import type { LinkName } from '../../src-shared/contract/links.js';
import type { RunFile, RunSummary } from '../../src-shared/contract/run-views.js';

/** What a person chooses: a dialog asks for the one or the other. */
export type OpenedAs = 'folder' | 'files';

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

  /** Asks for the folder of a run or a model, or for files of one, and opens it; null when the person cancelled. */
  openRun(what: OpenedAs, onProgress: OnProgress): Promise<RunSummary | null>;

  /** Opens the run or the model that was dropped on the page. Call it within the drop event. */
  openDropped(data: DataTransfer, onProgress: OnProgress): Promise<RunSummary>;

  /** How a person gets at runs and data sets: where the program's machine is theirs, or else as a download. */
  readonly runs: RunFolders | Downloads;
  readonly datasets: DatasetFolders | Downloads;

  openLink(link: LinkName): Promise<void>;

  readSettings(): Promise<PageSettings>;

  /** Replaces what is given, keeps the rest. */
  writeSettings(settings: PageSettings): Promise<void>;
}

interface RunFolders {
  readonly kind: 'folders';
  reveal(run: string): Promise<void>;
  /** Takes an opened folder off the list; it stays where it lies. */
  forget(run: string): Promise<void>;
}

interface DatasetFolders {
  readonly kind: 'folders';
  /** Asks for the folder in which a data set is to be made; null when the person cancelled. */
  choosePlace(): Promise<DatasetPlace | null>;
  /** Asks for the folder of a data set and adds it to the list; null when the person cancelled. */
  choose(): Promise<DatasetSummary | null>;
  reveal(dataset: string): Promise<void>;
  /** Takes one that lies outside the data directory off the list; it stays where it lies. */
  forget(dataset: string): Promise<void>;
}

interface Downloads {
  readonly kind: 'downloads';
  /** Begins the download of all files of one as `NAME.tar`; the browser shows how far it is. */
  download(id: string): void;
}
