import { type StyleChoice, styles } from '../../../src-shared/config/style.js';
import {
  type Style,
  type StyleFieldName,
  styleFieldNames,
} from '../../../src-shared/config/style-fields.js';

/** The style that a data set was chosen by, with what was changed of it. */
export function likeStyle({ name, ways }: StyleChoice): {
  name: StyleChoice['name'];
  changed: Partial<Style>;
} {
  // What was changed is changed in each way: one of them tells.
  const [way] = ways;
  const usual = name === 'mixed' ? Object.values(styles)[0] : styles[name];
  if (way === undefined || usual === undefined) return { name, changed: {} };
  const isChanged = (field: StyleFieldName) =>
    JSON.stringify(way[field]) !== JSON.stringify(usual[field]);
  const changed = styleFieldNames.filter(isChanged).map((field) => [field, way[field]]);
  return { name, changed: Object.fromEntries(changed) };
}
