import type { AppState } from '../../state/app-state.svelte.js';
import { DataSetDraft } from './data-set-draft.svelte.js';

/** As long as the page is open: who comes back finds it as it was. */
const drafts = new WeakMap<AppState, DataSetDraft>();

export function dataSetDraftOf(app: AppState): DataSetDraft {
  const draft = drafts.get(app) ?? new DataSetDraft(app.settings.dataSet);
  drafts.set(app, draft);
  return draft;
}
