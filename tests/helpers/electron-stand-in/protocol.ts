/** What the two halves of the stand-in call on each other, over a child process's channel. */

/** Of the test's process, which has the browser: windows as pages. */
export interface BrowserFunctions {
  /** A new window; `preload` is the script's source. */
  open(window: { id: number; preload: string }): Promise<void>;
  load(id: number, url: string): Promise<void>;
  reload(id: number): Promise<void>;
  /** What `webContents.send` sends. */
  send(id: number, channel: string, args: unknown[]): Promise<void>;
  setColourScheme(scheme: 'light' | 'dark' | 'system'): Promise<void>;
  close(id: number): Promise<void>;
}

/** What a page asks its scheme's handler for. */
export interface PageRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

export interface PageResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The frame that a call comes from. */
export interface Frame {
  readonly url: string;
  readonly main: boolean;
}

export interface RecordedCall {
  /** Such as `dialog.showSaveDialog`. */
  readonly name: string;
  readonly args: readonly unknown[];
}

export interface MenuItem {
  readonly label: string;
  readonly role: string | null;
  readonly accelerator: string | null;
  readonly enabled: boolean;
  readonly submenu: readonly MenuItem[];
}

/** Of the application's process: what Electron's native side would do to it. */
export interface AppFunctions {
  invoke(call: {
    window: number;
    frame: Frame;
    channel: string;
    args: readonly unknown[];
  }): Promise<unknown>;
  request(request: PageRequest): Promise<PageResponse>;
  mayNavigate(window: number, target: Frame): Promise<boolean>;
  mayOpen(window: number, url: string): Promise<boolean>;
  mayUse(permission: string): Promise<boolean>;
  /** What the application has asked Electron for, in order. */
  calls(): Promise<RecordedCall[]>;
  /** What a dialog answers, or what a state (`window.isFocused`) is, from now on. */
  answer(name: string, value: unknown): Promise<void>;
  menu(): Promise<readonly MenuItem[]>;
  /** Clicks the item that the labels lead to. */
  clickMenu(labels: readonly string[]): Promise<void>;
  /** After what nobody holds has been collected. */
  clickNotification(): Promise<void>;
  /** A key that the page has left to the menu, such as `CmdOrCtrl+Enter`. */
  pressKey(accelerator: string): Promise<void>;
  /** Ends the engine as a fatal error of V8 does; `lastWords` come after its end. */
  failEngine(words: { location: string; report: string; lastWords: string }): Promise<void>;
  /** Closes the window as its title bar's button does. */
  closeWindow(): Promise<void>;
  quit(): Promise<void>;
  /** Says that the window's page has crashed, or that its process was `killed`. */
  loseRenderer(reason?: 'crashed' | 'killed'): Promise<void>;
  /** An event of `app` or `powerMonitor`, with an event object before the arguments. */
  emit(source: 'app' | 'powerMonitor', event: string, args: readonly unknown[]): Promise<void>;
}
