import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { DesktopEvent, MenuEvent } from '../../src-shared/contract/app-events.js';
import type { LinkName } from '../../src-shared/contract/links.js';
import type { RunSummary } from '../../src-shared/contract/run-views.js';
import { openLink } from './links.js';

type Item = MenuItemConstructorOptions;

interface MenuOptions {
  /** The latest runs, the latest first. */
  readonly recent: readonly RunSummary[];
  readonly tell: (event: DesktopEvent) => void;
}

/**
 * Sets the application's menu. It knows what the page can do, not whether it can do it now. Its keys
 * are the page's own (`src-renderer/app/keys.ts`), which come first.
 */
export function setMenu(options: MenuOptions): void {
  const mac = process.platform === 'darwin';
  const menus: Item[] = [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    fileMenu(options, mac),
    editMenu(options),
    viewMenu(options),
    trainingMenu(options),
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
    helpMenu(options, mac),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus));
}

/** An item that asks the page for something. */
const ask = (
  { tell }: MenuOptions,
  action: MenuEvent['action'],
  words: { label: string; accelerator?: string },
): Item => ({ ...words, click: () => tell({ kind: 'menu', action }) });

const separator: Item = { type: 'separator' };

function fileMenu(options: MenuOptions, mac: boolean): Item {
  return {
    label: '&File',
    submenu: [
      ask(options, 'open-run', { label: 'Open a run folder…', accelerator: 'CmdOrCtrl+O' }),
      { label: 'Recent runs', enabled: options.recent.length > 0, submenu: recentRuns(options) },
      separator,
      ask(options, 'save', { label: 'Save…', accelerator: 'CmdOrCtrl+S' }),
      separator,
      mac ? { role: 'close' } : { role: 'quit' },
    ],
  };
}

const recentRuns = ({ recent, tell }: MenuOptions): Item[] =>
  recent.map(({ id, name }) => ({
    // A single & marks a key.
    label: name.replaceAll('&', '&&'),
    click: () => tell({ kind: 'opened', run: id, error: null }),
  }));

function editMenu(options: MenuOptions): Item {
  const roles: Item[] = [{ role: 'undo' }, { role: 'redo' }];
  const clipboard: Item[] = [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }];
  return {
    label: '&Edit',
    submenu: [
      ...roles,
      separator,
      ...clipboard,
      { role: 'selectAll' },
      separator,
      ask(options, 'copy', { label: 'Copy the picture', accelerator: 'CmdOrCtrl+Shift+C' }),
    ],
  };
}

const screens: readonly { action: MenuEvent['action']; label: string }[] = [
  { action: 'train', label: 'Train' },
  { action: 'digits', label: 'Digits' },
  { action: 'numbers', label: 'Numbers' },
  { action: 'data-sets', label: 'Data sets' },
  { action: 'models', label: 'Models' },
  { action: 'engine', label: 'Engine' },
];

function viewMenu(options: MenuOptions): Item {
  const developer: Item[] = app.isPackaged
    ? []
    : [separator, { role: 'reload' }, { role: 'toggleDevTools' }];
  return {
    label: '&View',
    submenu: [
      ...screens.map(({ action, label }, index) =>
        ask(options, action, { label, accelerator: `Alt+${index + 1}` }),
      ),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...developer,
    ],
  };
}

const trainingMenu = (options: MenuOptions): Item => ({
  label: '&Training',
  submenu: [
    ask(options, 'start-or-stop', { label: 'Start or stop', accelerator: 'CmdOrCtrl+Enter' }),
    ask(options, 'pause-or-continue', {
      label: 'Pause or continue',
      accelerator: 'CmdOrCtrl+Shift+Enter',
    }),
  ],
});

function helpMenu(options: MenuOptions, mac: boolean): Item {
  const link = (name: LinkName, label: string): Item => ({
    label,
    click: () => {
      openLink(name).catch((error: unknown) => console.error(`${name} was not opened:`, error));
    },
  });
  return {
    label: '&Help',
    role: 'help',
    submenu: [
      ask(options, 'shortcuts', { label: 'Keyboard shortcuts', accelerator: 'F1' }),
      separator,
      link('dcgan-guide', 'How a DCGAN works'),
      link('mnist', 'About MNIST'),
      link('licence', 'Licence'),
      ...(mac ? [] : [separator, { role: 'about' } as const]),
    ],
  };
}
