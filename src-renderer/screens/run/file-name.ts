/**
 * A name that a file can have on every system. A run from elsewhere brings its own name, which may
 * be anything.
 */
export function fileName(name: string): string {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const plain = stem.replace(/[^\p{L}\p{N} ._-]/gu, '-').replace(/^[^\p{L}\p{N}]+/u, '');
  return (plain.slice(0, 150).trimEnd() || 'run') + extension;
}
