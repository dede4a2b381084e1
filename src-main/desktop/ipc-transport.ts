import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { AppEvent, DesktopEvent } from '../../src-shared/contract/app-events.js';
import type { Asker, Reply } from '../../src-shared/contract/command.js';
import { commandNames, desktopCommandNames } from '../../src-shared/contract/command-names.js';
import { AppError, toErrorData } from '../../src-shared/contract/errors.js';
import { isPageUrl } from './app-protocol.js';

type Answer = (name: string, input: unknown, asker: Asker) => Promise<Reply>;

interface Answers {
  /** The contract's commands. */
  readonly service: Answer;
  /** What this shell alone does. */
  readonly desktop: Answer;
}

/** The one place where the window's page is answered and told: one channel a command, one for events. */
export function connectPage(window: BrowserWindow, answers: Answers) {
  const askerNow = watchPage(window);
  const serve = (names: readonly string[], answer: Answer) => {
    for (const name of names) {
      ipcMain.handle(name, (event, input: unknown): Promise<Reply> | Reply =>
        isOwnPage(event, window) ? answer(name, input, askerNow()) : refusal(name),
      );
    }
  };
  serve(commandNames, answers.service);
  serve(desktopCommandNames, answers.desktop);

  return {
    tell(event: AppEvent | DesktopEvent): void {
      if (!window.isDestroyed()) window.webContents.send('event', event);
    },
  };
}

/** Who asks from the window: its page, until it is loaded anew, crashes or is closed. */
function watchPage(window: BrowserWindow): () => Asker {
  let leaving = new AbortController();
  const leave = () => {
    leaving.abort();
    leaving = new AbortController();
  };
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) leave();
  });
  window.webContents.on('render-process-gone', leave);
  window.on('closed', leave);
  return () => ({ gone: leaving.signal });
}

/** The window's main frame, while it shows the program's own page. */
function isOwnPage({ senderFrame }: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  return (
    senderFrame !== null &&
    !window.isDestroyed() &&
    senderFrame === window.webContents.mainFrame &&
    isPageUrl(senderFrame.url)
  );
}

function refusal(name: string): Reply {
  const error = new AppError(
    'BAD_INPUT',
    `The call "${name}" was refused: it did not come from the program's own page.`,
  );
  return { ok: false, error: toErrorData(error) };
}
