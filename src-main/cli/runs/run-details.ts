import type { HistoryRow, RunDetails } from '../../../src-shared/contract/run-views.js';
import { percent } from '../../../src-shared/text/percent.js';
import { formatDuration } from '../terminal/duration.js';
import { whole } from '../terminal/whole.js';
import { kindOfRun, labelsOfRun, minuteOf, tableLines } from './run-table.js';

/** Everything about a run, for a person: what it is, then a line for each epoch. */
export function detailLines({ summary, record, history }: RunDetails): string[] {
  const { dataset, config, engine } = record;
  const facts = [
    ['Name', summary.name],
    ['Folder', summary.folder],
    ['State', `${summary.state}, ${summary.epoch} of ${summary.epochs} epochs`],
    ['Preset', `${record.preset}, recipe ${record.recipe}`],
    ['Kind', `${kindOfRun(summary)}${labelsOfRun(summary)}`],
    ['Data', `${whole(dataset.images)} images of ${dataset.folder ?? dataset.name}`],
    ['Batch size', String(config.batchSize)],
    ['Seed', String(config.seed)],
    ['Engine', `${engine.backend} ${engine.version}, ${engine.device}, ${engine.precision}`],
    ['Begun', minuteOf(summary.createdAt)],
    ['Last written', minuteOf(summary.updatedAt)],
    ...(summary.best === null
      ? []
      : [['Best epoch', `${summary.best.epoch} (${percent(summary.best.legible)} legible)`]]),
  ];
  if (history.length === 0) return tableLines(facts);
  const head = ['Epoch', 'Generator loss', 'Discriminator loss', 'Legible', 'Fréchet', 'Time'];
  return [...tableLines(facts), '', ...tableLines([head, ...history.map(epochCells)])];
}

const epochCells = ({ quality, ...row }: HistoryRow): string[] => [
  String(row.epoch),
  row.generatorLoss.toFixed(3),
  row.discriminatorLoss.toFixed(3),
  quality === null ? '' : percent(quality.legible),
  quality === null ? '' : quality.frechet.toFixed(2),
  formatDuration(row.seconds),
];
