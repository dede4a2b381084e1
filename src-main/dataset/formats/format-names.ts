/** What a data set can be written as. All but the first share one tree of pictures. */
export const formatNames = [
  'webdataset',
  'files',
  'paddleocr',
  'gt-txt',
  'doctr',
  'easyocr',
  'yolo',
  'coco',
] as const;
export type FormatName = (typeof formatNames)[number];
