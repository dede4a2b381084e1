import { createContext } from 'svelte';
import type { PageSettings } from '../../src-shared/config/settings.js';
import type { Connection } from '../connection/connection.js';
import type { Shell } from '../connection/shell.js';
import { AppState } from './app-state.svelte.js';
import { DataSetsState } from './data-sets-state.svelte.js';
import { EngineState } from './engine-state.svelte.js';
import { EvaluationsState } from './evaluations-state.svelte.js';
import { Notices } from './notices.svelte.js';
import { RunsState } from './runs-state.svelte.js';
import { Searches } from './searches.svelte.js';
import { TrainingState } from './training-state.svelte.js';

/** All that a component may reach: the program's commands, its surroundings, the page's state. */
export interface AppContext {
  readonly call: Connection['call'];
  readonly shell: Shell;
  readonly app: AppState;
  readonly notices: Notices;
  readonly training: TrainingState;
  readonly runs: RunsState;
  readonly dataSets: DataSetsState;
  readonly engine: EngineState;
  readonly searches: Searches;
  readonly evaluations: EvaluationsState;
}

export const [getAppContext, setAppContext] = createContext<AppContext>();

/** The page's state over a connection, with what was remembered. */
export async function createAppContext(connection: Connection): Promise<AppContext> {
  const notices = new Notices();
  const settings: PageSettings = await connection.shell.readSettings().catch((error: unknown) => {
    notices.error(error);
    return {};
  });
  const runs = new RunsState(connection, settings.model ?? null);
  const training = new TrainingState(connection, notices);
  const dataSets = new DataSetsState(connection, notices);
  const engine = new EngineState(connection);
  const searches = new Searches(connection);
  const evaluations = new EvaluationsState(connection, notices);
  const app = new AppState(connection, { settings, notices, runs, training });
  const { call, shell } = connection;
  const parts = { notices, training, runs, dataSets, engine, searches, evaluations };
  return { call, shell, app, ...parts };
}
