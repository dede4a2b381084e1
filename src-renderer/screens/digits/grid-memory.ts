import { pageMemory } from '../../state/page-memory.js';
import { GridDraft } from './grid-draft.svelte.js';

export const gridDraftOf = pageMemory(({ settings }) => new GridDraft(settings.grid));
