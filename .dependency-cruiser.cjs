// The house's one-way streets (docs/architecture.md): any other arrow fails.
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^${from}/` },
  to: { path: '^src-', pathNot: [from, ...allowed].map((path) => `^${path}/`) },
});

module.exports = {
  forbidden: [
    only('shared-is-a-leaf', 'what both sides speak imports nothing else', 'src-shared', []),
    only('setup-is-a-leaf', 'runs before anything is built', 'src-main/setup', []),
    only('files', 'writing files', 'src-main/files', ['src-shared', 'src-main/setup']),
    only('engine', 'knows no shell and no service', 'src-main/engine', [
      'src-shared',
      'src-main/files',
      'src-main/setup',
    ]),
    only('bank', 'digits to make strips of; knows the engine by the contract', 'src-main/bank', [
      'src-shared',
      'src-main/files',
      'src-main/setup',
    ]),
    only('dataset', 'plans and shards: knows no TensorFlow and no service', 'src-main/dataset', [
      'src-shared',
      'src-main/bank',
      'src-main/files',
      'src-main/setup',
    ]),
    only('service', 'meets the engine through its process alone', 'src-main/service', [
      'src-shared',
      'src-main/bank',
      'src-main/dataset',
      'src-main/files',
      'src-main/setup',
    ]),
    only('web', 'what both shells with a page give it', 'src-main/web', ['src-shared']),
    only('cli', 'a shell: knows the service, never the engine', 'src-main/cli', [
      'src-shared',
      'src-main/bank',
      'src-main/dataset',
      'src-main/files',
      'src-main/server', // the command `serve`
      'src-main/service',
      'src-main/setup',
      'src-main/web',
    ]),
    only('server', 'a shell: knows the service, never the engine', 'src-main/server', [
      'src-shared',
      'src-main/files',
      'src-main/service',
      'src-main/setup',
      'src-main/web',
    ]),
    only('desktop', 'a shell: knows the service, never the engine', 'src-main/desktop', [
      'src-shared',
      'src-main/files',
      'src-main/service',
      'src-main/setup',
      'src-main/web',
    ]),
    only('renderer', 'the page', 'src-renderer', ['src-shared']),
    {
      name: 'renderer-without-node',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'tensorflow-in-the-engine-only',
      severity: 'error',
      from: { pathNot: '^src-main/(engine/|setup/load-tensorflow\\.mjs$)' },
      to: { path: 'node_modules/@tensorflow/' },
    },
    {
      name: 'shared-packages',
      comment:
        'beside its validation library, the form of its messages and what traces contours, types alone',
      severity: 'error',
      from: { path: '^src-shared/' },
      to: {
        dependencyTypesNot: ['local', 'type-only'],
        pathNot: 'node_modules/(zod|@msgpack/msgpack|d3-contour)/',
      },
    },
    {
      name: 'setup-has-no-dependencies',
      severity: 'error',
      from: { path: '^src-main/setup/' },
      to: { dependencyTypes: ['npm', 'npm-dev'], pathNot: 'node_modules/@tensorflow/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node'],
    },
  },
};
