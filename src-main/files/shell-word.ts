/** As it stands in a command that a person copies: quoted where a shell would take it apart or obey it. */
export function shellWord(text: string, platform = process.platform): string {
  if (/^[\w@%+=:,./\\-]+$/.test(text)) return text;
  if (platform !== 'win32') return `'${text.replaceAll("'", "'\\''")}'`;
  // Both shells of Windows know double quotes, in which PowerShell obeys $ and `.
  return /[$`]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}
