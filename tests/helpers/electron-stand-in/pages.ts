import type { BrowserContext, Page, Frame as PageFrame, Request, Route } from 'playwright-core';
import { preloadScript } from './preload-script.js';
import type { AppFunctions, BrowserFunctions, Frame } from './protocol.js';

/** Chromium loads no `app://`: its pages live at `http://HOST.app.localhost`, as secure. */
const toHttp = (url: string): string => url.replace(/^app:\/\/([^/]+)/, 'http://$1.app.localhost');
const toApp = (url: string): string => url.replace(/^http:\/\/([^/]+)\.app\.localhost/, 'app://$1');

interface Window {
  readonly page: Page;
  /** What the application itself loads is no navigation of the page's. */
  loading: boolean;
}

/** The windows of one application: pages of a browser context, driven by its stand-in. */
export class Pages implements BrowserFunctions {
  private readonly windows = new Map<number, Window>();
  private readonly opened = new Set<Page>();
  /** Errors and warnings of the page's console, those of the CSP among them. */
  readonly complaints: string[] = [];

  /** @param shown told when the first page has been loaded */
  constructor(
    private readonly context: BrowserContext,
    private readonly app: () => AppFunctions,
    private readonly shown: (page: Page) => void,
  ) {}

  async open({ id, preload }: { id: number; preload: string }): Promise<void> {
    const page = await this.newPage();
    const window: Window = { page, loading: true };
    this.windows.set(id, window);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    await page.exposeBinding('standInInvoke', ({ frame }, channel: string, args: unknown[]) =>
      this.app().invoke({ window: id, frame: frameOf(frame), channel, args }),
    );
    await page.exposeBinding('standInPressKey', (_, accelerator: string) =>
      this.app().pressKey(accelerator),
    );
    await page.addInitScript({ content: preloadScript(preload) });
    // What is under way when the application ends is answered by nobody.
    await page.route('**/*', (route) =>
      this.answer(route, id, window).catch(() => route.abort().catch(() => {})),
    );
    // Electron asks before it opens a second window; here it is there already, and goes again.
    page.on('popup', (popup) => {
      if (this.opened.has(popup)) return;
      this.app()
        .mayOpen(id, popup.url())
        .then((allowed) => (allowed ? undefined : popup.close()))
        .catch(() => {});
    });
  }

  async load(id: number, url: string): Promise<void> {
    const window = this.window(id);
    window.loading = true;
    await window.page.goto(toHttp(url));
    this.shown(window.page);
  }

  async reload(id: number): Promise<void> {
    await this.window(id).page.reload();
  }

  async send(id: number, channel: string, args: unknown[]): Promise<void> {
    // A page that is about to go, or that has not begun to listen, hears nothing, as in Electron.
    await this.windows
      .get(id)
      ?.page.evaluate(
        ([name, values]) => {
          const receiver = Reflect.get(globalThis, Symbol.for('stand-in receive'));
          if (typeof receiver === 'function') receiver(name, values);
        },
        [channel, args] as const,
      )
      .catch(() => {});
  }

  async setColourScheme(scheme: 'light' | 'dark' | 'system'): Promise<void> {
    const colorScheme = scheme === 'system' ? null : scheme;
    for (const { page } of this.windows.values()) await page.emulateMedia({ colorScheme });
  }

  async close(id: number): Promise<void> {
    await this.window(id).page.close();
    this.windows.delete(id);
  }

  private async newPage(): Promise<Page> {
    const page = await this.context.newPage();
    this.opened.add(page);
    return page;
  }

  private window(id: number): Window {
    const window = this.windows.get(id);
    if (window === undefined) throw new Error(`There is no window ${id}.`);
    return window;
  }

  /** Every request of a page: its own scheme's handler answers, nothing leaves the machine. */
  private async answer(route: Route, id: number, window: Window): Promise<void> {
    const request = route.request();
    const url = toApp(request.url());
    if (request.isNavigationRequest()) {
      const target = { url, main: request.frame() === window.page.mainFrame() };
      const own = target.main && window.loading;
      if (target.main) window.loading = false;
      if (!own && !(await this.app().mayNavigate(id, target))) {
        await route.abort('aborted');
        return;
      }
    }
    if (!url.startsWith('app:')) {
      await route.abort('accessdenied');
      return;
    }
    const asked = await requestOf(request, url);
    // An app that has ended meanwhile answers nothing.
    const answered = await this.app()
      .request(asked)
      .catch(() => null);
    if (answered === null) return void (await route.abort().catch(() => {}));
    const { status, headers, body } = answered;
    await route.fulfill({ status, headers: { ...headers }, body: Buffer.from(body) });
  }
}

const frameOf = (frame: PageFrame): Frame => ({
  url: toApp(frame.url()),
  main: frame.parentFrame() === null,
});

const requestOf = async (request: Request, url: string) => ({
  url,
  method: request.method(),
  headers: await request.allHeaders(),
  body: request.postDataBuffer(),
});
