import type { Bridge } from '../../src-shared/contract/bridge.js';
import { client } from '../../src-shared/contract/command.js';
import { commandNames } from '../../src-shared/contract/command-names.js';
import type { commands } from '../../src-shared/contract/commands.js';
import type { Connection } from './connection.js';
import { desktopShell } from './desktop-shell.js';

type BridgeCommand = Exclude<keyof Bridge, 'onEvent' | 'openDropped' | 'platform'>;

/** The page of the desktop: its bridge is there as long as the page is. */
export function connectToDesktop(bridge: Bridge): Connection {
  return {
    call: client<typeof commands>(commandNames, (name, input) =>
      bridge[name as BridgeCommand](input),
    ),
    shell: desktopShell(bridge),
    status: 'open',
    refusal: null,
    onStatus: () => () => {},
    onEvent: (listener) => bridge.onEvent(listener),
  };
}
