import { classes } from './classes.js';
import type { MaskRecord, StripRecord, WholeFile, WholeSet } from './whole-set.js';

/** `annotations/instances_train.json` and so on: each character with its box and its mask. */
export const cocoFiles = ({ splits, records, masks }: WholeSet): WholeFile[] =>
  splits.map((split) => ({
    path: `annotations/instances_${split}.json`,
    content: (async function* () {
      const categories = classes.map((name, at) => ({
        id: at + 1,
        name,
        supercategory: 'character',
      }));
      yield `{"info":{},"licenses":[],"categories":${JSON.stringify(categories)},\n"images":[`;
      let before = '\n';
      for await (const record of records(split)) {
        yield before + JSON.stringify(imageOf(record));
        before = ',\n';
      }
      yield '],\n"annotations":[';
      before = '\n';
      let id = 1;
      for await (const record of masks(split)) {
        for (const annotation of annotationsOf(record)) {
          yield before + JSON.stringify({ id: id++, ...annotation });
          before = ',\n';
        }
      }
      yield ']}\n';
    })(),
  }));

const imageOf = ({ key, width, height, text, baseline }: StripRecord) => ({
  id: Number(key) + 1,
  file_name: `${key}.png`,
  width,
  height,
  text,
  baseline,
});

const annotationsOf = ({ key, text, width, height, boxes, runs = [] }: MaskRecord) =>
  [...text].flatMap((character, at) => {
    const bbox = boxes[at];
    if (!bbox) return [];
    const counts = runs[at] ?? [];
    return [
      {
        image_id: Number(key) + 1,
        category_id: classes.indexOf(character) + 1,
        bbox,
        area: counts.reduce((sum, count, run) => (run % 2 === 1 ? sum + count : sum), 0),
        iscrowd: 0,
        segmentation: { size: [height, width], counts },
      },
    ];
  });
