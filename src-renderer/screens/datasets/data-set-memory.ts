import { pageMemory } from '../../state/page-memory.js';
import { DataSetDraft } from './data-set-draft.svelte.js';

export const dataSetDraftOf = pageMemory(({ settings }) => new DataSetDraft(settings.dataSet));
