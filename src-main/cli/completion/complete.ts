import type { Argument, Command, Option } from 'commander';
import { namedCommand, visibleCommands } from '../named-command.js';

/** What could stand where a person has pressed Tab. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  /** Whether a path could stand there too. */
  readonly files: boolean;
}

interface Candidate {
  readonly word: string;
  /** What it is; '' where the word says it. */
  readonly about: string;
}

/** What is not known by the commands alone, by the name that options and arguments give it. */
export type Names = Readonly<Partial<Record<string, () => readonly string[]>>>;

/**
 * @param typed the words behind `digits`, as the shell has them; the last is begun, and may be empty
 */
export function complete(program: Command, typed: readonly string[], names: Names): Completion {
  // Bash takes --option=value for three words.
  const words = typed.map(unquoted).filter((word, at) => word !== '=' || at === typed.length - 1);
  const begun = words.at(-1) === '=' ? '' : (words.at(-1) ?? '');
  const before = words.slice(0, -1);
  const { command, rest } = namedCommand(program, before[0] === 'help' ? before.slice(1) : before);
  if (before[0] === 'help')
    return matching(begun, { candidates: commandsOf(command), files: false });

  const [flag, value] = splitFlag(begun);
  const asked = optionNamed(command, value === null ? before.at(-1) : flag);
  if (asked !== undefined && takesValue(asked)) {
    const offered = valuesOf(asked, { begun: value ?? begun, names });
    const prefix = value === null ? '' : `${flag}=`;
    return matching(begun, {
      ...offered,
      candidates: offered.candidates.map(({ word, about }) => ({ word: prefix + word, about })),
    });
  }
  if (begun.startsWith('-')) {
    return matching(begun, { candidates: optionsOf(command), files: false });
  }
  const argument = nextArgument(command, rest);
  const ofArgument = argument === undefined ? nothing : valuesOf(argument, { begun, names });
  const commands = rest.length === 0 ? commandsOf(command) : [];
  return matching(begun, { ...ofArgument, candidates: [...commands, ...ofArgument.candidates] });
}

const nothing: Completion = { candidates: [], files: false };

const matching = (begun: string, { candidates, files }: Completion): Completion => ({
  candidates: candidates.filter(({ word }) => word.startsWith(begun)),
  files,
});

/** A word as the program would get it: shells hand it over as it is typed. */
const unquoted = (word: string): string =>
  word.replace(/^["']|(?<!\\)["']$/g, '').replace(/\\(.)/g, '$1');

function splitFlag(word: string): readonly [flag: string, value: string | null] {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  return at < 0 ? [word, null] : [word.slice(0, at), word.slice(at + 1)];
}

const takesValue = ({ required, optional }: Option): boolean => required || optional;

/** A command, and the subcommand whose name can be left out: commander keeps that to itself. */
const meantBy = (command: Command): Command[] => [
  command,
  ...command.commands.filter((each) => each.name() === Reflect.get(command, '_defaultCommandName')),
];

const optionNamed = (command: Command, flag: string | undefined): Option | undefined =>
  meantBy(command)
    .flatMap(({ options }) => options)
    .find(({ long }) => flag !== undefined && long === flag);

const commandsOf = (command: Command): Candidate[] =>
  visibleCommands(command).map((each) => ({ word: each.name(), about: each.description() }));

function optionsOf(command: Command): Candidate[] {
  const help = command.createHelp();
  const all = meantBy(command).flatMap((each) => [
    ...help.visibleOptions(each),
    ...help.visibleGlobalOptions(each),
  ]);
  const flags = new Map(all.map(({ long, description }) => [long ?? '', description]));
  return [...flags].map(([word, about]) => ({ word, about: about.split(' (')[0] ?? '' }));
}

/** The argument that comes next, behind the options and their values. */
function nextArgument(command: Command, rest: readonly string[]): Argument | undefined {
  const given = rest.filter((word, at) => {
    const option = optionNamed(command, rest[at - 1]);
    return !word.startsWith('-') && !(option !== undefined && takesValue(option));
  });
  const all = meantBy(command).flatMap(({ registeredArguments }) => registeredArguments);
  return all[given.length] ?? all.find(({ variadic }) => variadic);
}

interface Asked {
  readonly begun: string;
  readonly names: Names;
}

/** What an option or an argument can be: `<model>` and `<run>` by name, choices as they are declared. */
function valuesOf(asked: Option | Argument, { begun, names }: Asked): Completion {
  const name = 'flags' in asked ? (/[<[]([^>\]]+)/.exec(asked.flags)?.[1] ?? '') : asked.name();
  const found = names[name]?.() ?? asked.argChoices ?? [];
  // Several with commas between: the last is begun.
  const done = name === 'formats' ? begun.slice(0, begun.lastIndexOf(',') + 1) : '';
  return {
    candidates: found.map((word) => ({ word: done + word, about: '' })),
    files: pathNames.test(name),
  };
}

const pathNames = /^(?:file|dir|path|model|run|bank|grammar|name=file)$/;
