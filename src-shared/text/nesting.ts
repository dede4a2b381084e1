/** Whether brackets of JSON are opened in each other more than `most` deep, outside of strings. */
export function isDeeper(json: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    switch (json[at]) {
      case '"':
        at = endOfString(json, at);
        break;
      case '[':
      case '{':
        depth++;
        if (depth > most) return true;
        break;
      case ']':
      case '}':
        depth--;
    }
  }
  return false;
}

/** The place of the quote that ends the string that begins at `at`, or the end of the text. */
function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - backslashes - 1] === '\\') backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}
