/**
 * The names of the page's commands, apart from their schemas: what calls a command needs its name
 * alone, and a page carries no validation library. `commands.ts` has to declare exactly these.
 */
export const commandNames = [
  'engine.start',
  'engine.diagnose',
  'training.start',
  'training.resume',
  'training.pause',
  'training.continue',
  'training.stop',
  'training.current',
  'training.estimate',
  'runs.list',
  'runs.show',
  'runs.losses',
  'runs.picture',
  'runs.export',
  'runs.rename',
  'runs.delete',
  'model.export',
  'model.evaluate',
  'digits.sample',
  'digits.grid',
  'number.compose',
  'numbers.sheet',
  'search.stop',
  'networks.describe',
  'dataset.preview',
  'dataset.costs',
  'dataset.start',
  'dataset.pause',
  'dataset.resume',
  'dataset.cancel',
  'dataset.verify',
  'dataset.mend',
  'dataset.delete',
  'datasets.list',
  'datasets.show',
  'banks.list',
] as const;

export type CommandName = (typeof commandNames)[number];

/** What only a shell with a window of its own answers; see `desktop-commands.ts`. */
export const desktopCommandNames = [
  'file.save',
  'files.save',
  'image.copy',
  'run.choose',
  'run.openFolder',
  'run.reveal',
  'run.forget',
  'dataset.choosePlace',
  'dataset.choose',
  'dataset.reveal',
  'dataset.forget',
  'link.open',
  'settings.read',
  'settings.write',
] as const;

export type DesktopCommandName = (typeof desktopCommandNames)[number];

/** What only the browser shell answers; see `upload-commands.ts`. */
export const uploadCommandNames = [
  'upload.begin',
  'upload.write',
  'upload.finish',
  'upload.cancel',
] as const;

export type UploadCommandName = (typeof uploadCommandNames)[number];
