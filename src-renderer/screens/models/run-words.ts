import type { DatasetRecord } from '../../../src-shared/contract/runs.js';
import { formatCount, formatInteger, formatPercent } from '../../format.js';
import type { ShownRun } from '../run/live-run.js';

/** A state's short name, and what it means where that is not plain. */
export interface StateWords {
  readonly name: string;
  readonly meaning: string | null;
}

/** How a run stands, in words. */
export function stateWords({ state, live }: Pick<ShownRun, 'state' | 'live'>): StateWords {
  switch (live) {
    case 'running':
      return { name: 'Training', meaning: null };
    case 'pausing':
      return { name: 'Pausing', meaning: 'after the step under way' };
    case 'paused':
      return { name: 'Paused', meaning: null };
    case 'stopping':
      return { name: 'Stopping', meaning: 'after the step under way' };
    case null:
      break;
    default:
      return live satisfies never;
  }
  switch (state) {
    case 'training':
      return { name: 'Training', meaning: 'in another window or terminal' };
    case 'paused':
      return { name: 'Paused', meaning: null };
    case 'stopped':
      return { name: 'Stopped', meaning: null };
    case 'finished':
      return { name: 'Finished', meaning: null };
    case 'failed':
      return { name: 'Failed', meaning: 'its training ended with an error' };
    case 'interrupted':
      return { name: 'Interrupted', meaning: 'its process ended' };
    case 'broken':
      return { name: 'Broken', meaning: "its record can't be read" };
    case 'foreign':
      return { name: 'From elsewhere', meaning: null };
    default:
      return state satisfies never;
  }
}

/** What a run's networks are and how long they have learned; of a model from elsewhere, whose they are. */
export function sizeWords(run: Pick<ShownRun, 'preset' | 'madeWith' | 'epoch' | 'epochs'>): string {
  return run.madeWith === null ? `${run.preset} · ${epochWords(run)}` : `made with ${run.madeWith}`;
}

/** "6 of 50 epochs"; "3 epochs" for a run that has had all it was meant to. */
export function epochWords({ epoch, epochs }: Pick<ShownRun, 'epoch' | 'epochs'>): string {
  if (epoch === epochs) return formatCount(epochs, 'epoch');
  return `${formatInteger(epoch)} of ${formatCount(epochs, 'epoch')}`;
}

/** How good a run's digits were at their best; null when none were measured. */
export function bestWords({ best }: Pick<ShownRun, 'best'>): string | null {
  if (best === null) return null;
  return `${formatPercent(best.legible)} legible after epoch ${formatInteger(best.epoch)}, its best`;
}

/** What a deletion would do, and that it can be taken back. */
export function deletionWords(
  { place, folder, epoch, state }: Pick<ShownRun, 'place' | 'folder' | 'epoch' | 'state'>,
  shell: 'desktop' | 'browser',
): string {
  // A model from elsewhere may be a single file.
  const what =
    place !== 'opened' ? 'Its folder' : state === 'foreign' ? folder : `The folder ${folder}`;
  const holds = epoch > 0 ? ` with ${formatCount(epoch, 'epoch')} of training` : '';
  const bin = shell === 'desktop' ? 'the bin' : 'the bin of the computer that runs this program';
  return `${what}${holds} goes to ${bin}. You can have it back from there.`;
}

/** Where a run's images were read. A run that was uploaded brings none, and does not say where they lay. */
export function originWords({ folder, name }: Pick<DatasetRecord, 'folder' | 'name'>): string {
  if (folder !== null) return folder;
  return name === 'mnist'
    ? 'this program, which brings it along'
    : 'another place: the run came without its images';
}
