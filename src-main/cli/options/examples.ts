/** The examples at the end of a command's help: what to type, and what it does. */
export function examples(
  ...lines: readonly (readonly [command: string, effect: string])[]
): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  const rows = lines.map(([command, effect]) => `  ${command.padEnd(width)}   ${effect}`);
  return `\nExamples:\n${rows.join('\n')}`;
}
