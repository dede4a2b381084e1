import type { PageService } from '../../../src-main/server/page-service.js';
import type { AppEvent } from '../../../src-shared/contract/app-events.js';
import {
  client,
  dispatcher,
  type Handlers,
  namesOf,
} from '../../../src-shared/contract/command.js';
import { commands, localCommands } from '../../../src-shared/contract/commands.js';
import { AppError } from '../../../src-shared/contract/errors.js';

const missing = (name: string) => () => {
  throw new AppError('UNSUPPORTED', `The double does not answer ${name}.`);
};

type AllHandlers = Handlers<typeof localCommands>;

/** A service of which only the commands given answer; the contract's checks are the real ones. */
export function pageServiceDouble(
  handlers: Partial<AllHandlers> = {},
  archive: PageService['archive'] = async () => missing('archive')(),
) {
  const listeners = new Set<(event: AppEvent) => void>();
  const calls: { name: string; input: unknown }[] = [];
  const rest = Object.fromEntries(namesOf(localCommands).map((name) => [name, missing(name)]));
  const all = { ...rest, ...handlers } as AllHandlers;
  const answer = dispatcher(commands, all);
  const service: PageService = {
    call: client(namesOf(localCommands), dispatcher(localCommands, all)),
    answer(name, input, asker) {
      calls.push({ name, input });
      return answer(name, input, asker);
    },
    archive,
    onAppEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const tell = (event: AppEvent) => {
    for (const listener of listeners) listener(event);
  };
  return { service, tell, calls, listeners };
}
