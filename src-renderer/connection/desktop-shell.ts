import type { Bridge } from '../../src-shared/contract/bridge.js';
import { client } from '../../src-shared/contract/command.js';
import { desktopCommandNames } from '../../src-shared/contract/command-names.js';
import type { desktopCommands } from '../../src-shared/contract/desktop-commands.js';
import { AppError, fromErrorData } from '../../src-shared/contract/errors.js';
import type { RunFile, RunSummary } from '../../src-shared/contract/run-views.js';
import { copyOf } from '../bytes.js';
import type { Shell } from './shell.js';

type PageCommand = Exclude<(typeof desktopCommandNames)[number], 'run.openFolder'>;

/** The shell of the desktop: dialogs, clipboard and settings are the operating system's. */
export function desktopShell(bridge: Bridge): Shell {
  const call = client<Omit<typeof desktopCommands, 'run.openFolder'>>(
    desktopCommandNames.filter((name) => name !== 'run.openFolder'),
    (name, input) => bridge[name as PageCommand](input),
  );
  return {
    kind: 'desktop',
    saveFile: async (file) => (await call['file.save'](plainFile(file)))?.path ?? null,
    saveFiles: async (files) => {
      return (await call['files.save']({ files: files.map(plainFile) }))?.path ?? null;
    },
    copyImage: (png) => call['image.copy']({ png: copyOf(png) }),
    openRun: (what) => call['run.choose']({ what }),
    openDropped: async (data) => {
      const file = data.files[0];
      if (file === undefined) {
        throw new AppError(
          'BAD_INPUT',
          'That was neither a folder nor a file. Drop the folder of one run.',
        );
      }
      const reply = await bridge.openDropped(file);
      if (!reply.ok) throw fromErrorData(reply.error);
      return reply.value as RunSummary;
    },
    runs: {
      kind: 'folders',
      reveal: (run) => call['run.reveal']({ run }),
      forget: (run) => call['run.forget']({ run }),
    },
    datasets: {
      kind: 'folders',
      choosePlace: () => call['dataset.choosePlace']({}),
      choose: () => call['dataset.choose']({}),
      reveal: (dataset) => call['dataset.reveal']({ dataset }),
      forget: (dataset) => call['dataset.forget']({ dataset }),
    },
    openLink: (link) => call['link.open']({ link }),
    readSettings: () => call['settings.read']({}),
    writeSettings: (settings) => call['settings.write'](settings),
  };
}

/** Exactly what the command declares: it refuses more. */
const plainFile = ({ name, bytes }: RunFile) => ({ name, bytes: copyOf(bytes) });
