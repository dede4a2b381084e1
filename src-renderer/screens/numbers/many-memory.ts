import type { AppState } from '../../state/app-state.svelte.js';
import { ManyDraft } from './many-draft.svelte.js';

/** As long as the page is open: who comes back finds it as it was. */
const drafts = new WeakMap<AppState, ManyDraft>();

export function manyDraftOf(app: AppState): ManyDraft {
  const draft = drafts.get(app) ?? new ManyDraft();
  drafts.set(app, draft);
  return draft;
}
