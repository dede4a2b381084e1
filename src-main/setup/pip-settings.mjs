// pip is run as this program needs it, whatever a person has set it to for work of their own: of those settings only
// the ones that say how an index of packages is reached are kept.
import { lastLines, runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** Names as pip's configuration has them. */
const KEPT = [
  'index-url',
  'extra-index-url',
  'no-index',
  'find-links',
  'trusted-host',
  'proxy',
  'cert',
  'client-cert',
  'timeout',
  'default-timeout',
  'retries',
  'resume-retries',
  'keyring-provider',
  'use-feature',
  'use-deprecated',
];

/** Settings that would have `pip config` itself tell less, whatever its files say. */
const PLAIN = Object.fromEntries(
  ['QUIET', 'VERBOSE', 'REQUIRE_VIRTUALENV', 'ISOLATED', 'USER', 'GLOBAL', 'SITE'].map((name) => [
    `PIP_${name}`,
    '0',
  ]),
);

/** Where there is nothing: pip then reads no configuration file. */
const NO_FILES = process.platform === 'win32' ? 'nul' : '/dev/null';

/** Python's own way of writing a text, as JSON. */
const SCRIPT = `
import ast, json, subprocess, sys
listed = subprocess.run([sys.executable, '-m', 'pip', 'config', 'list'], stdout=subprocess.PIPE)
if listed.returncode != 0:
    sys.exit(1)
found = {}
for line in listed.stdout.decode(errors='replace').splitlines():
    name, equals, value = line.partition('=')
    if equals:
        found[name] = str(ast.literal_eval(value))
print(json.dumps(found))
`;

/**
 * An environment for pip in which nothing is set.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function plainPipEnvironment(env = process.env) {
  return { ...withoutPip(env), PIP_CONFIG_FILE: NO_FILES };
}

/**
 * The same with what is kept of the person's settings, from pip's files and from the environment.
 * @param {import('./machine.mjs').Python} python
 * @param {{env?: NodeJS.ProcessEnv, signal?: AbortSignal | undefined}} [options]
 * @returns {Promise<NodeJS.ProcessEnv>}
 * @throws {SetupError} when pip can't read its own files
 */
export async function pipEnvironment(python, { env = process.env, signal } = {}) {
  const [program = '', ...first] = python.command;
  /** @type {NodeJS.ProcessEnv} */
  const asking = { ...withoutPip(env), ...keptVariables(env), ...PLAIN };
  const file = env.PIP_CONFIG_FILE;
  if (file !== undefined) asking.PIP_CONFIG_FILE = file;
  const result = await runCommand(program, [...first, '-c', SCRIPT], { env: asking, signal });
  const settings = result.status === 0 ? parse(result.stdout) : null;
  if (settings === null) {
    throw new SetupError('DOWNLOAD_FAILED', "pip can't read its own settings.", {
      remedy: 'Mend the file that pip names (`pip config debug` lists all of them), and try again.',
      details: lastLines(result.stderr),
    });
  }
  return { ...plainPipEnvironment(env), ...keptSettings(settings) };
}

/**
 * @param {string} text
 * @returns {Record<string, string> | null}
 */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {Record<string, string>} settings as `pip config list` names them: 'global.index-url', ':env:.cert'
 * @returns {Record<string, string>} environment variables
 */
export function keptSettings(settings) {
  /** @type {Record<string, string>} */
  const kept = {};
  // The later ones count more.
  for (const section of ['global', 'download', ':env:']) {
    for (const name of KEPT) {
      const value = settings[`${section}.${name}`];
      if (value) kept[variable(name)] = value;
    }
  }
  return kept;
}

/**
 * @param {string} name
 * @returns {string}
 */
const variable = (name) => `PIP_${name.toUpperCase().replaceAll('-', '_')}`;

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function withoutPip(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^PIP_/i.test(name)));
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function keptVariables(env) {
  const names = new Set(KEPT.map(variable));
  return Object.fromEntries(Object.entries(env).filter(([name]) => names.has(name)));
}
