import { type SplitName, splitNames } from '../../../src-shared/config/data-sets.js';
import { longNames } from './numbered-file.js';

const value = (dtype: 'string' | 'int32' | 'int64' | 'float64') => ({ dtype, _type: 'Value' });
const sequence = (feature: object) => ({ feature, _type: 'Sequence' });

/** What each column of the Parquet files is to Hugging Face's `datasets`, of any version. */
export const hubFeatures = {
  image: { _type: 'Image' },
  text: value('string'),
  boxes: sequence(sequence(value('int32'))),
  baseline: sequence(value('float64')),
  hand: value('int64'),
} as const;

/**
 * The YAML that Hugging Face's Hub and its `datasets` read at the beginning of a README: which files are
 * which part, and what their columns are.
 *
 * @param split strips of each part
 * @param bytes of each part's files
 * @see https://huggingface.co/docs/hub/datasets-manual-configuration
 */
export function hubHeader(
  split: Readonly<Record<SplitName, number>>,
  bytes: Readonly<Record<SplitName, number>>,
): string {
  const splits = splitNames.filter((name) => split[name] > 0);
  return `---
task_categories:
- image-to-text
configs:
- config_name: default
  data_files:
${splits.map((name) => `  - split: ${longNames[name]}\n    path: data/${longNames[name]}-*`).join('\n')}
dataset_info:
  features:
  - name: image
    dtype: image
  - name: text
    dtype: string
  - name: boxes
    sequence:
      sequence: int32
  - name: baseline
    sequence: float64
  - name: hand
    dtype: int64
  splits:
${splits.map((name) => `  - name: ${longNames[name]}\n    num_bytes: ${bytes[name]}\n    num_examples: ${split[name]}`).join('\n')}
---

`;
}
