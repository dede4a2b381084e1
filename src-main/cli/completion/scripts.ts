/** The shells that words can be completed in. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/**
 * What a shell has to read for Tab to work: it asks the program that is being typed for words
 * (`digits complete -- WORD...`), each on a line, with a tab before what it is; `:files` stands for paths.
 * Nothing that is typed is evaluated.
 */
export function completionScript(shell: Shell): string {
  switch (shell) {
    case 'bash':
      return bash;
    case 'zsh':
      return zsh;
    case 'fish':
      return fish;
    default:
      return shell satisfies never;
  }
}

/** A `${` would be a template's own, so it is written `@{`. */
const shellText = (parts: TemplateStringsArray): string =>
  parts.raw.join('').replaceAll('@{', '$\u007b');

const bash = shellText`# Completion of digits for bash: eval "$(digits completion bash)"
_digits() {
  local line word
  COMPREPLY=()
  compopt +o default 2>/dev/null
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      compopt -o default 2>/dev/null
      continue
    fi
    word=@{line%%$'\t'*}
    [[ $word == *[!A-Za-z0-9_./,=+-]* ]] && printf -v word %q "$word"
    COMPREPLY+=("$word")
  done < <("@{COMP_WORDS[0]}" complete -- "@{COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [[ @{#COMPREPLY[@]} -eq 1 && @{COMPREPLY[0]} == *= ]]; then
    compopt -o nospace 2>/dev/null
  fi
}
complete -o default -F _digits digits`;

const zsh = shellText`#compdef digits
# Completion of digits for zsh: eval "$(digits completion zsh)", behind compinit
_digits() {
  local line word about files=
  local -a values
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      files=1
      continue
    fi
    word=@{line%%$'\t'*}
    about=@{line#*$'\t'}
    values+=("@{word//:/\\:}@{about:+:$about}")
  done < <("@{words[1]}" complete -- "@{(@)words[2,CURRENT]}" 2>/dev/null)
  (( @{#values} )) && _describe -t values digits values
  [[ -n $files ]] && _files
  return 0
}
if [[ @{funcstack[1]} == _digits ]]; then
  _digits "$@"
else
  compdef _digits digits
fi`;

const fish = shellText`# Completion of digits for fish: digits completion fish | source
function __digits_complete
    set -l words (commandline -opc)
    set -l begun (commandline -ct)
    for line in ($words[1] complete -- $words[2..-1] "$begun" 2>/dev/null)
        if test "$line" = ":files"
            __fish_complete_path "$begun"
        else
            echo $line
        end
    end
end
complete -c digits -f -a '(__digits_complete)'`;
