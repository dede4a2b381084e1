import type { Bank, SharedBank } from './bank.js';
import { bankOfContent, contentOf } from './bank-records.js';
import { bankOfMnist } from './mnist-bank.js';

/** The bank that another thread has opened. */
export const bankOf = (shared: SharedBank): Bank =>
  shared.kind === 'file' ? bankOfContent(contentOf(shared)) : bankOfMnist(shared);
