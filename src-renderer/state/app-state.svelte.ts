import { MediaQuery } from 'svelte/reactivity';
import type { PageSettings } from '../../src-shared/config/settings.js';
import type { MenuEvent } from '../../src-shared/contract/app-events.js';
import { type ErrorData, fromErrorData } from '../../src-shared/contract/errors.js';
import type { Connection, ConnectionEvent, ConnectionStatus } from '../connection/connection.js';
import type { OpenedAs, Shell } from '../connection/shell.js';
import { formatCount } from '../format.js';
import {
  hashOfPlace,
  isScreenName,
  type PageName,
  type Place,
  placeOfHash,
  type ScreenName,
} from '../screens.js';
import type { Notices } from './notices.svelte.js';
import type { RunsState } from './runs-state.svelte.js';
import type { TrainingState } from './training-state.svelte.js';

export type ThemeChoice = NonNullable<PageSettings['theme']>;

/** What the menu or a key asks of whichever screen can do it. */
export type Action = Exclude<MenuEvent['action'], ScreenName>;

/** Milliseconds that changed settings are gathered for before they are written. */
const gatherSettings = 300;

interface Parts {
  readonly settings: PageSettings;
  readonly notices: Notices;
  readonly runs: RunsState;
  readonly training: TrainingState;
}

/** Which screen is shown and how; what is remembered; what menu and keys do. */
export class AppState {
  readonly #shell: Shell;
  readonly #parts: Parts;
  readonly #systemDark = new MediaQuery('prefers-color-scheme: dark');
  readonly #handlers = new Map<Action, () => unknown>();
  #place = $state.raw<Place>({ screen: 'train', runs: [] });
  #status = $state<ConnectionStatus>('connecting');
  #refusal = $state<string | null>(null);
  #settings = $state.raw<PageSettings>({});
  #uploaded = $state<number | null>(null);
  #opening = $state(false);
  /** Changed settings that are not written yet. */
  #unwritten: PageSettings = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writesNumber = false;
  shortcutsShown = $state(false);

