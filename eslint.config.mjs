/**
 * The house rules that a machine can check. Layout belongs to Biome and imports between packages to
 * dependency-cruiser; what is left is short, and every rule here has its reason beside it.
 */
import tseslint from 'typescript-eslint';

const emptyContainer =
  '[init.type="NewExpression"][init.callee.name=/^(Map|Set|WeakMap|WeakSet)$/]' +
  ':not([id.typeAnnotation.typeAnnotation.typeName.name=/^Readonly(Map|Set)$/])';
const atModuleLevel = (declarator) => [
  `Program > VariableDeclaration > VariableDeclarator${declarator}`,
  `Program > ExportNamedDeclaration > VariableDeclaration > VariableDeclarator${declarator}`,
];

const noModuleState = [
  {
    selector: ['Program > VariableDeclaration', 'Program > ExportNamedDeclaration > VariableDeclaration']
      .map((where) => `${where}[kind!="const"]`)
      .join(', '),
    message:
      'A variable of the module is shared by every machine and every host in the process, and outlives them. Put it into the object whose life it belongs to.',
  },
  {
    selector: atModuleLevel(emptyContainer).join(', '),
    message:
      'A Map or Set of the module is a cache that nobody empties and that guests share. Keep it in an object, or annotate it ReadonlyMap or ReadonlySet when it is a constant table.',
  },
  {
    selector: atModuleLevel('[init.type="ArrayExpression"][init.elements.length=0]').join(', '),
    message:
      'An empty array of the module can only be there to be filled, so it is shared state. Keep it in an object, or freeze it: Object.freeze([]).',
  },
];

const oneFrontDoor = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'A default export has no name of its own to search for. Export it by name.',
  },
  {
    selector: 'ExportAllDeclaration:not([source.value=/[.]generated[.]ts$/])',
    message: 'An index that re-exports everything makes public what nobody decided to publish. List the names.',
  },
];

const noSilencedTests = [
  {
    selector: 'MemberExpression[object.name=/^(it|test|describe|suite)$/][property.name=/^(skip|only|todo|fails)$/]',
    message: 'A test that is switched off proves nothing and looks as if it did. Mend it or delete it.',
  },
];

export default tseslint.config(
  {
    ignores: ['**/dist/**', '**/node_modules/**', '**/coverage/**', '**/*.generated.ts', 'examples/**', '**/*.cjs'],
  },
  {
    files: ['packages/*/src/**/*.ts', 'packages/*/test/**/*.ts', 'tools/**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: {
      parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // A new member of a union must be met everywhere it is told apart; a `default` says it was thought of.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      // A promise that nobody awaits loses its error.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      // Types vanish from the output only when they are imported as types.
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      // A name says what a thing is, not that it is a thing.
      '@typescript-eslint/naming-convention': [
        'error',
        {
          selector: 'typeLike',
          format: ['PascalCase'],
          custom: { regex: '^I[A-Z][a-z]|(Impl|Manager|Base|Info)$', match: false },
        },
      ],
      'max-lines': ['error', { max: 500 }],
      'no-restricted-syntax': ['error', ...noModuleState, ...oneFrontDoor],
    },
  },
  {
    // A tool is a process of its own: what its module holds, nobody else sees.
    files: ['tools/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...oneFrontDoor] },
  },
  {
    // Tables and catalogues are read by looking things up, not from top to bottom.
    files: [
      '**/*-table.ts',
      '**/tables/**/*.ts',
      'packages/syntax/src/tree.ts',
      'packages/transfer/src/instructions.ts',
      // One arm for each instruction.
      'packages/runtime/src/lower.ts',
      // One test for each kind of value.
      'packages/holt/test/attacks/host-values.test.ts',
    ],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['packages/*/test/**/*.ts', 'tools/*/test/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...oneFrontDoor, ...noSilencedTests] },
  },
  {
    // Nothing ambient: what a guest can see of the outside world is what its host handed over.
    files: ['packages/*/src/**/*.ts'],
    ignores: ['packages/cli/**', 'packages/spec/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'Randomness comes from the host, so that a run can be replayed.',
        },
      ],
      'no-eval': 'error',
      'no-new-func': 'error',
    },
  },
);
