/** A longer line is no sentence any more, characters. */
const longest = 1_000;

/** What nobody is to be told, and why not. */
const unfit: readonly (readonly [RegExp, string])[] = [
  [/should not|defect of the program/, 'a defect is told'],
  [/\n\s+at .*:\d+/, 'a stack'],
  [/\bE[A-Z]{3,}\b(?=[:,])|syscall|errno/, 'words of the system'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  [/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/, 'control characters'],
];

/** What is for programs. */
const unreadable: readonly (readonly [RegExp, string])[] = [
  [/Invalid (?:input|option|string)|Unrecognized key|Too (?:big|small): /, 'words of a library'],
  [/\^[^\s]*\[|\\p\{|\\d/, 'a regular expression'],
  [/"(?:code|path)": ?["[]/, "a library's data"],
];

/** What is wrong with a text that reaches a person; none where all is well. */
export const faultsOfText = (text: string): string[] => faultsOf(text, [...unfit, ...unreadable]);

/** What is wrong with the answer to a call that no control of the page makes; a program reads it. */
export const faultsOfAnswer = (text: string): string[] => faultsOf(text, unfit);

function faultsOf(text: string, patterns: typeof unfit): string[] {
  const faults = patterns.flatMap(([pattern, what]) => (pattern.test(text) ? [what] : []));
  const length = Math.max(...text.split('\n').map((line) => line.length));
  if (length > longest) faults.push(`a line of ${length} characters`);
  return faults.map((fault) => `${fault} in ${JSON.stringify(text.slice(0, 300))}`);
}
