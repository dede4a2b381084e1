/** A file of a folder, or of an archive, that the person chose or dropped. */
export interface PickedFile {
  /** From the folder's name on, with slashes: `mine/generator/model.json`. */
  readonly path: string;
  readonly file: Blob;
}
