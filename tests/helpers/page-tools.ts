import axe from 'axe-core';
import type { Page } from 'playwright-core';

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
export const go = async (page: Page, name: string) => {
  await page.getByRole('navigation').getByRole('link', { name }).click();
  await heading(page, name).waitFor();
};

/**
 * Loads the page again once it has written what it remembers, which it gathers for a moment: by its own clock,
 * however busy it is.
 */
export async function loadAgain(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
  await page.reload();
}

/** Keeps what the page shows as pictures; from its next load on. */
export const keepPictures = (page: Page) =>
  page.addInitScript(() => {
    const pictures = new Map<string, unknown>();
    Reflect.set(globalThis, 'pictures', pictures);
    const show = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      const url = show(blob);
      pictures.set(url, blob);
      return url;
    };
  });

/** The bytes of a picture that the page shows. */
export async function shownPng(page: Page, alt: RegExp): Promise<Uint8Array> {
  const source = await page.getByRole('img', { name: alt }).getAttribute('src');
  const bytes = await page.evaluate(
    async (url) => [
      ...new Uint8Array(await Reflect.get(globalThis, 'pictures').get(url).arrayBuffer()),
    ],
    source,
  );
  return Uint8Array.from(bytes);
}

/** Pixels of a PNG, as its header says. */
export const pngSize = (png: Uint8Array): { width: number; height: number } => {
  const header = new DataView(png.buffer, png.byteOffset, 24);
  return { width: header.getUint32(16), height: header.getUint32(20) };
};

/** Lets files go over the window, as they come from a file manager. */
export const dropFiles = (page: Page, files: readonly { name: string; bytes: Uint8Array }[]) =>
  page.evaluate(
    (dropped) => {
      const make = (kind: string, ...values: unknown[]): ReturnType<typeof Reflect.get> =>
        Reflect.construct(Reflect.get(globalThis, kind), values);
      const dataTransfer = make('DataTransfer');
      for (const { name, bytes } of dropped) {
        dataTransfer.items.add(make('File', [Uint8Array.from(bytes)], name));
      }
      const drop = make('DragEvent', 'drop', { dataTransfer, bubbles: true, cancelable: true });
      Reflect.get(globalThis, 'document').body.dispatchEvent(drop);
    },
    files.map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
  );

/** A button that has just been enabled changes its colours, and axe looks, within this time, in ms. */
export const settling = { timeout: 20_000 };

/** What axe finds on the page once its colours have settled, in the rules of WCAG 2.2 AA. */
export async function violations(page: Page): Promise<unknown[]> {
  await page.evaluate(async () => {
    const transitions: { constructor: { name: string }; finished: Promise<unknown> }[] =
      Reflect.get(globalThis, 'document')
        .getAnimations()
        .filter((animation: object) => animation.constructor.name === 'CSSTransition');
    await Promise.allSettled(transitions.map(({ finished }) => finished));
  });
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const found = await Reflect.get(globalThis, 'axe').run({ runOnly: tags });
    return found.violations.map(({ id, nodes }: { id: string; nodes: { html: string }[] }) => ({
      id,
      nodes: nodes.map(({ html }) => html),
    }));
  });
}
