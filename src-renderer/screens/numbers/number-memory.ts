import { pageMemory } from '../../state/page-memory.js';
import { ManyDraft } from './many-draft.svelte.js';
import { NumberDraft } from './number-draft.svelte.js';

export const numberDraftOf = pageMemory(
  ({ settings }) => new NumberDraft(settings.composing, settings.look),
);

export const manyDraftOf = pageMemory(() => new ManyDraft());
