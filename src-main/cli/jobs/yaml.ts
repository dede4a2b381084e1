type Yaml = string | number | boolean | readonly Yaml[] | { readonly [key: string]: Yaml };

/** A document in block style; texts are quoted as JSON has it, which YAML reads alike. */
export const yamlLines = (value: Yaml, indent = ''): string[] => {
  if (Array.isArray(value)) {
    return value.flatMap((item: Yaml) => {
      const [first = '', ...rest] = yamlLines(item, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  if (typeof value !== 'object') return [`${indent}${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, item]) =>
    typeof item === 'object'
      ? [`${indent}${key}:`, ...yamlLines(item, `${indent}  `)]
      : [`${indent}${key}: ${JSON.stringify(item)}`],
  );
};
