/** The rules for imports, all derived from the table in tools/check/arrows.json. */
const table = require('./tools/check/arrows.json');

const names = Object.keys(table.packages);
const anyOf = (list) => `(${list.join('|')})`;
const inside = (name) => `^packages/${name}/`;

const arrows = names.flatMap((name) => {
  const forbidden = names.filter((other) => other !== name && !table.packages[name].includes(other));
  if (forbidden.length === 0) return [];
  return {
    name: `arrow-${name}`,
    comment: `${name} may import: ${table.packages[name].join(', ') || 'nothing'}.`,
    severity: 'error',
    from: { path: inside(name) },
    to: { path: `^packages/${anyOf(forbidden)}/` },
  };
});

const thirdParty = names.map((name) => ({
  name: `third-party-${name}`,
  comment: `${name} may use from outside: ${(table.thirdParty[name] ?? []).join(', ') || 'nothing'}.`,
  severity: 'error',
  from: { path: `${inside(name)}src/` },
  to: {
    path: 'node_modules',
    pathNot: `node_modules/${anyOf([...(table.thirdParty[name] ?? []), '@holt'])}/`,
  },
}));

const within = table.within.map((rule) => ({
  name: `within-${rule.from.replaceAll('/', '-')}`,
  comment: rule.why,
  severity: 'error',
  from: { path: `^packages/${rule.from}/` },
  to: { path: `^packages/${anyOf(rule.notTo)}/` },
}));

module.exports = {
  forbidden: [
    ...arrows,
    ...thirdParty,
    ...within,
    {
      name: 'no-tools',
      comment: 'Tools are not published, so no package may need one.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^tools/' },
    },
    {
      name: 'front-door',
      comment: 'Another package is reached through its index alone; what lies behind it may change any day.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/[^/]+/src/',
        pathNot: ['^packages/$1/', '^packages/[^/]+/src/index\\.ts$', '^packages/diagnostics/src/explain\\.ts$'],
      },
    },
    {
      name: 'portable',
      comment: `Packages run in browsers and workers too; Node's own modules belong to: ${table.nodeBuiltins.join(', ')}.`,
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: `^packages/${anyOf(table.nodeBuiltins)}/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circle',
      comment: 'Files that import each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'What is imported must be declared in package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    exclude: { path: '/dist/' },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@holt/source', 'import', 'node', 'types', 'default'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.json'],
    },
  },
};
