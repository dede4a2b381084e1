import type { AppState } from '../../state/app-state.svelte.js';
import { NumberDraft } from './number-draft.svelte.js';

/** As long as the page is open: who comes back finds the number as it was. */
const drafts = new WeakMap<AppState, NumberDraft>();

export function numberDraftOf(app: AppState): NumberDraft {
  const draft = drafts.get(app) ?? new NumberDraft(app.settings.composing, app.settings.look);
  drafts.set(app, draft);
  return draft;
}
