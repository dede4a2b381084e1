/** Parts of a data set, in this order. */
export const splitNames = ['train', 'val', 'test'] as const;
export type SplitName = (typeof splitNames)[number];

/** Strips of a data set, those that are written together, and how many times those are. */
export const planBounds = { count: 1_000_000_000, shardSize: 10_000, shards: 1_000_000 } as const;

/** What a data set can be written as, and who reads it. */
export const formatReaders = {
  webdataset: 'webdataset, PyTorch, Hugging Face datasets',
  parquet: 'Hugging Face datasets, pandas, Polars, Spark',
  lmdb: 'deep-text-recognition-benchmark, PARSeq, PaddleOCR, OpenOCR',
  tfrecord: 'TensorFlow',
  files: 'any program',
  paddleocr: 'PaddleOCR, OpenOCR',
  'gt-txt': 'Kraken, tesstrain, Calamari, OCR-D',
  doctr: 'docTR',
  easyocr: 'EasyOCR',
  yolo: 'Ultralytics',
  coco: 'pycocotools, Detectron2, MMDetection',
  idx: 'any program that reads MNIST',
  npz: 'NumPy, Keras',
} as const satisfies Record<string, string>;

export type FormatName = keyof typeof formatReaders;
export const formatNames = Object.keys(formatReaders) as [FormatName, ...FormatName[]];

/** What is taken where nothing is said. */
export const usualDataset = {
  split: { train: 90, val: 5, test: 5 },
  shardSize: 1_000,
  formats: ['webdataset'],
  bank: 'shipped',
  style: 'clean',
} as const;
