import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../../src-shared/contract/bridge.js';
import type { Reply } from '../../src-shared/contract/command.js';
import { commandNames, desktopCommandNames } from '../../src-shared/contract/command-names.js';

type Asked = (typeof asked)[number];

const call = (name: string, input: unknown): Promise<Reply> => ipcRenderer.invoke(name, input);

// A page names no path: what it drops is opened by `openDropped`.
const asked = [
  ...commandNames,
  ...desktopCommandNames.filter((name) => name !== 'run.openFolder'),
] as const;

const methods = Object.fromEntries(
  asked.map((name) => [name, (input: unknown) => call(name, input)]),
) as Record<Asked, (input: unknown) => Promise<Reply>>;

const bridge = {
  ...methods,
  onEvent: (listener) => {
    const hear = (_: unknown, event: Parameters<typeof listener>[0]) => listener(event);
    ipcRenderer.on('event', hear);
    return () => void ipcRenderer.off('event', hear);
  },
  openDropped: (file) => call('run.openFolder', { folder: webUtils.getPathForFile(file) }),
  platform: process.platform,
} satisfies Bridge;

contextBridge.exposeInMainWorld('digits', Object.freeze(bridge));
