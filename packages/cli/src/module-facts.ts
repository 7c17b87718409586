/** What a validated module says of itself: plain data, and the same as text. */

import { requirementOf, typeText } from '@holt/interfaces';
import type { ModuleWarning, ValidatedModule } from '@holt/transfer';
import { flagsFor } from './grants.ts';
import { oneLine } from './one-line.ts';

/** A host interface that a module needs. */
export interface NeedFacts {
  readonly interface: string;
  readonly version: string;
  /** Signatures of the functions that it uses. */
  readonly functions: readonly string[];
  /** The flags of `holt run` that grant it. */
  readonly grants: readonly string[];
}

/** What is known of a module. */
export interface ModuleFacts {
  readonly file: string;
  readonly source: string | null;
  readonly bytes: number;
  readonly fileId: string;
  readonly semanticId: string;
  readonly features: readonly string[];
  readonly functions: number;
  readonly instructions: number;
  readonly classes: number;
  readonly constants: number;
  readonly strings: number;
  /** Custom sections, none of which changes what the module does. */
  readonly customSections: readonly string[];
  readonly needs: readonly NeedFacts[];
  readonly imports: readonly { readonly module: string; readonly names: readonly string[] }[];
  readonly exports: readonly string[];
  /** Variables that it shares with other modules. */
  readonly shared: readonly { readonly name: string; readonly defines: boolean }[];
  readonly warnings: readonly string[];
}

/** Gathers the facts. */
export function describeModule(file: string, module: ValidatedModule, warnings: readonly ModuleWarning[]): ModuleFacts {
  const text = (index: number): string => module.strings[index] as string;
  return {
    file,
    source: module.sourceName,
    bytes: module.bytes().length,
    fileId: module.fileId(),
    semanticId: module.semanticId(),
    features: module.features,
    functions: module.functions.length,
    instructions: module.functions.reduce((sum, fn) => sum + fn.instructionCount, 0),
    classes: module.classes.length,
    constants: module.constants.length,
    strings: module.strings.length,
    customSections: module.customSections,
    needs: needsOf(module),
    imports: module.modules.map(({ name, names }) => ({ module: text(name), names: names.map(text) })),
    exports: module.exports.map(({ name }) => text(name)),
    shared: module.shared.map(({ name, defines }) => ({ name: text(name), defines })),
    warnings: warnings.map(({ section, message }) => `section ${section}: ${message}`),
  };
}

function needsOf(module: ValidatedModule): readonly NeedFacts[] {
  return module.interfaces.map((imported) => {
    const { name, major, minor, functions } = requirementOf(imported, module);
    return {
      interface: name,
      version: `${major}.${minor}`,
      functions: functions.map((fn) => {
        const params = fn.params.map((param) => `${param.name}${param.optional ? '?' : ''}: ${typeText(param.type)}`);
        return `${fn.name}(${params.join(', ')}) -> ${typeText(fn.result)}`;
      }),
      grants: flagsFor(name, major, minor),
    };
  });
}

/** The facts for people. */
export function moduleText(facts: ModuleFacts): string {
  const count = (number: number, unit: string): string => `${number} ${unit}${number === 1 ? '' : 's'}`;
  const sizes = [
    `${facts.bytes} bytes`,
    count(facts.functions, 'function'),
    count(facts.instructions, 'instruction'),
    facts.classes === 1 ? '1 class' : `${facts.classes} classes`,
    count(facts.constants, 'constant'),
    count(facts.strings, 'string'),
  ];
  const shared = facts.shared.map(({ name, defines }) => (defines ? `${name} (set here)` : name));
  const lines = [
    `${facts.file}: valid`,
    ...(facts.source === null ? [] : [`  source       ${facts.source}`]),
    `  size         ${sizes.join(', ')}`,
    `  file id      ${facts.fileId}`,
    `  semantic id  ${facts.semanticId}`,
    ...(facts.features.length === 0 ? [] : [`  features     ${facts.features.join(', ')}`]),
    ...(facts.customSections.length === 0 ? [] : [`  sections     ${facts.customSections.join(', ')}`]),
    ...list('needs', facts.needs.flatMap(needLines)),
    ...list(
      'imports',
      facts.imports.map(({ module, names }) => (names.length === 0 ? module : `${module}: ${names.join(', ')}`)),
    ),
    ...list('exports', facts.exports),
    ...(shared.length === 0 ? [] : list('shared', shared)),
    ...(facts.warnings.length === 0 ? [] : list('warnings', facts.warnings)),
  ];
  return `${lines.map(oneLine).join('\n')}\n`;
}

function needLines({ interface: name, version, functions, grants }: NeedFacts): string[] {
  const granted = grants.length === 0 ? '' : `  (${grants.join(' or ')})`;
  return [`${name}@${version}${granted}`, ...functions.map((signature) => `  ${signature}`)];
}

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [`  ${title}: none`] : [`  ${title}:`, ...items.map((item) => `    ${item}`)];
}