  constructor(connection: Connection, parts: Parts) {
    this.#shell = connection.shell;
    this.#parts = parts;
    this.#settings = parts.settings;
    const { screen = 'train' } = parts.settings;
    this.#place = placeOfHash(window.location.hash) ?? { screen, runs: [] };
    // The way back leads here as well, without the token by which a browser is let in.
    const { pathname } = window.location;
    window.history.replaceState(null, '', `${pathname}${hashOfPlace(this.#place)}`);
    this.#status = connection.status;
    connection.onStatus((status) => {
      this.#status = status;
      this.#refusal = connection.refusal;
    });
    connection.onEvent((event) => this.#hear(event));
    window.addEventListener('hashchange', () => this.#followHash());
    window.addEventListener('pagehide', () => this.#writeSettings());
  }

  get screen(): PageName {
    return this.#place.screen;
  }

  /** The id of the run whose details Models shows, there or not; null while it shows the list. */
  get run(): string | null {
    return this.screen === 'models' ? (this.#place.runs[0] ?? null) : null;
  }

  /** The ids of the runs that are compared, there or not. */
  get compared(): readonly string[] {
    return this.screen === 'compare' ? this.#place.runs : [];
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  /** Why the program refuses this page, where it says so. */
  get refusal(): string | null {
    return this.#refusal;
  }

  get settings(): PageSettings {
    return this.#settings;
  }

  get themeChoice(): ThemeChoice {
    return this.#settings.theme ?? 'system';
  }

  /** What is shown: charts draw themselves again when it changes. */
  get theme(): 'light' | 'dark' {
    if (this.themeChoice !== 'system') return this.themeChoice;
    return this.#systemDark.current ? 'dark' : 'light';
  }

  /** Part of a run folder that a browser has uploaded, 0 to 1; null when none is under way. */
  get uploaded(): number | null {
    return this.#uploaded;
  }

  navigate(screen: PageName): void {
    window.location.hash = hashOfPlace({ screen, runs: [] });
  }

  /** To Numbers, where a number is typed at once: over one to begin with. */
  writeNumber(): void {
    this.#writesNumber = true;
    this.navigate('numbers');
  }

  /** Whether that was asked for; once. */
  takeWriting(): boolean {
    const wanted = this.#writesNumber;
    this.#writesNumber = false;
    return wanted;
  }

  /** Shows a run's details. */
  showRun(run: string): void {
    window.location.hash = hashOfPlace({ screen: 'models', runs: [run] });
  }

  /** The run whose details are shown is called otherwise from now on. */
  followRun(run: string): void {
    this.#stay({ screen: 'models', runs: [run] });
  }

  /** Lays runs over each other. */
  compare(runs: readonly string[]): void {
    window.location.hash = hashOfPlace({ screen: 'compare', runs });
  }

  /** Others are compared from now on. */
  compareInstead(runs: readonly string[]): void {
    this.#stay({ screen: 'compare', runs });
  }

  /** Chooses the model of Digits and Numbers, and goes to one of them. */
  drawWith(model: string, screen: 'digits' | 'numbers'): void {
    this.#parts.runs.choose(model);
    this.navigate(screen);
  }

  /** Remembers settings for the next day. Replaces what is given, keeps the rest. */
  remember(settings: PageSettings): void {
    this.#settings = { ...this.#settings, ...settings };
    this.#unwritten = { ...this.#unwritten, ...settings };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#writeSettings(), gatherSettings);
  }

  /**
   * Says that the screen shown can do something: `$effect(() => app.handle('save', save))`. Returns
   * what takes it back.
   */
  handle(action: Action, handler: () => unknown): () => void {
    this.#handlers.set(action, handler);
    return () => {
      if (this.#handlers.get(action) === handler) this.#handlers.delete(action);
    };
  }

  /** Does what the menu or a key asks; returns false when nothing here can. */
  perform(action: Action): boolean {
    const handler = this.#handlers.get(action) ?? this.#ownHandler(action);
    if (handler === null) return false;
    void this.#parts.notices.guard(handler);
    return true;
  }

  /** Whether a run or a model is being opened: a large one is read for some seconds. */
  get opening(): boolean {
    return this.#opening;
  }

  /** Asks for the folder of a run or a model, or for the files of one and opens it. */
  openRun(what: OpenedAs): Promise<void> {
    return this.#open((onProgress) => this.#shell.openRun(what, onProgress));
  }

  /** Opens the run folder that was dropped on the page. Call it within the drop event. */
  openDropped(data: DataTransfer): Promise<void> {
    return this.#open((onProgress) => this.#shell.openDropped(data, onProgress));
  }

  #ownHandler(action: Action): (() => unknown) | null {
    const { training } = this.#parts;
    switch (action) {
      case 'shortcuts':
        return () => {
          this.shortcutsShown = true;
        };
      case 'open-run':
        return () => this.openRun('folder');
      case 'start-or-stop':
        return training.current === null ? () => this.navigate('train') : () => training.stop();
      case 'pause-or-continue':
        return training.current === null ? null : () => training.pauseOrContinue();
      case 'save':
      case 'copy':
        return null;
    }
  }

  async #open(
    open: (onProgress: (part: number) => void) => ReturnType<Shell['openRun']>,
  ): Promise<void> {
    const { notices, runs } = this.#parts;
    if (this.#opening) {
      notices.info('Something is being opened already. Open the next when it is there.');
      return;
    }
    this.#opening = true;
    try {
      const run = await open((part) => {
        this.#uploaded = part;
      });
      if (run === null) return;
      await runs.refresh();
      this.#welcome(run.id, run.name);
    } catch (error) {
      notices.error(error);
    } finally {
      this.#uploaded = null;
      this.#opening = false;
    }
  }

  #welcome(run: string, name: string): void {
    this.showRun(run);
    this.#parts.notices.good(`${name} is open.`);
  }

  #hear(event: ConnectionEvent): void {
    if (event.kind === 'menu') {
      // A dialog is to be answered first, as with keys.
      if (document.querySelector('dialog[open]') !== null) return;
      if (isScreenName(event.action)) this.navigate(event.action);
      else this.perform(event.action);
    } else if (event.kind === 'opened') {
      void this.#hearOpened(event.run, event.error);
    } else if (event.kind === 'ended' && event.state === 'finished') {
      this.#hearTrained(event);
    }
  }

  /** What draws stays as it is: a button offers what has been trained, where none is seen already. */
  #hearTrained({ run, name, epoch }: { run: string; name: string; epoch: number }): void {
    const write = { label: 'Write with it', run: () => this.drawWith(run, 'numbers') };
    const offer = this.screen === 'train' ? null : write;
    this.#parts.notices.good(`${name} is trained: ${formatCount(epoch, 'epoch')}.`, offer);
  }

  async #hearOpened(run: string | null, error: ErrorData | null): Promise<void> {
    const { notices, runs } = this.#parts;
    if (error !== null) notices.error(fromErrorData(error));
    if (run === null) return;
    await runs.refresh();
    this.#welcome(run, runs.find(run)?.name ?? run);
  }

  /** Changes what the screen shows: the way back leads to where it led before. */
  #stay(place: Place): void {
    this.#place = place;
    window.history.replaceState(null, '', hashOfPlace(place));
  }

  #followHash(): void {
    const place = placeOfHash(window.location.hash);
    if (place === null) return;
    this.#place = place;
    if (isScreenName(place.screen)) this.remember({ screen: place.screen });
  }

  #writeSettings(): void {
    clearTimeout(this.#timer);
    const settings = this.#unwritten;
    if (Object.keys(settings).length === 0) return;
    this.#unwritten = {};
    void this.#parts.notices.guard(() => this.#shell.writeSettings(settings));
  }
}
