import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import { z } from 'zod';
import { type PageSettings, pageSettingsSchema } from '../../src-shared/config/settings.js';
import { messageOf } from '../../src-shared/contract/errors.js';
import { setAside } from '../files/folders.js';
import { windowPlaceSchema } from './window-place.js';

/** `settings.json`. What a later version adds stays in the file. */
const storedSchema = z.looseObject({
  window: windowPlaceSchema.optional(),
  /** Each field is checked by itself when it is read: see `readPage`. */
  page: z.record(z.string(), z.unknown()).optional(),
  /** Where the person saved and opened last. */
  saveFolder: z.string().optional(),
  openFolder: z.string().optional(),
  /** Run folders outside the data directory, the last opened first. */
  openedFolders: z.array(z.string()).optional(),
});
type Stored = z.infer<typeof storedSchema>;

/** What the desktop remembers from one day to the next. */
export class Settings {
  private readonly store: Store<Stored>;

  /** @param folder where `settings.json` lies; made when missing */
  constructor(folder: string) {
    this.store = openStore(folder);
  }

  get stored(): Stored {
    return this.store.store;
  }

  /** Replaces what is given and keeps the rest. */
  update(changes: Partial<Stored>): void {
    this.store.store = { ...this.store.store, ...changes };
  }

  /** The page's settings, without what this version does not know or accept. */
  get page(): PageSettings {
    const page = this.stored.page ?? {};
    const good = Object.entries(pageSettingsSchema.shape).filter(
      ([key, schema]) => schema.safeParse(page[key]).success,
    );
    return pageSettingsSchema.parse(Object.fromEntries(good.map(([key]) => [key, page[key]])));
  }

  updatePage(changes: PageSettings): void {
    this.update({ page: { ...this.stored.page, ...changes } });
  }
}

/** A file that can't be read is set aside: its owner may want it, the program goes on without. */
function openStore(folder: string): Store<Stored> {
  const open = () =>
    new Store<Stored>({
      cwd: folder,
      name: 'settings',
      deserialize: (text) => storedSchema.parse(JSON.parse(text)),
    });
  try {
    return open();
  } catch (error) {
    const file = join(folder, 'settings.json');
    if (!existsSync(file)) throw error;
    const aside = `${file}.corrupt-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
    setAside(file, aside);
    console.error(
      `The settings begin anew, since they could not be read; the old are in ${aside}.`,
    );
    console.error(messageOf(error));
    return open();
  }
}
